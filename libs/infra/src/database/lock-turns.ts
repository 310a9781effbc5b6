import { Turns } from '@app/core';
import { TooBusy } from './database-failure.js';

/** A process has a few of these kinds of work and ten connections. */
const AT_ONCE = 3;
const MOST_WAITING = 2_000;
/** Whoever has waited for longer has given up or will, and must not be carried out behind their back. */
const LONGEST_WAIT_MS = 5_000;

/**
 * For transactions that may wait for rows that another one holds, as those that change profiles: a tenant whose calls all
 * change the same ones must not take all connections. Throws TooBusy when too many wait, or the wait was too long.
 */
export function lockTurns(): <T>(apiSpaceId: string, transaction: () => Promise<T>) => Promise<T> {
  const turns = new Turns({ atOnce: AT_ONCE, mostWaiting: MOST_WAITING });
  return async (apiSpaceId, transaction) => {
    const sinceMs = performance.now();
    const isLate = (): boolean => performance.now() - sinceMs > LONGEST_WAIT_MS;
    const done = await turns.inTurn(async () => (isLate() ? undefined : { result: await transaction() }), apiSpaceId);
    if (!done) throw new TooBusy('Too many changes wait for others of the same apiSpace.');
    return done.result;
  };
}
