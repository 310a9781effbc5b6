import type { Database, DatabaseSession } from './database.js';

/** A statement took longer than it was given. */
export class StatementTooSlow extends Error {}

/** What the transaction itself may take beside its statement. */
const MARGIN_MS = 5_000;
const CANCELLED = '57014';

/** Runs a statement that the database stops after `ms`. Throws StatementTooSlow then. */
export async function withinMs<T>(database: Database, ms: number, run: (session: DatabaseSession) => Promise<T>): Promise<T> {
  try {
    return await database.$transaction(
      async (session) => {
        await session.$queryRaw`select set_config('statement_timeout', ${String(ms)}, true)`;
        return run(session);
      },
      { timeout: ms + MARGIN_MS, maxWait: MARGIN_MS },
    );
  } catch (error) {
    throw isCancelled(error) ? new StatementTooSlow(`A statement took longer than ${ms} ms.`) : error;
  }
}

function isCancelled(error: unknown): boolean {
  const { cause } = ((error as { meta?: { driverAdapterError?: unknown } } | undefined)?.meta?.driverAdapterError ?? {}) as { cause?: { originalCode?: unknown } };
  return cause?.originalCode === CANCELLED;
}
