// The tests' Postgres, for as long as one piece of work takes.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { prepare } from '../prepare.mjs';
import { inProject } from './project.mjs';

const TEST_SERVERS = inProject('dist', 'apps', 'local', 'src', 'test-servers.js');

/** Hands `work` two empty databases: `{databaseUrl, shadowDatabaseUrl}`. Postgres is gone when it returns or throws. */
export async function withThrowawayPostgres(work) {
  // An older build will do: the sources may not fit the schema while it is being changed.
  if (!existsSync(TEST_SERVERS)) await prepare();
  const { startTestServers } = await import(pathToFileURL(TEST_SERVERS));
  const servers = await startTestServers({ say: () => undefined });
  try {
    const databaseUrl = servers.env.TEST_DATABASE_URL;
    const shadow = new URL(databaseUrl);
    shadow.pathname = '/shadow';
    await createDatabase(databaseUrl, 'shadow');
    return await work({ databaseUrl, shadowDatabaseUrl: String(shadow) });
  } finally {
    await servers.stop();
  }
}

async function createDatabase(url, name) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
