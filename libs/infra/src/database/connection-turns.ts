import { Turns } from '@app/core';
import { TooBusy } from './database-failure.js';

/** A process has a few of these kinds of work and ten connections. */
const AT_ONCE = 3;
const MOST_WAITING = 2_000;
/** Whoever has waited for longer has given up or will, and must not be carried out behind their back. */
const LONGEST_WAIT_MS = 5_000;

/**
 * For work that may hold a connection for long: changes of profiles, which wait for rows that others hold, and queries that
 * read row after row. A tenant's calls must not take all connections. Throws TooBusy when too many wait, or the wait was too long.
 */
export function connectionTurns(): <T>(apiSpaceId: string, work: () => Promise<T>) => Promise<T> {
  const turns = new Turns({ atOnce: AT_ONCE, mostWaiting: MOST_WAITING });
  return async (apiSpaceId, work) => {
    const sinceMs = performance.now();
    const isLate = (): boolean => performance.now() - sinceMs > LONGEST_WAIT_MS;
    const done = await turns.inTurn(async () => (isLate() ? undefined : { result: await work() }), apiSpaceId);
    if (!done) throw new TooBusy('Too much of the same apiSpace waits for the database.');
    return done.result;
  };
}
