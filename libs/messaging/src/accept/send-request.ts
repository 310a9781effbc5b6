import type { LinkShortening, MessagePart } from '@app/core';

/** What becomes of a message whose outcome the provider left open: sent again, or given up. */
export type DeliveryGuarantee = 'atLeastOnce' | 'atMostOnce';

/** A send request that has been checked (contract §1.2). It is stored whole and echoed. */
export interface SendRequest {
  to: Record<string, string>;
  rules: (string | { channel: string; until?: 'delivered' | 'read'; within?: string | number })[];
  body?: string;
  title?: string;
  messageParts?: MessagePart[];
  customBody?: Record<string, unknown>;
  channelOptions?: Record<string, Record<string, unknown>>;
  metadata?: Record<string, unknown>;
  /** Kept and echoed. */
  overrides?: Record<string, unknown>;
  expiresOn?: string;
  /** Not sent before this time. */
  sendAt?: string;
  /** The stored rules and parts that it was made with; what was in them at acceptance stands in `rules` and `messageParts`. */
  ruleSet?: string;
  templateId?: string;
  /** Sent only on channels that the person has opted in to. */
  requireOptIn?: boolean;
  /** Which links of an SMS become short links of this gateway. */
  shortenLinks?: LinkShortening;
  conversationId?: string;
  delivery?: DeliveryGuarantee;
}
