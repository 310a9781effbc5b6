import { setTimeout as wait } from 'node:timers/promises';
import { type BatcherOptions, createBatcher } from './batcher.js';
import { isWorthRepeating } from './database-failure.js';

/** In two minutes a restarted database is back. */
const PATIENCE = { longestMs: 120_000, betweenTriesMs: 1_000 };

/**
 * Writes what a provider or a receiver has answered, waiting for the database while it is away or too busy: whoever let
 * the answer go would have to ask again, by sending again. `write` must be safe to repeat.
 */
export async function untilRecorded<T>(write: () => Promise<T>, { longestMs, betweenTriesMs } = PATIENCE): Promise<T> {
  const giveUpAtMs = performance.now() + longestMs;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isWorthRepeating(error) || performance.now() >= giveUpAtMs) throw error;
      await wait(betweenTriesMs * (0.5 + Math.random()));
    }
  }
}

/** `untilRecorded` for many at a time: those of the same moment share a statement, and one that can't be written harms no other. */
export function createRecorder<I>({ run, ...options }: Omit<BatcherOptions<I, void>, 'run' | 'retryAlone'> & { run: (items: I[]) => Promise<unknown> }): (item: I) => Promise<void> {
  const write = createBatcher<I, void>({
    ...options,
    run: async (items) => {
      await run(items);
      return items.map(() => undefined);
    },
    retryAlone: (error) => !isWorthRepeating(error),
  });
  return (item) => untilRecorded(() => write(item));
}
