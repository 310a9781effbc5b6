import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

describe('admin migrate', () => {
  it('ends when all is done, and finds nothing to do the second time', async () => {
    const database = await startDatabase();
    try {
      const env = { DATABASE_URL: database.url, ACCESS_TOKEN_SECRET: 'x'.repeat(32), ENCRYPTION_KEY: Buffer.alloc(32).toString('base64') };
      const command = await startProcess({ app: 'admin', env, args: ['migrate', '--json'] });
      await waitFor(() => command.log.includes('{"applied":[]}'), { what: 'its answer' });
      await waitFor(() => !command.isRunning, { what: 'the command to end', timeoutMs: 5_000 });
    } finally {
      await database.stop();
    }
  }, 60_000);
});
