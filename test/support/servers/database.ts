import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '@app/infra';

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

/** A database of its own on the tests' server, with all migrations (unless `empty`). */
export async function startDatabase(options: { on?: string; empty?: boolean } = {}): Promise<TestDatabase> {
  const admin = options.on ?? adminUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(admin, `create database ${name}`);
  const url = Object.assign(new URL(admin), { pathname: `/${name}` }).toString();
  if (!options.empty) await migrate(url, () => undefined);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined); // tests kill servers; the query that needs the connection tells
  return {
    url,
    query: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await pool.query<Row>(sql, values)).rows,
    stop: async () => {
      await pool.end();
      await onServer(admin, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
