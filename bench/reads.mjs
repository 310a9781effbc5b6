// node bench/reads.mjs [--messages 2000000 --profiles 1000000 --calls 200]: how long reading takes among old data, through a real gateway.
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Client } from 'undici';
import { startTestServers } from '../dist/apps/local/src/test-servers.js';
import { createChannelRegistry } from '../dist/libs/channels/src/index.js';
import { Database } from '../dist/libs/infra/src/database/database.js';
import { migrate } from '../dist/libs/infra/src/database/migrate.js';
import { Profiles } from '../dist/libs/profiles/src/profiles.js';
import { quantile } from './load.mjs';
import { fillOldData } from './old-data.mjs';
import { freePort, gatewayEnv, start } from './processes.mjs';
import { readsOf } from './read-calls.mjs';
import { setUpSpace } from './set-up-space.mjs';

const WARM_UP = 20;
/** What takes seconds is seen after a few calls. */
const LONGEST_MS = 20_000;
const DAY_MS = 86_400_000;

/**
 * Times each kind of read, one call after the other, on the database that `env` names, with the data of fillOldData in it.
 * Returns `{name: {p50Ms, p99Ms}}`. Starts and stops its own gateway.
 */
export async function measureReads({ env, space, messages, profiles, calls = 200, isWanted = () => true, say = () => undefined }) {
  const gateway = await start('dist/apps/gateway/src/main.js', { ...env, DUMMY_CHANNEL: 'on', LOG_LEVEL: 'info' }, /gateway is listening/);
  const client = new Client(`http://127.0.0.1:${env.PORT}`, { headersTimeout: 60_000 });
  const database = new Database({ DATABASE_URL: env.DATABASE_URL });
  const call = caller(client, space);
  const figures = {};
  try {
    const store = new Profiles(database, createChannelRegistry());
    const wanted = readsOf({ call, store, space, ...(await known(call, space, database)), messages, profiles });
    for (const [name, read] of Object.entries(wanted)) {
      if (!isWanted(name)) continue;
      figures[name] = await time(read, calls);
      say(`${name}: p50 ${figures[name].p50Ms} ms, p99 ${figures[name].p99Ms} ms`);
    }
    return figures;
  } finally {
    await client.close();
    await database.$disconnect();
    await gateway.stop();
  }
}

async function time(read, calls) {
  const took = [];
  const startedAt = performance.now();
  for (let index = 0; index < calls + WARM_UP; index++) {
    const from = performance.now();
    await read(index);
    if (index === WARM_UP) took.length = 0;
    took.push(performance.now() - from);
    if (performance.now() - startedAt > LONGEST_MS) break;
  }
  const rounded = (share) => Number(quantile(took, share).toFixed(1));
  return { p50Ms: rounded(0.5), p99Ms: rounded(0.99), calls: took.length };
}

/** Throws on any answer that is not the expected one: a fast refusal is no fast read. */
function caller(client, { apiSpaceId, accessToken }) {
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  return async (method, path, { body, status = 200 } = {}) => {
    const answer = await client.request({ method, path: `/apispaces/${apiSpaceId}${path}`, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await answer.body.text();
    if (![status].flat().includes(answer.statusCode)) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
}

/** Ids and times that the reads ask for, spread over all of the data. */
async function known(call, { apiSpaceId }, database) {
  const rows = await database.$queryRaw`
    select id::text, accepted_at as at from message tablesample system (1) where api_space_id = ${apiSpaceId}::uuid limit 1000`;
  const [webhook] = await call('GET', '/webhooks');
  return { ids: rows.map(({ id }) => id), times: rows.map(({ at }) => at), webhookId: webhook.id, now: Date.now(), dayMs: DAY_MS };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { messages: { type: 'string', default: '2000000' }, profiles: { type: 'string', default: '1000000' }, calls: { type: 'string', default: '200' } } });
  const [messages, profiles, calls] = [values.messages, values.profiles, values.calls].map(Number);
  const servers = await startTestServers({ say: console.log, durable: true });
  try {
    const databaseUrl = servers.env.TEST_DATABASE_URL;
    await migrate(databaseUrl, () => undefined);
    const env = gatewayEnv({ databaseUrl, queueUrl: databaseUrl, port: await freePort(), standInUrl: 'http://127.0.0.1:9' });
    const space = await setUpSpace(env, 'http://127.0.0.1:9/receiver');
    console.log('filled', await fillOldData(databaseUrl, { messages, profiles, apiSpaceId: space.apiSpaceId, say: console.log }));
    await measureReads({ env, space, messages, profiles, calls, say: console.log });
    console.log(`${cpus().length} cores, Node ${process.versions.node}, ${messages} messages, ${profiles} profiles`);
  } finally {
    await servers.stop();
  }
  process.exit(0);
}
