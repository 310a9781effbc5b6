import { setTimeout as pause } from 'node:timers/promises';

/** One statement looks at this many rows. */
export const DELETE_STEP = 1_000;
/** The others get their turn in between. */
const PAUSE_MS = 50;

/** What one step did. */
export interface DeleteStep {
  count: number;
  /** The key of the last row that it looked at; null when there was none. */
  last: string | null;
}

/**
 * Deletes in statements of DELETE_STEP rows, so that none holds a lock for long. `step` looks at the rows after the key that it is given.
 * Goes on after rows that have to stay. Ends early when the signal says so; the next run does the rest. Returns how many went.
 */
export async function deleteInSteps(first: string, step: (after: string) => Promise<DeleteStep[]>, signal: AbortSignal): Promise<number> {
  let count = 0;
  for (let after: string | null = first; after !== null && !signal.aborted; ) {
    const [done]: DeleteStep[] = await step(after);
    count += done!.count;
    after = done!.last;
    if (after !== null) await pause(PAUSE_MS);
  }
  return count;
}
