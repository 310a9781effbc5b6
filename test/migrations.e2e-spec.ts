import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Database, migrate } from '@app/infra';
import { startDatabase, startProcess, waitFor } from './support/servers/index.js';
import { System } from './support/system.js';

describe('with RUN_MIGRATIONS=off', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start({ env: { RUN_MIGRATIONS: 'off' } });
  }, 60_000);
  afterAll(() => system?.stop());

  it('gateway and worker run on what "admin migrate" has made, the tables of the queue among them', async () => {
    const schemas = await system.database.query(`select from information_schema.schemata where schema_name = 'bullmq'`);
    expect(schemas).toHaveLength(1);
    const messageId = await system.send({ to: { fbMessengerId: '7000000000000001' }, rules: ['fbMessenger'], body: 'Hello' });
    await system.messageWith(messageId, 'delivered');
  });
});

/** What the command says, by a process of its own. */
async function admin(databaseUrl: string, ...args: string[]): Promise<string> {
  const env = { DATABASE_URL: databaseUrl, ACCESS_TOKEN_SECRET: 'x'.repeat(32), ENCRYPTION_KEY: Buffer.alloc(32).toString('base64') };
  const command = await startProcess({ app: 'admin', env, args });
  await waitFor(() => !command.isRunning, { what: 'the command to end', timeoutMs: 20_000 });
  return command.log.trim();
}

describe('admin migrate', () => {
  it('ends when all is done, and finds nothing to do the second time', async () => {
    const database = await startDatabase();
    try {
      expect(await admin(database.url, 'migrate', '--json')).toBe('{"applied":[]}');
    } finally {
      await database.stop();
    }
  }, 60_000);

  it('says in one line what is missing: rights, tables, the database', async () => {
    const database = await startDatabase({ empty: true });
    const role = `role_${randomUUID().replaceAll('-', '')}`;
    await database.query(`create role ${role} login password 'test'`);
    const url = new URL(database.url);
    url.username = role;
    try {
      const [noTables, noRights, noPassword] = await Promise.all([
        admin(database.url, 'space', 'list'), admin(url.href.replace(/:[^:@]+@/, ':test@'), 'migrate'), admin(url.href.replace(/:[^:@]+@/, ':wrong@'), 'migrate')]);
      expect(noTables).toBe('The table `public.api_space` does not exist in the current database. "admin migrate" makes what is missing.');
      expect(noRights).toBe('The migrations could not be applied: ERROR: permission denied for schema public. The role has to own the database, or to have CREATE on it and on its schema.');
      expect(noPassword).toBe(`The database of DATABASE_URL can't be used: password authentication failed for user "${role}"`);
    } finally {
      await database.query(`drop role ${role}`);
      await database.stop();
    }
  }, 60_000);

  it('makes its tables in the schema that the URL names, as it does for Prisma, and all is read and written there', async () => {
    const server = await startDatabase({ empty: true });
    const url = `${server.url}?schema=Its%20own`;
    const database = new Database({ DATABASE_URL: url });
    try {
      const applied = await migrate(url, () => undefined);
      expect(applied.length).toBeGreaterThan(0);
      expect(await migrate(url, () => undefined)).toEqual([]);
      const schemas = await server.query<{ schemaname: string }>(`select distinct schemaname from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`);
      expect(schemas.map(({ schemaname }) => schemaname)).toEqual(['Its own']);
      const { id } = await database.apiSpace.create({ data: { id: randomUUID(), name: 'test' } });
      expect(await database.rows`select id from api_space`).toEqual([{ id }]);
    } finally {
      await database.$disconnect();
      await server.stop();
    }
  });
});
