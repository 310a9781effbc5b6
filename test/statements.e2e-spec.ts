import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '@app/infra';
import { startDatabase, type TestDatabase, waitFor } from './support/servers/index.js';

const FEW = 1_000;
const MANY = 500_000;

let server: TestDatabase;
let database: Database;
beforeAll(async () => {
  server = await startDatabase();
  database = new Database({ DATABASE_URL: server.url });
  await server.query('create table grown (id int primary key, text text) with (autovacuum_enabled = off)');
  await fill(1, FEW);
  await server.query('analyze grown');
}, 60_000);
afterAll(async () => {
  await database?.$disconnect();
  await server?.stop();
});

const fill = (from: number, to: number): Promise<unknown> => server.query(`insert into grown select id, 'text' from generate_series(${from}, ${to}) as id`);

/** One after the other, so that all are on one connection. Returns how many ms it took. */
async function lookUp(): Promise<number> {
  const startMs = performance.now();
  const found = await database.rows`select grown.text from generate_series(1, ${FEW}::int) as given(id) join grown on grown.id = given.id`;
  expect(found).toHaveLength(FEW);
  return performance.now() - startMs;
}

it('a plan that was made for a small table is not kept when the table has grown', async () => {
  for (let times = 0; times < 20; times++) await lookUp();
  await fill(FEW + 1, MANY);
  await waitFor(async () => (await lookUp()) < 30, { what: 'a thousand rows of many to be found in less than 30 ms', timeoutMs: 5_000 });
});
