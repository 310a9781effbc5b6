import { createHash } from 'node:crypto';
import type { Account } from '@app/access';
import type { DatabaseSession } from '@app/infra';

/** A provider told of something twice at the same moment: thrown to end the transaction, so that nothing of it stays. */
export class ToldTwice extends Error {
  override readonly name = 'ToldTwice';
}

/** How a channel's dedupe key is kept: as a hash, since it may name the person and outlives what is erased of them. */
export function inboundKey({ dedupeKey }: { dedupeKey: string }): string {
  return createHash('sha256').update(dedupeKey).digest('base64url');
}

/** Whether it was told before. A second time it must not undo what the business changed since, or bring back whom it had erased. */
export async function isTold(session: DatabaseSession, account: Account, fact: { dedupeKey: string }): Promise<boolean> {
  const rows = await session.$queryRaw<object[]>`
    select 1 from inbound where account_id = ${account.id}::uuid and dedupe_key = ${inboundKey(fact)}`;
  return rows.length > 0;
}
