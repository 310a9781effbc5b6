import type { MessagePart } from './message-content.js';

/** Where a fact belongs: the account that it came to (page id, phone number) as the provider names it. */
interface OnAccount {
  accountAddress: string;
  /** When it happened by the provider's clock; the time of receipt where the provider gives none. */
  occurredAt: Date;
  /** The provider's own item, untouched. */
  raw: unknown;
}

/** Something became of a message that we sent. At least one of reference, providerMessageId and watermarkAt is there. */
export interface ReceiptFact extends OnAccount {
  kind: 'receipt';
  /** `filtered` is told by custom channels only. */
  status: 'sent' | 'delivered' | 'read' | 'failed' | 'expired' | 'filtered';
  /** What we gave the provider as our own reference (see `attemptReference`). */
  reference?: string;
  providerMessageId?: string;
  /** The person's address; with `watermarkAt` it covers all that was sent to them up to then. */
  address?: string;
  watermarkAt?: Date;
  /** For `failed` and `expired`: a sentence, and the provider's code. */
  reason?: string;
  providerCode?: string;
}

/** A person wrote, tapped or sent something. */
export interface InboundFact extends OnAccount {
  kind: 'inbound';
  /** Unique per account; the same inbound delivered twice has the same key. */
  dedupeKey: string;
  type: 'message' | 'postback' | 'reaction' | 'referral';
  /** The person's address, or only a user reference before the address is known. */
  address?: string;
  userRef?: string;
  body?: string;
  messageParts?: MessagePart[];
  /** The message of ours that it answers, by provider message id. */
  inReplyTo?: string;
  /** What the person's tap carries: postback or quick-reply payload, referral ref. */
  payload?: string;
  /** The profile that the person is known by, and what else to put on it; without it the address decides. */
  person?: { profileId: string; fields: Record<string, unknown> };
  /** Further ids of the person, as they came. */
  from?: Record<string, string>;
  /** Fields of the InboundMessage that are kept as they came: title, metadata … */
  more?: Record<string, unknown>;
  /** What the link, ad or code was given that brought the person here, for example the encrypted profile reference. */
  ref?: string;
}

/** A person let us write to them: plugin opt-in, checkbox, and the like. */
export interface OptInFact extends OnAccount {
  kind: 'optIn';
  dedupeKey: string;
  address?: string;
  userRef?: string;
  /** What the plugin was given, for example the encrypted profile reference. */
  ref?: string;
}

/** Understood well enough to know that nothing follows from it, or not understood at all; kept in the raw event only. */
export interface OtherFact {
  kind: 'other';
  name: string;
  /** Where the call says so: which secret signed it follows from it. */
  accountAddress?: string;
}

export type ProviderFact = ReceiptFact | InboundFact | OptInFact | OtherFact;
