import { afterAll, beforeAll, expect, it } from '@jest/globals';
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
