import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { Database } from '@app/infra';
import { ClaimDeliveries } from '@app/webhooks';
import { startDatabase, type TestDatabase } from './support/servers/index.js';

const MOST_CHARS = 32_000_000;
/** Small enough to be carried along, as it is compressed. */
const PAYLOAD_CHARS = 60_000;

describe('a claim of deliveries', () => {
  let server: TestDatabase;
  let database: Database;
  let claims: ClaimDeliveries;

  beforeAll(async () => {
    server = await startDatabase();
    database = new Database({ DATABASE_URL: server.url });
    claims = new ClaimDeliveries(database);
  }, 90_000);
  afterAll(async () => {
    await database?.$disconnect();
    await server?.stop();
  }, 30_000);

  /** A webhook of an apiSpace of its own, and deliveries of large events that are due. */
  const newWebhook = async (deliveries: number, batch: boolean): Promise<string> => {
    const [id, apiSpaceId] = [uuidv7(), uuidv7()];
    await server.query(
      `insert into webhook (id, api_space_id, name, url, batch, max_batch_size, created_by, updated_by) values ($1, $2, 'test', 'http://127.0.0.1:1', $3, 500, 'test', 'test')`,
      [id, apiSpaceId, batch],
    );
    await server.query(
      `with told as (
         insert into event (id, api_space_id, name, entity_id, revision, payload, created_at)
         select gen_random_uuid(), $2, 'profile.update', 'p', 1, jsonb_build_object('text', repeat('x', ${PAYLOAD_CHARS})), now() from generate_series(1, $3::int) returning id)
       insert into delivery (event_id, webhook_id, state, due_at) select id, $1, $4, now() from told`,
      [id, apiSpaceId, deliveries, batch ? 'gathering' : 'pending'],
    );
    return id;
  };
  /** All that is due, claim by claim. */
  const inClaims = async (claim: () => ReturnType<ClaimDeliveries['single']>): Promise<string[][]> => {
    const made: string[][] = [];
    for (let isFull = true; isFull; ) {
      const { deliveries, isFull: mayBeMore } = await claim();
      expect(deliveries.slice(0, -1).reduce((chars, { payload }) => chars + payload!.length, 0)).toBeLessThan(MOST_CHARS);
      made.push(deliveries.map(({ eventId }) => eventId));
      isFull = mayBeMore;
    }
    return made;
  };

  it.each([
    ['single events', false, () => claims.single(1_000, [])],
    ['batches', true, () => claims.batches([])],
  ] as const)('of %s fits in memory whatever lies there, and the next ones take the rest', async (_, batch, claim) => {
    for (let webhook = 0; webhook < 2; webhook++) await newWebhook(500, batch);
    const made = await inClaims(claim);
    expect(made.length).toBeGreaterThan(1);
    expect(new Set(made.flat()).size).toBe(1_000);
    expect(made.flat()).toHaveLength(1_000);
  }, 60_000);

  it('of batches takes a few webhooks at once', async () => {
    const webhooks = await Promise.all(Array.from({ length: 25 }, () => newWebhook(1, true)));
    const made = await inClaims(() => claims.batches([]));
    expect(made.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(webhooks).toHaveLength(made.flat().length);
  }, 60_000);
});
