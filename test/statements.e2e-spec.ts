import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, Prisma } from '@app/infra';
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

/** One after the other, so that all are on one connection. */
async function lookUp(): Promise<void> {
  const found = await database.rows`select grown.text from generate_series(1, ${FEW}::int) as given(id) join grown on grown.id = given.id`;
  expect(found).toHaveLength(FEW);
}

interface PlanNode {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  Plans?: PlanNode[];
}

/** How many rows of the table the look-up reads by the plan that its connection has for it. */
async function rowsRead(): Promise<number> {
  await lookUp();
  const [prepared] = await database.rows<{ name: string }>`select name from pg_prepared_statements where statement like 'select grown.text%'`;
  const explained = await database.rows<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(Prisma.raw(`/* not kept */ explain (analyze, format json) execute "${prepared!.name}"(${FEW})`));
  return readOfTable(explained[0]!['QUERY PLAN'][0]!.Plan);
}

function readOfTable(node: PlanNode): number {
  if (node['Relation Name'] === 'grown') return node['Actual Rows'] * node['Actual Loops'];
  return (node.Plans ?? []).reduce((sum, plan) => sum + readOfTable(plan), 0);
}

it('a plan that was made for a small table is not kept when the table has grown', async () => {
  for (let times = 0; times < 20; times++) await lookUp();
  await fill(FEW + 1, MANY);
  // A plan for the small table goes through all of it.
  await waitFor(async () => (await rowsRead()) <= FEW, { what: 'no more than a thousand rows of many to be read', timeoutMs: 5_000 });
});

describe('a time in a statement', () => {
  it('is the same time whatever zone the server has', async () => {
    await server.query(`do $$ begin execute format('alter database %I set timezone to %L', current_database(), 'Asia/Tokyo'); end $$`);
    const elsewhere = new Database({ DATABASE_URL: server.url });
    try {
      const at = new Date('2026-11-01T12:00:00.000Z');
      // As text it is read in the zone of the server: what comes back as a time would be wrong by as much again.
      const [row] = await elsewhere.$queryRaw<{ epochS: number }[]>`select extract(epoch from least(${at}, now() + interval '9 years'))::float8 as "epochS"`;
      expect(row).toEqual({ epochS: at.getTime() / 1_000 });
    } finally {
      await elsewhere.$disconnect();
    }
  });
});

describe('statements that lock each other out', () => {
  it('are all carried out: the victim of a deadlock is tried again', async () => {
    await server.query('create table knot (id int primary key, count int not null default 0)');
    await server.query('insert into knot select generate_series(1, 2)');
    // The lock of the first row is held until both have theirs, so that each waits for the other.
    const raise = (first: number, second: number) => database.rows`
      with one as (update knot set count = count + 1 where id = ${first}::int returning pg_sleep(0.3))
      update knot set count = count + 1 from one where id = ${second}::int`;
    await Promise.all([raise(1, 2), raise(2, 1)]);
    const [deadlocks] = await server.query<{ total: number }>('select sum(count)::int as total from knot');
    expect(deadlocks).toEqual({ total: 4 });
    await waitFor(async () => (await server.query<{ deadlocks: string }>('select deadlocks from pg_stat_database where datname = current_database()'))[0]!.deadlocks !== '0', { what: 'the deadlock to be counted' });
  });
});
