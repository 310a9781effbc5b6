import { setTimeout as wait } from 'node:timers/promises';
import { isDatabaseUnavailable } from './database-failure.js';

/** About two minutes, in which a restarted database is back. */
const MOST_TRIES = 120;
const BETWEEN_TRIES_MS = 1_000;

/**
 * Writes what a provider or a receiver has answered, waiting for the database while it is away: whoever let the answer go
 * would have to ask again, by sending again. `write` must be safe to repeat.
 */
export async function untilRecorded<T>(write: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (!isDatabaseUnavailable(error) || tries >= MOST_TRIES) throw error;
      await wait(BETWEEN_TRIES_MS * (0.5 + Math.random()));
    }
  }
}
