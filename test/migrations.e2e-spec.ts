import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
