import type { InboundFact, ProviderFact } from '@app/core';
import { contentDigest, dedupeKey } from '../dedupe-key.js';
import { asId, asObject, asText } from '../webhook-values.js';
import { attachmentParts } from './attachment-parts.js';
import { isEcho, type MessagingItem } from './messaging-item.js';
import { echoFacts } from './receipt-facts.js';

/**
 * What a person wrote. A message of a kind that Facebook does not show (`is_unsupported`) is an inbound with
 * nothing in it: the person did write, and the 24-hour window is open. A deletion is no inbound.
 */
export function messageFacts(item: MessagingItem): ProviderFact[] {
  if (isEcho(item.raw)) return echoFacts(item);
  const message = asObject(item.raw['message']);
  if (!message) return [];
  if (message['is_deleted'] === true) return [{ kind: 'other', name: 'message deleted' }];
  const person = personOf(item);
  if (!person) return [];
  const body = asText(message['text']);
  const messageParts = attachmentParts(message['attachments']);
  const inReplyTo = asId(asObject(message['reply_to'])?.['mid']);
  const ref = asText(asObject(message['referral'])?.['ref']);
  const payload = asText(asObject(message['quick_reply'])?.['payload']) ?? ref;
  return [
    {
      ...inbound(item, 'message', messageKey(item, asId(message['mid']))),
      ...person,
      ...(body !== undefined && { body }),
      ...(messageParts.length > 0 && { messageParts }),
      ...(inReplyTo !== undefined && { inReplyTo }),
      ...(payload !== undefined && { payload }),
      ...(ref !== undefined && { ref }),
    },
  ];
}

function messageKey(item: MessagingItem, mid: string | undefined): string {
  return mid === undefined ? itemKey('message', item) : dedupeKey('message', mid);
}

/** The key of an item without an id of its own: who, when, and what (contract meta.md §3.3). */
export function itemKey(kind: string, item: MessagingItem, ...what: (string | undefined)[]): string {
  const who = item.senderId ?? item.senderUserRef;
  // Without a time of its own, only its content tells an item from the next one.
  return dedupeKey(kind, who, item.timestampText ?? contentDigest(item.raw), ...what);
}

export function inbound({ accountAddress, occurredAt, raw }: MessagingItem, type: InboundFact['type'], key: string): InboundFact {
  return { kind: 'inbound', type, dedupeKey: key, accountAddress, occurredAt, raw };
}

/**
 * Who it is from: an id, a plugin's user reference, or both where `prior_message` ties them together (the first
 * answer to a message that was sent to a user reference). Undefined when nobody is named.
 */
export function personOf(item: MessagingItem): { address?: string; userRef?: string } | undefined {
  const userRef = item.senderUserRef ?? asId(asObject(item.raw['prior_message'])?.['identifier']);
  if (item.senderId === undefined && userRef === undefined) return undefined;
  return { ...(item.senderId !== undefined && { address: item.senderId }), ...(userRef !== undefined && { userRef }) };
}
