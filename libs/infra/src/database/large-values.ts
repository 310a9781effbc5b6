import { Turns } from '@app/core';
import { Prisma } from './generated/client.js';

/** As Postgres keeps it, and as text where it is compressed. Smaller values are carried along; thousands of them fit in memory. */
const [LARGE_BYTES, LARGE_TEXT_BYTES] = [16_000, 64_000];
/** `value` where the jsonb column that it is made of is small, else null. */
export function smallOnly(column: string, value = column): Prisma.Sql {
  const isLarge = `case when pg_column_size(${column}) > ${LARGE_BYTES} then true when pg_column_compression(${column}) is null then false else octet_length(${column}::text) > ${LARGE_TEXT_BYTES} end`;
  return Prisma.raw(`case when not ${isLarge} then ${value} end`);
}

/**
 * Large values are read when their turn comes, so that thousands of messages in hand take little memory however large they
 * are: 10 MB each at most, since that is all that a request may have. More may not wait: what waits is held by this process,
 * and others could have it.
 */
export const largeValueTurns = (atOnce = 8): Turns => new Turns({ atOnce, mostWaiting: 100 });
