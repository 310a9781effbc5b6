import { Prisma } from './generated/client.js';

/** As Postgres keeps it, and as text where it is compressed. Smaller values are carried along; thousands of them fit in memory. */
const [LARGE_BYTES, LARGE_TEXT_BYTES] = [16_000, 64_000];
/** Of 10 MB each at most, since that is all that a request may have. */
const MOST_AT_ONCE = 8;
/** More may not wait: what waits is held by this process, and others could have it. */
const MOST_WAITING = 100;

/** `value` where the jsonb column that it is made of is small, else null. */
export function smallOnly(column: string, value = column): Prisma.Sql {
  const isLarge = `case when pg_column_size(${column}) > ${LARGE_BYTES} then true when pg_column_compression(${column}) is null then false else octet_length(${column}::text) > ${LARGE_TEXT_BYTES} end`;
  return Prisma.raw(`case when not ${isLarge} then ${value} end`);
}

/**
 * Work on large values, which are read when their turn comes, so that thousands of messages in hand take little memory
 * however large they are. Whoever comes first goes first.
 */
export class LargeValues {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** Does the work when its turn comes; undefined when too many wait already. */
  async inTurn<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.waiting.length >= MOST_WAITING) return undefined;
    if (this.running >= MOST_AT_ONCE) await new Promise<void>((begin) => this.waiting.push(begin));
    else this.running++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
