/** A date that stands for "until it is released". */
export const UNTIL_RELEASED = new Date('9999-12-31T00:00:00Z');

/** A held account sends nothing (its `heldReason` says why). */
export function isHeld({ heldUntil }: { heldUntil: Date | null }): boolean {
  return heldUntil !== null && heldUntil.getTime() > Date.now();
}
