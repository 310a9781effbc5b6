import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startProcess } from './app-process.js';
import { waitFor } from './wait-for.js';

export interface TestDatabase {
  url: string;
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Ends everyone's connections and drops the database. */
  stop(): Promise<void>;
}

/** The server that `npm test` started; a test run without it says so. */
export function adminUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run the end-to-end tests by npm test, or name a Postgres of your own.');
  return url;
}

const TEMPLATE = 'gateway_template';
/** All test files of a run take the same one. */
const TEMPLATE_LOCK = 5_120_043;

/** A database of its own on the tests' server, with all migrations (unless `empty`): a copy of one that was migrated once. */
export async function startDatabase(options: { on?: string; empty?: boolean } = {}): Promise<TestDatabase> {
  const admin = options.on ?? adminUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = databaseUrl(admin, name);
  await onServer(admin, options.empty ? (client) => client.query(`create database ${name}`) : (client) => copyTemplate(client, admin, name));
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined); // tests kill servers; the query that needs the connection tells
  return {
    url,
    query: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await pool.query<Row>(sql, values)).rows,
    stop: async () => {
      await pool.end();
      await onServer(admin, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** One at a time: a database that somebody is connected to, or copies, can't be copied. */
async function copyTemplate(client: pg.Client, admin: string, name: string): Promise<void> {
  await client.query(`select pg_advisory_lock(${TEMPLATE_LOCK})`);
  const { rowCount } = await client.query(`select 1 from pg_database where datname = '${TEMPLATE}'`);
  if (rowCount === 0) {
    const unfinished = `${TEMPLATE}_${randomBytes(4).toString('hex')}`;
    await client.query(`create database ${unfinished}`);
    await migrate(databaseUrl(admin, unfinished));
    await client.query(`alter database ${unfinished} rename to ${TEMPLATE}`);
  }
  await client.query(`create database ${name} template ${TEMPLATE}`);
}

/** By the admin command: to load the migrating into each test file would take seconds of each. */
async function migrate(url: string): Promise<void> {
  const env = { DATABASE_URL: url, ACCESS_TOKEN_SECRET: 'x'.repeat(32), ENCRYPTION_KEY: Buffer.alloc(32).toString('base64') };
  const command = await startProcess({ app: 'admin', env, args: ['migrate', '--json'] });
  await waitFor(() => !command.isRunning, { what: 'the migrations to end', timeoutMs: 60_000 });
  if (!command.log.includes('"applied"')) throw new Error(`The migrations failed:\n${command.log}`);
}

function databaseUrl(server: string, name: string): string {
  return Object.assign(new URL(server), { pathname: `/${name}` }).toString();
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
