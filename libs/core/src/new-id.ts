import { randomUUID } from 'node:crypto';

const MOST_PER_MS = 0x1000;
let lastMs = 0;
let number = 0;

/**
 * A UUID v7 (RFC 9562 §5.7, with a counter in the first 12 random bits): the ids that a process makes ascend. The random
 * bits are of randomUUID, which keeps a store of them: a tenth of what the uuid package takes, and a message needs three.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) [lastMs, number] = [now, 0];
  else if (++number === MOST_PER_MS) [lastMs, number] = [lastMs + 1, 0];
  const time = lastMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${number.toString(16).padStart(3, '0')}${randomUUID().slice(18)}`;
}

/** When an id (UUID v7) was made, to the millisecond. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** Before and after every id that newId makes. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The id before all that are made at this time or later. */
export function firstIdAt(time: Date): string {
  const digits = Math.min(Math.max(0, time.getTime()), 0xffff_ffff_ffff).toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}-0000-0000-000000000000`;
}

/** The clock of the process that made an id, another's, and the database's may be so far apart. */
export const CLOCK_SLACK_MS = 5 * 60_000;
