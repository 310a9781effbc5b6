// What every measure stands on: Postgres, Redis, the stand-in, the bare route, and databases with a space in them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startTestServers } from '../dist/apps/local/src/test-servers.js';
import { migrate } from '../dist/libs/infra/src/database/migrate.js';
import { freePort, gatewayEnv, start, startRedis } from './processes.mjs';
import { setUpSpace } from './set-up-space.mjs';

export async function openBench({ say }) {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-bench-'));
  const stops = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  };
  const opened = async (one) => {
    stops.push(() => one.stop());
    return one;
  };
  try {
    const servers = await opened(await startTestServers({ say, durable: true }));
    const redis = await opened(await startRedis(folder));
    const standIn = await opened(await startStandIn());
    const bareRoute = await opened(await startServer('bench/bare-route.mjs'));
    const adminUrl = servers.env.TEST_DATABASE_URL;
    await warmUpLog(adminUrl);
    return { say, close, redisUrl: redis.url, standInUrl: standIn.url, bareRouteUrl: bareRoute.url, openDatabase: (name) => openDatabase({ adminUrl, name, standInUrl: standIn.url }) };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * A server that has run for a while writes its log over old files of it. One that has just been made fills each new file
 * with zeros first, and all commits wait for that.
 */
async function warmUpLog(adminUrl) {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create table warm_up as select repeat('x', 1000) as text from generate_series(1, 600000)`);
  await admin.query('drop table warm_up');
  await admin.query('checkpoint');
  await admin.end();
}

/** A stand-in that answers after `delayMs`. */
export function startStandIn({ delayMs = 0 } = {}) {
  return startServer('bench/stand-in.mjs', { DELAY_MS: String(delayMs) });
}

async function startServer(script, env = {}) {
  const port = await freePort();
  const started = await start(script, { ...env, PORT: String(port) }, /listening/);
  return { ...started, url: `http://127.0.0.1:${port}` };
}

/** A migrated database with a space; its events go to the stand-in. The caller's load reaches its gateway at `url`. */
async function openDatabase({ adminUrl, name, standInUrl }) {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database bench_${name}`);
  await admin.end();
  const databaseUrl = Object.assign(new URL(adminUrl), { pathname: `/bench_${name}` }).toString();
  await migrate(databaseUrl, () => undefined);
  const port = await freePort();
  const env = gatewayEnv({ databaseUrl, queueUrl: databaseUrl, port, standInUrl });
  const space = await setUpSpace(env, `${standInUrl}/receiver`);
  return { env, databaseUrl, url: `http://127.0.0.1:${port}`, space };
}

/** The same database with its queue on Redis or in itself. */
export function backendOf(bench, database, queue) {
  const queueUrl = queue === 'redis' ? bench.redisUrl : database.databaseUrl;
  return { ...database, queue, queueUrl, env: { ...database.env, QUEUE_URL: queueUrl } };
}
