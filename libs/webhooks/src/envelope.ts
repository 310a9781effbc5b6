import type { DueDelivery } from './write-events.js';

/** What a receiver gets (contract §3.2), as JSON text with the payload's own text in it. `accountNumber` is the tenant's number. */
export function envelopeOf(delivery: DueDelivery, accountNumber: number): string {
  const before = { eventId: delivery.eventId, accountId: accountNumber, apiSpaceId: delivery.apiSpaceId, name: delivery.name };
  const after = { revision: delivery.revision, etag: etagOf(delivery), timestamp: delivery.createdAt.toISOString() };
  return `${JSON.stringify(before).slice(0, -1)},"payload":${delivery.payload},${JSON.stringify(after).slice(1)}`;
}

/** Names this state of the entity; quotes are part of it, as in an ETag header. */
function etagOf({ eventId, revision }: DueDelivery): string {
  return `"${revision.toString(16)}-${eventId.replaceAll('-', '')}"`;
}
