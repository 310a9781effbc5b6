import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { hasRedis, startRedis, TcpProxy, waitFor } from '../support/servers/index.js';
import { QUEUE_KINDS, System, type SystemOptions } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const MESSAGES = IS_FULL ? 20_000 : 1_000;
const KILLS = IS_FULL ? 20 : 1;
/** One is killed at a time; the others take over what it had. */
const WORKERS = IS_FULL ? 3 : 2;
/** A kill comes at some moment of a call. */
const LATENCY_MS = 30;
const STOPS = IS_FULL ? 10 : 2;
const GATEWAY_KILLS = IS_FULL ? 10 : 2;
const BATCHES = IS_FULL ? 200 : 30;
const BATCH_SIZE = IS_FULL ? 100 : 20;
const itInFull = IS_FULL ? it : it.skip; // npm test has a short selection
const TEST_MS = IS_FULL ? 900_000 : 150_000;

/** The provider goes on telling for longer than a gateway takes to start, as Meta does for hours; what it gives up is not the gateway's to lose. */
const PATIENT_PROVIDER = { webhookRetryDelaysMs: Array.from({ length: 120 }, () => 1_000) };

let system: System;
let judge: Judge;
const cleanUps: (() => Promise<unknown>)[] = [];

async function start(options: SystemOptions): Promise<void> {
  system = await System.start(options);
  judge = await Judge.watch(system);
}

afterEach(async () => {
  judge?.stop();
  await system?.stop();
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
}, 60_000);

/** Sends all messages, and meanwhile kills one worker after the other. Returns how many calls of theirs had begun and not ended. */
async function sendAndKill(): Promise<number> {
  const sending = judge.send(MESSAGES);
  let inFlight = 0;
  for (let kill = 1; kill <= KILLS; kill++) {
    await judge.whenTaken(Math.floor((kill * MESSAGES * 0.8) / (KILLS + 1)));
    const worker = system.workers[randomInt(system.workers.length)]!;
    await pause(randomInt(2 * LATENCY_MS)); // a kill at random
    await worker.kill('SIGKILL');
    const [begun] = await system.database.query<{ ids: string[] }>(`select coalesce(array_agg(message_id), '{}') as ids from attempt where state = 'started'`);
    await worker.restart();
    // By now the others have ended theirs, and nobody has taken over what was the dead one's: its lease lives for 15 s.
    const [open] = await system.database.query<{ count: number }>(`select count(*)::int as count from attempt where state = 'started' and message_id = any($1)`, [begun!.ids]);
    inFlight += open!.count;
  }
  await sending;
  // On a machine that has too much to do a POST may be answered 503.
  expect(judge.accepted.length).toBeGreaterThan(MESSAGES * 0.9);
  return inFlight;
}

/** One of them is enough for `npm test`. */
const KINDS = IS_FULL ? QUEUE_KINDS : QUEUE_KINDS.slice(-1);

describe.each(KINDS)('processes that die, with BullMQ on %s', (queue) => {
  it('a worker killed in the middle of sends loses nothing and sends nothing twice', async () => {
    await start({ queue, workers: WORKERS });
    await system.simulate('PUT', 'behaviour', { latencyMs: LATENCY_MS });
    await sendAndKill();
    expect(await judge.verdict()).toEqual(allDelivered(judge.accepted.length));
  }, TEST_MS);

  itInFull('a worker killed in the middle of sends whose provider does not echo our reference sends no more twice than was in flight', async () => {
    await start({ queue, workers: WORKERS });
    await system.simulate('PUT', 'behaviour', { latencyMs: LATENCY_MS, echo: false });
    const inFlight = await sendAndKill();
    const verdict = await judge.verdict();
    expect(verdict).toEqual({ ...allDelivered(judge.accepted.length), duplicates: verdict.duplicates });
    expect(inFlight).toBeGreaterThan(0);
    expect(verdict.duplicates).toBeLessThanOrEqual(inFlight);
  }, TEST_MS);

  itInFull('a worker told to stop records what is in flight, and sends nothing twice', async () => {
    await start({ queue });
    await system.simulate('PUT', 'behaviour', { latencyMs: 100, echo: false });
    const sending = judge.send(MESSAGES / 2);
    for (let stop = 1; stop <= STOPS; stop++) {
      await judge.whenTaken(Math.floor((stop * MESSAGES * 0.4) / (STOPS + 1)));
      await system.workers[0]!.kill('SIGTERM');
      const open = await system.database.query<{ count: number }>(`select count(*)::int as count from attempt where state = 'started'`);
      expect(open[0]!.count).toBe(0);
      await system.workers[0]!.restart();
    }
    await sending;
    expect(await judge.verdict()).toEqual(allDelivered(MESSAGES / 2));
  }, TEST_MS);
});

describe('a worker that dies right after it has recorded a message as sent', () => {
  it('leaves the receipts that had come before to another worker', async () => {
    await start({});
    await system.simulate('PUT', 'behaviour', { receipts: 'before-answer' });
    const [sender, reader] = [await lockingSession(), await lockingSession()];
    // The sender has to wait with its record until the receipt is there, and with its look for receipts until it is dead.
    // Its statement waits for a table before it holds any row that the receipt needs.
    await sender.query('lock table sent_batch in access exclusive mode');
    const messageId = await system.send({ to: { fbMessengerId: '7000000000000001' }, rules: ['fbMessenger'], body: 'Hello' });
    const found = (what: string, sql: string): Promise<unknown> => waitFor(async () => (await system.database.query(sql)).length > 0, { what });
    try {
      // Whether it has found the attempt or waits for its message id is left open: both would be lost with the sender.
      await found('the delivery to be worked on', `select from receipt where status = 'delivered' and not exists (select from provider_event where processed_at is null)`);
      await reader.query('lock table receipt in access exclusive mode');
      await sender.end();
      await found('the message to be recorded as sent', `select from message where status = 'sent'`);
      await system.workers[0]!.kill('SIGKILL');
    } finally {
      await sender.end().catch(() => undefined);
      await reader.end();
    }
    await system.database.query(`update sent_batch set recorded_at = now() - interval '1 minute'`);
    await system.workers[0]!.restart();
    await system.messageWith(messageId, 'delivered');
    await waitFor(async () => (await system.database.query('select 1 from sent_batch')).length === 0, { what: 'the batch to be done with' });
  }, TEST_MS);

  /** Its locks go when it ends. */
  async function lockingSession(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: system.env['DATABASE_URL'] });
    await client.connect();
    await client.query('begin');
    return client;
  }
});

(hasRedis ? describe : describe.skip)('a gateway that is told to stop', () => {
  it('hands over to the queue first what it has accepted, so that nothing waits for the sweep', async () => {
    const redis = await startRedis();
    cleanUps.push(() => redis.stop());
    const proxy = await TcpProxy.start({ port: Number(new URL(redis.url).port) });
    cleanUps.push(() => proxy.stop());
    await start({ queueUrl: redis.url, processEnv: (app, env) => (app === 'gateway' ? { ...env, QUEUE_URL: proxy.through(redis.url) } : env) });
    proxy.set({ delayMs: 500 });
    // The queue is still being called with the first one when the others come.
    for (let count = 0; count < 5; count++) await system.send({ to: { fbMessengerId: '7000000000000001' }, rules: ['fbMessenger'], body: 'Hello' });
    await system.gateway.kill('SIGTERM');
    // The sweep would come after half a minute.
    const unsent = (): Promise<unknown[]> => system.database.query(`select from message where status = 'processing'`);
    await waitFor(async () => (await unsent()).length === 0, { what: 'all messages to be sent', timeoutMs: 15_000 });
  }, TEST_MS);
});

describe('a gateway that is told to stop, again and again', () => {
  it('answers all that it has taken, and takes nothing that it does not answer', async () => {
    await start({});
    await system.simulate('PUT', 'behaviour', PATIENT_PROVIDER);
    let goesOn = true;
    const sending = judge.sendWhile(() => goesOn, 10);
    for (let stop = 1; stop <= STOPS; stop++) {
      const before = judge.accepted.length;
      await waitFor(() => judge.accepted.length > before + 100, { what: '100 more accepted messages', timeoutMs: 60_000, pollMs: 1 });
      await system.gateway.kill('SIGTERM');
      await system.gateway.restart();
    }
    goesOn = false;
    await sending;
    const [{ count }] = (await system.database.query<{ count: number }>('select count(*)::int as count from message')) as [{ count: number }];
    expect(count).toBe(judge.accepted.length);
    // Besides a 201 there are only connections that are refused or closed.
    expect([...judge.refused.keys()]).toEqual([0]);
    expect(await judge.verdict()).toEqual(allDelivered(judge.accepted.length));
  }, TEST_MS);
});

describe('a gateway that dies', () => {
  itInFull('has a row for every 201, whenever it is killed', async () => {
    await start({});
    await system.simulate('PUT', 'behaviour', PATIENT_PROVIDER);
    const sending = judge.send(MESSAGES, { concurrency: 10 });
    await waitFor(() => judge.accepted.length > 200, { what: '200 accepted messages' });
    await system.gateway.kill('SIGKILL');
    await sending;
    await system.gateway.restart();
    expect(judge.accepted.length).toBeLessThan(MESSAGES);
    expect(await judge.verdict()).toEqual(allDelivered(judge.accepted.length));
  }, TEST_MS);

  itInFull('takes each batch once, however often the sender has to repeat it under its key', async () => {
    await start({});
    await system.simulate('PUT', 'behaviour', PATIENT_PROVIDER);
    const sending = judge.sendBatches(BATCHES, { size: BATCH_SIZE });
    for (let kill = 1; kill <= GATEWAY_KILLS; kill++) {
      await waitFor(() => judge.accepted.length >= (kill * BATCHES * BATCH_SIZE) / (GATEWAY_KILLS + 2), { what: 'batches to be accepted', timeoutMs: 60_000, pollMs: 1 });
      await system.gateway.kill('SIGKILL');
      await system.gateway.restart();
    }
    await sending;
    expect(judge.refused.get(0)).toBeGreaterThan(0);
    const [{ count }] = (await system.database.query<{ count: number }>('select count(*)::int as count from message')) as [{ count: number }];
    expect(count).toBe(BATCHES * BATCH_SIZE);
    expect(await judge.verdict()).toEqual(allDelivered(BATCHES * BATCH_SIZE));
  }, TEST_MS);
});
