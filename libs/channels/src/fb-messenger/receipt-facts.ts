import { parseAttemptReference, type ReceiptFact } from '@app/core';
import { asId, asList, asObject, asText, asTime } from '../webhook-values.js';
import type { MessagingItem } from './messaging-item.js';

/** The watermark says the same of the others. */
const MOST_MIDS = 1_000;

/** Every mid is delivered, and so is all that was sent to the person up to the watermark; `mids` may be missing. */
export function deliveryFacts(item: MessagingItem): ReceiptFact[] {
  const delivery = asObject(item.raw['delivery']);
  const mids = asList(delivery?.['mids']).slice(0, MOST_MIDS).flatMap((mid) => asId(mid) ?? []);
  return [
    ...mids.map((providerMessageId) => ({ providerMessageId, ...receipt(item, 'delivered') })),
    ...watermarkFacts(item, 'delivered', delivery?.['watermark']),
  ];
}

/** A read has a watermark and, on Messenger, nothing else. */
export function readFacts(item: MessagingItem): ReceiptFact[] {
  const read = asObject(item.raw['read']);
  const mid = asId(read?.['mid']);
  return [
    ...(mid === undefined ? [] : [{ providerMessageId: mid, ...receipt(item, 'read') }]),
    ...watermarkFacts(item, 'read', read?.['watermark']),
  ];
}

/** Our own message comes back: Facebook has it, and its `metadata` is our reference when we gave one. */
export function echoFacts(item: MessagingItem): ReceiptFact[] {
  const message = asObject(item.raw['message']);
  const mid = asId(message?.['mid']);
  const metadata = asText(message?.['metadata']);
  const reference = metadata !== undefined && parseAttemptReference(metadata) ? metadata : undefined;
  if (mid === undefined && reference === undefined) return [];
  return [
    {
      ...receipt(item, 'sent', item.recipientId),
      ...(reference !== undefined && { reference }),
      ...(mid !== undefined && { providerMessageId: mid }),
    },
  ];
}

/** A watermark says something only together with the person whom it is about. */
function watermarkFacts(item: MessagingItem, status: ReceiptFact['status'], watermark: unknown): ReceiptFact[] {
  const watermarkAt = asTime(watermark);
  return watermarkAt && item.senderId ? [{ watermarkAt, ...receipt(item, status) }] : [];
}

function receipt({ accountAddress, occurredAt, raw, senderId }: MessagingItem, status: ReceiptFact['status'], address = senderId): ReceiptFact {
  return { kind: 'receipt', status, accountAddress, occurredAt, raw, ...(address !== undefined && { address }) };
}
