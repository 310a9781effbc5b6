import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { type PostgresServer, startPostgresServer, waitFor } from './support/servers/index.js';
import { System } from './support/system.js';

/** What an operator, or whoever had the server before, may have set for all who connect. */
const SETTINGS = {
  datestyle: 'German, DMY',
  intervalstyle: 'sql_standard',
  timezone: 'America/New_York',
  bytea_output: 'escape',
  extra_float_digits: '0',
  transform_null_equals: 'on',
  default_transaction_isolation: 'serializable',
  default_transaction_deferrable: 'on',
  idle_session_timeout: '3s',
  idle_in_transaction_session_timeout: '10s',
  statement_timeout: '60s',
  lock_timeout: '20s',
  search_path: 'elsewhere, public',
};
const MESSAGES = 200;

let server: PostgresServer;
let system: System;
beforeAll(async () => {
  server = await startPostgresServer({ settings: SETTINGS });
  await inTemplate('create schema elsewhere');
  system = await System.start({ databaseServerUrl: server.url, workers: 2 });
  await system.subscribe();
}, 90_000);
afterAll(async () => {
  await system?.stop();
  await server?.stop();
}, 30_000);

it('on a Postgres with other settings than its usual ones migrations run, and all messages sent at once arrive, each once', async () => {
  const from = new Date(Date.now() - 1_000).toISOString();
  const to = { fbMessengerId: '7000000000000001' };
  const ids = await Promise.all(Array.from({ length: MESSAGES }, (_, index) => system.send({ to, rules: ['fbMessenger'], body: `Hello ${index}`, metadata: { index } })));
  await waitFor(async () => (await search(`status=delivered&from=${from}`)).length === MESSAGES, { what: 'all to be delivered', timeoutMs: 15_000 });
  const { messages } = await system.simulate<{ messages: { payload: { message: { text: string } } }[] }>('GET', `messages?limit=${2 * MESSAGES}`);
  const texts = messages.map(({ payload }) => payload.message.text);
  expect(texts.toSorted()).toEqual(Array.from({ length: MESSAGES }, (_, index) => `Hello ${index}`).toSorted());
  expect(await search(`metadata.index=7&from=${from}`)).toEqual([ids[7]]);
  expect(await search(`to=${from}`)).toEqual([]);
});

it('and a message for later goes out at its time', async () => {
  const sendAt = new Date(Date.now() + 2_000);
  const messageId = await system.send({ to: { fbMessengerId: '7000000000000002' }, rules: ['fbMessenger'], body: 'Later', sendAt: sendAt.toISOString() });
  const { _updatedOn } = await system.messageWith(messageId, 'delivered');
  expect(new Date(String(_updatedOn)).getTime()).toBeGreaterThanOrEqual(sendAt.getTime());
});

/** What every database that is made on the server from now on has. */
async function inTemplate(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url.replace(/postgres$/, 'template1') });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function search(query: string): Promise<string[]> {
  const { body } = await system.call<{ messages: { messageId: string }[] }>('GET', `/messages?limit=500&${query}`);
  return body.messages.map(({ messageId }) => messageId);
}
