import type { OtherFact, ProviderFact } from '@app/core';
import { asId, asList, asObject, asText, type JsonObject } from '../webhook-values.js';
import { messageFacts } from './message-facts.js';
import { messagingItem, type MessagingItem } from './messaging-item.js';
import { deliveryFacts, readFacts } from './receipt-facts.js';
import { messageRequestFacts, optInFacts, postbackFacts, reactionFacts, referralFacts } from './tap-facts.js';

type ReadItem = (item: MessagingItem) => ProviderFact[];

/** By the key that an item has; the first that fits. Plural and old spellings are seen too (contract meta.md §3.5, §7). */
const READERS: readonly [key: string, read: ReadItem][] = [
  ['message', messageFacts],
  ['delivery', deliveryFacts],
  ['read', readFacts],
  ['postback', postbackFacts],
  ['reaction', reactionFacts],
  ['optin', optInFacts],
  ['message_request', messageRequestFacts],
  // After `message` and `postback`, whose referrals are inside of them.
  ['referral', referralFacts],
];

/** A Messenger webhook body → facts. Never throws: what it does not know is `other`. */
export function parseEvents(body: unknown, receivedAt: Date): ProviderFact[] {
  const root = asObject(body);
  if (root?.['object'] !== 'page') return [other(`object ${asText(root?.['object']) ?? 'missing'}`)];
  return asList(root['entry']).flatMap((entry) => entryFacts(asObject(entry) ?? {}, receivedAt));
}

function entryFacts(entry: JsonObject, receivedAt: Date): ProviderFact[] {
  const items = [...asList(entry['messaging']), ...asList(entry['standby'])];
  const facts = items.flatMap((item) => itemFacts(asObject(item), entry, receivedAt));
  const all = [...facts, ...asList(entry['changes']).flatMap((change) => changeFacts(asObject(change), entry, receivedAt))];
  const accountAddress = asId(entry['id']);
  return accountAddress === undefined ? all : all.map((fact) => (fact.kind === 'other' ? { ...fact, accountAddress } : fact));
}

/** The app dashboard's test button sends a messaging item as a change; all other changes are posts and comments. */
function changeFacts(change: JsonObject | undefined, entry: JsonObject, receivedAt: Date): ProviderFact[] {
  const field = asText(change?.['field']) ?? 'unknown';
  const value = asObject(change?.['value']);
  const isMessaging = field.startsWith('messag') && asObject(value?.['sender']) !== undefined;
  return isMessaging ? itemFacts(value, entry, receivedAt) : [other(`changes ${field}`)];
}

function itemFacts(raw: JsonObject | undefined, entry: JsonObject, receivedAt: Date): ProviderFact[] {
  if (!raw) return [other('item that is no object')];
  const [key, read] = READERS.find(([name]) => raw[name] !== undefined && raw[name] !== null) ?? [];
  if (!read) return [other(nameOf(raw))];
  const item = messagingItem(raw, entry, receivedAt);
  if (!item) return [other(`${key} without a page, or of another page`)];
  const facts = read(item);
  return facts.length > 0 ? facts : [other(`${key} without what is needed of it`)];
}

const ENVELOPE_KEYS = new Set(['sender', 'recipient', 'timestamp']);

/** What an item that nobody reads is about: its own keys. */
function nameOf(raw: JsonObject): string {
  const keys = Object.keys(raw).filter((key) => !ENVELOPE_KEYS.has(key));
  return keys.slice(0, 3).join(' ').slice(0, 100) || 'empty item';
}

function other(name: string): OtherFact {
  return { kind: 'other', name: name.slice(0, 120) };
}
