import { Turns } from '@app/core';
import { TooBusy } from './database-failure.js';

const AT_ONCE = 4;
const MOST_WAITING = 2_000;

/**
 * For transactions that may wait for rows that another one holds, as those that change profiles: a tenant whose calls all
 * change the same ones must not take all connections. Throws TooBusy when too many wait.
 */
export function lockTurns(): <T>(apiSpaceId: string, transaction: () => Promise<T>) => Promise<T> {
  const turns = new Turns({ atOnce: AT_ONCE, mostWaiting: MOST_WAITING });
  return async (apiSpaceId, transaction) => {
    const done = await turns.inTurn(async () => ({ result: await transaction() }), apiSpaceId);
    if (!done) throw new TooBusy('Too many changes wait for others of the same apiSpace.');
    return done.result;
  };
}
