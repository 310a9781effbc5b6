// npm run bench [-- --rounds 5 --messages 10000]: every figure beside its baseline, in turns, in the same run.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createPostgresBackend, Queue, setDefaultBackendFactory } from 'bullmq';
import pg from 'pg';
import { startTestServers } from '../dist/apps/local/src/test-servers.js';
import { migrate } from '../dist/libs/infra/src/database/migrate.js';
import { median, postMany, until } from './load.mjs';
import { freePort, gatewayEnv, start, startRedis } from './processes.mjs';
import { setUpSpace } from './set-up-space.mjs';

const BATCH = 5_000;
const IN_FLIGHT = 50;
const LONGEST_ROUND_MS = 120_000;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, messages: { type: 'string', default: '10000' } } });
const rounds = Number(values.rounds);
const messages = Number(values.messages);
const folder = await mkdtemp(join(tmpdir(), 'gateway-bench-'));
const stops = [];
const figures = {};

try {
  const servers = await startTestServers({ say: console.log, durable: true });
  stops.push(() => servers.stop());
  const redis = await startRedis(folder);
  stops.push(() => redis.stop());
  const standInPort = await freePort();
  const standInUrl = `http://127.0.0.1:${standInPort}`;
  stops.push((await start('bench/stand-in.mjs', { PORT: String(standInPort) }, /listening/)).stop);
  const bareRoutePort = await freePort();
  const bareRoute = await start('bench/bare-route.mjs', { PORT: String(bareRoutePort) }, /listening/);
  stops.push(bareRoute.stop);

  const backends = {
    redis: await openBackend('redis', redis.url, servers, standInUrl),
    postgres: await openBackend('postgres', undefined, servers, standInUrl),
  };
  for (let round = 1; round <= rounds; round++) {
    console.log(`round ${round} of ${rounds}`);
    await acceptance(backends.redis, `http://127.0.0.1:${bareRoutePort}`);
    for (const backend of Object.values(backends)) await pipeline(backend, standInUrl);
  }
  await report();
} finally {
  for (const stop of stops.toReversed()) await stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);

/** Gateway, worker and bare worker on one queue backend; they run only while they are measured. */
async function openBackend(name, redisUrl, servers, standInUrl) {
  const admin = new pg.Client({ connectionString: servers.env.TEST_DATABASE_URL });
  await admin.connect();
  await admin.query(`create database bench_${name}`);
  await admin.end();
  const databaseUrl = Object.assign(new URL(servers.env.TEST_DATABASE_URL), { pathname: `/bench_${name}` }).toString();
  await migrate(databaseUrl, () => undefined);
  const port = await freePort();
  const env = gatewayEnv({ databaseUrl, queueUrl: redisUrl ?? databaseUrl, port, standInUrl });
  const space = await setUpSpace(env, `${standInUrl}/receiver`);
  return { name, env, url: `http://127.0.0.1:${port}`, queueUrl: redisUrl ?? databaseUrl, space };
}

async function acceptance({ env, url, space }, bareUrl) {
  const path = `/apispaces/${space.apiSpaceId}/messages`;
  const headers = { authorization: `Bearer ${space.accessToken}` };
  const single = (index) => JSON.stringify(message(`single ${index}`));
  const count = messages;
  note('accept: bare route', (await postMany(bareUrl, { path: '/messages', count, inFlight: IN_FLIGHT, body: single })).perSecond);
  const gateway = await start('dist/apps/gateway/src/main.js', { ...env, LOG_LEVEL: 'info' }, /gateway is listening/);
  try {
    await postMany(url, { path, count: 500, inFlight: IN_FLIGHT, body: single, headers });
    note('accept: single POSTs', (await postMany(url, { path, count, inFlight: IN_FLIGHT, body: single, headers })).perSecond);
    const batch = (index) => JSON.stringify(Array.from({ length: BATCH }, (_, item) => message(`batch ${index} ${item}`)));
    const { perSecond } = await postMany(url, { path: `${path}/batch`, count: 4, inFlight: 1, body: batch, headers, status: 202 });
    note('accept: batches of 5,000, messages', perSecond * BATCH);
  } finally {
    await gateway.stop();
    await forget(env);
  }
}

/** From the batch POST to the last signed event at the receiver, against the bare worker on the same backend. */
async function pipeline({ name, env, url, space, queueUrl }, standInUrl) {
  await bare(name, queueUrl, standInUrl);
  await fetch(`${standInUrl}/reset`);
  const gateway = await start('dist/apps/gateway/src/main.js', { ...env, LOG_LEVEL: 'info' }, /gateway is listening/);
  const worker = await start('dist/apps/worker/src/main.js', { ...env, LOG_LEVEL: 'info' }, /worker is working/);
  try {
    const startedAt = performance.now();
    const body = (index) => JSON.stringify(Array.from({ length: BATCH }, (_, item) => message(`${index * BATCH + item}`)));
    const headers = { authorization: `Bearer ${space.accessToken}` };
    await postMany(url, { path: `/apispaces/${space.apiSpaceId}/messages/batch`, count: Math.ceil(messages / BATCH), inFlight: 1, body, headers, status: 202 });
    const total = Math.ceil(messages / BATCH) * BATCH;
    await wholeRun(standInUrl, total);
    note(`end to end on ${name}`, total / ((performance.now() - startedAt) / 1_000));
  } finally {
    await worker.stop();
    await gateway.stop();
    await forget(env);
  }
}

async function bare(name, queueUrl, standInUrl) {
  await fetch(`${standInUrl}/reset`);
  setDefaultBackendFactory(name === 'redis' ? undefined : createPostgresBackend);
  const connection = name === 'redis' ? { url: queueUrl, maxRetriesPerRequest: null } : { connectionString: queueUrl, migrate: true };
  const queue = new Queue('bare', { connection, defaultJobOptions: { removeOnComplete: true } });
  await queue.waitUntilReady();
  const worker = await start('bench/bare-worker.mjs', { QUEUE_URL: queueUrl, STAND_IN_URL: standInUrl }, /working/);
  try {
    const startedAt = performance.now();
    for (let from = 0; from < messages; from += 500) {
      const jobs = Array.from({ length: Math.min(500, messages - from) }, (_, item) => ({ name: 'send', data: { id: `bare-${from + item}`, to: '7000000000000001', text: `${from + item}` } }));
      await queue.addBulk(jobs);
    }
    await wholeRun(standInUrl, messages);
    note(`bare worker on ${name}`, messages / ((performance.now() - startedAt) / 1_000));
  } finally {
    await worker.stop();
    await queue.close();
  }
}

/** A run that lost or doubled something has no figure. */
async function wholeRun(standInUrl, total) {
  let counts;
  await until(async () => {
    counts = await (await fetch(`${standInUrl}/counts`)).json();
    return counts.sent >= total && counts.events >= total;
  }, LONGEST_ROUND_MS);
  if (counts.sent !== total || counts.events !== total || counts.sentDoubled > 0 || counts.eventsDoubled > 0) throw new Error(`not whole: ${JSON.stringify(counts)} of ${total}`);
}

/** What acceptance alone left behind is not to be sent by the next round's worker. */
async function forget(env) {
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  await client.query('truncate message, attempt, receipt, event, delivery');
  await client.query('drop schema if exists bullmq cascade');
  await client.end();
}

function message(text) {
  return { to: { fbMessengerId: '7000000000000001' }, rules: ['fbMessenger'], body: text };
}

function note(name, perSecond) {
  (figures[name] ??= []).push(Math.round(perSecond));
  console.log(`  ${name}: ${Math.round(perSecond)}/s`);
}

async function report() {
  const medians = Object.fromEntries(Object.entries(figures).map(([name, all]) => [name, { medianPerSecond: median(all), lowest: Math.min(...all), highest: Math.max(...all) }]));
  const ratio = (name, baseline) => Number((medians[name].medianPerSecond / medians[baseline].medianPerSecond).toFixed(2));
  const ratios = {
    'single POSTs to bare route': ratio('accept: single POSTs', 'accept: bare route'),
    'end to end to bare worker, Redis': ratio('end to end on redis', 'bare worker on redis'),
    'end to end to bare worker, Postgres': ratio('end to end on postgres', 'bare worker on postgres'),
  };
  const results = { at: new Date().toISOString(), node: process.version, cores: cpus().length, rounds, messages, medians, ratios };
  await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
  console.table(medians);
  console.table(ratios);
}
