import type { DueDelivery } from './write-events.js';

/** What a receiver gets (contract §3.2). `accountNumber` is the tenant's number. */
export function envelopeOf(delivery: DueDelivery, accountNumber: number): Record<string, unknown> {
  return {
    eventId: delivery.eventId,
    accountId: accountNumber,
    apiSpaceId: delivery.apiSpaceId,
    name: delivery.name,
    payload: delivery.payload,
    revision: delivery.revision,
    etag: etagOf(delivery),
    timestamp: delivery.createdAt.toISOString(),
  };
}

/** Names this state of the entity; quotes are part of it, as in an ETag header. */
function etagOf({ eventId, revision }: DueDelivery): string {
  return `"${revision.toString(16)}-${eventId.replaceAll('-', '')}"`;
}
