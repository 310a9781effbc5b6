import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { type PostgresServer, startPostgresServer, TcpProxy, waitFor } from '../support/servers/index.js';
import { QUEUE_KINDS, System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const MESSAGES = IS_FULL ? 5_000 : 600;
const AWAY_MS = IS_FULL ? 15_000 : 3_000;
const CUTS = IS_FULL ? 10 : 3;
const itInFull = IS_FULL ? it : it.skip; // npm test has a short selection
const TEST_MS = 240_000;
/** The provider goes on telling for longer than the outage, as Meta does for hours; what it gives up is not the gateway's to lose. */
const PROVIDER = { latencyMs: 30, webhookRetryDelaysMs: Array.from({ length: 60 }, () => 1_000) };

let server: PostgresServer;
let proxy: TcpProxy;
let system: System;
let judge: Judge;

beforeAll(async () => {
  server = await startPostgresServer();
  proxy = await TcpProxy.start({ port: Number(new URL(server.url).port) });
}, 60_000);

afterEach(async () => {
  judge?.stop();
  proxy.heal();
  await system?.stop();
}, 60_000);

afterAll(async () => {
  await proxy?.stop();
  await server?.stop();
}, 30_000);

/** The status and shape of one answer while the database is away. */
async function refusal(method: string, path: string, body?: unknown): Promise<object> {
  const answer = await system.call(method, path, body);
  return { status: answer.status, hasRetryAfter: Number(answer.headers.get('retry-after')) > 0, code: answer.body['code'], message: typeof answer.body['message'] };
}

const isReady = async (): Promise<number> => (await fetch(`${system.gatewayUrl}/health/ready`)).status;

/** Throws when the answer is none to a scrape. */
async function metrics(): Promise<string> {
  const answer = await fetch(`${system.gatewayUrl}/metrics`);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`/metrics answered ${answer.status}: ${text}`);
  return text;
}

describe.each(IS_FULL ? QUEUE_KINDS : QUEUE_KINDS.slice(0, 1))('a Postgres that fails, with BullMQ on %s', (queue) => {
  it('is told as 503 while it is away, then everything goes on by itself and every 201 has its row', async () => {
    system = await System.start({ queue, databaseServerUrl: server.url });
    judge = await Judge.watch(system);
    await system.simulate('PUT', 'behaviour', PROVIDER);
    let isAway = true;
    const sending = judge.sendWhile(() => isAway || judge.accepted.length < MESSAGES, 10);
    await judge.whenTaken(MESSAGES / 4);
    await server.halt('SIGKILL');
    const request = { to: { fbMessengerId: '7000000000999999' }, rules: ['fbMessenger'], body: 'Hello' };
    const unavailable = { status: 503, hasRetryAfter: true, code: 'unavailable', message: 'string' };
    expect(await refusal('POST', '/messages', request)).toEqual(unavailable);
    expect(await refusal('GET', `/messages/${judge.accepted[0]}`)).toEqual(unavailable);
    expect(await isReady()).toBe(503);
    await waitFor(async () => (await metrics()).includes('\ngateway_database_up 0\n'), { what: 'the metrics to say so', timeoutMs: 20_000 });
    await pause(AWAY_MS); // the outage itself
    await server.start();
    await waitFor(async () => (await isReady()) === 200, { what: 'the gateway to be ready again', timeoutMs: 15_000 });
    isAway = false;
    await sending;
    expect([...judge.refused.keys()]).toEqual([503]);
    expect(await judge.verdict()).toEqual(allDelivered(judge.accepted.length));
    await system.messageWith(await system.send(request), 'delivered');
  }, TEST_MS);

  itInFull('may be cut off from the worker again and again', async () => {
    system = await System.start({
      queue,
      databaseServerUrl: server.url,
      processEnv: (app, env) => (app === 'worker' ? { ...env, DATABASE_URL: proxy.through(env['DATABASE_URL']!) } : env),
    });
    judge = await Judge.watch(system);
    await system.simulate('PUT', 'behaviour', PROVIDER);
    const sending = judge.send(MESSAGES);
    for (let cut = 1; cut <= CUTS; cut++) {
      await judge.whenTaken(Math.floor((cut * MESSAGES * 0.6) / CUTS));
      proxy.set({ isCut: true });
      await pause(cut * 200); // the outage itself
      proxy.heal();
    }
    await sending;
    expect(await judge.verdict()).toEqual(allDelivered(MESSAGES));
  }, TEST_MS);
});
