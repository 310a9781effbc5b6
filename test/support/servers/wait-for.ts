import { setTimeout as pause } from 'node:timers/promises';

export interface WaitOptions {
  timeoutMs?: number;
  pollMs?: number;
  /** What was waited for, for the failure's message; a function is called then. */
  what?: string | (() => string);
}

/**
 * Asks again and again until the answer is truthy, and returns it. What the predicate throws counts as "not yet",
 * and is told when the time is over.
 */
export async function waitFor<T>(predicate: () => T | Promise<T>, options: WaitOptions = {}): Promise<NonNullable<T>> {
  const { timeoutMs = 10_000, pollMs = 25, what = 'what the test waits for' } = options;
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    let lastError: unknown;
    try {
      const answer = await predicate();
      if (answer) return answer;
    } catch (error) {
      lastError = error;
    }
    if (Date.now() > giveUpAt) {
      const description = typeof what === 'function' ? what() : what;
      throw new Error(`Not within ${timeoutMs} ms: ${description}`, { cause: lastError });
    }
    await pause(pollMs);
  }
}
