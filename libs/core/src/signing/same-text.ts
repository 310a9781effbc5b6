import { timingSafeEqual } from 'node:crypto';

/** Compares a signature with the right one without telling by the time it takes how much of it was right. */
export function isSameText(given: string, right: string): boolean {
  const givenBytes = Buffer.from(given);
  const rightBytes = Buffer.from(right);
  return givenBytes.length === rightBytes.length && timingSafeEqual(givenBytes, rightBytes);
}
