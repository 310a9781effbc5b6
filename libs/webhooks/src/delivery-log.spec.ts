import { expect, it } from '@jest/globals';
import type { Database, Prisma } from '@app/infra';
import { DeliveryLog } from './delivery-log.js';

/** A database that takes all rows of a statement or, when one of them is bad, none. */
function databaseThatRefuses(badId: string): { database: Database; written: string[] } {
  const written: string[] = [];
  const rows = async (_sql: TemplateStringsArray, given: Prisma.Sql): Promise<unknown[]> => {
    const ids = (JSON.parse(given.values[0] as string) as { event_id: string }[]).map(({ event_id: id }) => id);
    if (ids.includes(badId)) throw Object.assign(new Error('invalid input syntax for type uuid'), { code: '22P02' });
    written.push(...ids);
    return [];
  };
  return { database: { rows } as unknown as Database, written };
}

it('one result that can’t be written fails alone; the others of its statement are written', async () => {
  const { database, written } = databaseThatRefuses('bad');
  const log = new DeliveryLog(database);
  const closed = await Promise.allSettled(['one', 'bad', 'other'].map((eventId) => log.close({ eventId, webhookId: 'w', delivered: true })));
  expect(closed.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(written).toEqual(['one', 'other']);
});
