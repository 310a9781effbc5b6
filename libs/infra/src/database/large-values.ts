import { Prisma } from './generated/client.js';

/** As Postgres keeps it, compressed. Smaller values are carried along; thousands of them fit in memory. */
const LARGE_BYTES = 4_000;
/** Of all large values that a process works on, as text. */
const MOST_BYTES = 32 * 1024 * 1024;
/** More may not wait: what waits is held by this process, and others could have it. */
const MOST_WAITING = 100;

/** Two columns of a jsonb one: `<as>` is `value` when it is small and else null, and then `<as>Bytes` is its length as text. */
export function smallOnly(as: string, column: string, value = column): Prisma.Sql {
  const isLarge = `pg_column_size(${column}) > ${LARGE_BYTES}`;
  return Prisma.raw(`case when not ${isLarge} then ${value} end as "${as}", case when ${isLarge} then octet_length(${column}::text) end as "${as}Bytes"`);
}

/**
 * Work on large values, which are read when their turn comes, so that thousands of messages in hand take little memory
 * however large they are. Whoever comes first goes first.
 */
export class LargeValues {
  private bytes = 0;
  private readonly waiting: { bytes: number; begin: () => void }[] = [];

  /** Does the work when `bytes` of values fit in; undefined when too many wait already. One that never fits goes alone. */
  async during<T>(bytes: number, work: () => Promise<T>): Promise<T | undefined> {
    if (this.waiting.length >= MOST_WAITING) return undefined;
    if (this.waiting.length > 0 || !this.fits(bytes)) await new Promise<void>((begin) => this.waiting.push({ bytes, begin }));
    else this.bytes += bytes;
    try {
      return await work();
    } finally {
      this.bytes -= bytes;
      for (let next = this.waiting[0]; next && this.fits(next.bytes); next = this.waiting[0]) {
        this.waiting.shift();
        this.bytes += next.bytes;
        next.begin();
      }
    }
  }

  private fits(bytes: number): boolean {
    return this.bytes === 0 || this.bytes + bytes <= MOST_BYTES;
  }
}
