import { asId, asObject, asTime, type JsonObject } from '../webhook-values.js';

/** One item of `messaging[]` or `standby[]`, with what its handlers need of its surroundings. */
export interface MessagingItem {
  raw: JsonObject;
  /** The Page. */
  accountAddress: string;
  senderId?: string;
  /** Stands in for the sender's id where a plugin's guest has none yet. */
  senderUserRef?: string;
  recipientId?: string;
  /** The item's own time as text, for dedupe keys: it stays the same when Facebook sends the item again. */
  timestampText?: string;
  occurredAt: Date;
}

/** Undefined when no Page is named, or the item is another Page's than its entry. */
export function messagingItem(raw: JsonObject, entry: JsonObject, receivedAt: Date): MessagingItem | undefined {
  const sender = asObject(raw['sender']);
  const senderId = asId(sender?.['id']);
  const recipientId = asId(asObject(raw['recipient'])?.['id']);
  // In an echo the Page is the one that sent.
  const pageInItem = isEcho(raw) ? senderId : recipientId;
  const pageOfEntry = asId(entry['id']);
  const accountAddress = pageOfEntry ?? pageInItem;
  if (accountAddress === undefined || (pageInItem ?? accountAddress) !== accountAddress) return undefined;
  return {
    raw,
    accountAddress,
    senderId,
    senderUserRef: asId(sender?.['user_ref']),
    recipientId,
    timestampText: asTime(raw['timestamp']) && asId(raw['timestamp']),
    occurredAt: asTime(raw['timestamp']) ?? asTime(entry['time']) ?? receivedAt,
  };
}

export function isEcho(raw: JsonObject): boolean {
  return asObject(raw['message'])?.['is_echo'] === true;
}
