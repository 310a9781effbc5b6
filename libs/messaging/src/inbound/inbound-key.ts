import { createHash } from 'node:crypto';

/** How a channel's dedupe key is kept: as a hash, since it may name the person and outlives what is erased of them. */
export function inboundKey({ dedupeKey }: { dedupeKey: string }): string {
  return createHash('sha256').update(dedupeKey).digest('base64url');
}
