import type { Database } from './database.js';
import type { Prisma } from './generated/client.js';

/**
 * Does the work in a transaction, while none other is done this way for the apiSpace: for limits, where what there is
 * is counted before one more is made.
 */
export function oneAtATime<T>(database: Database, apiSpaceId: string, work: (session: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  return database.$transaction(async (session) => {
    await session.$executeRaw`select from api_space where id = ${apiSpaceId}::uuid for no key update`;
    return work(session);
  });
}
