import { afterEach, describe, expect, it } from '@jest/globals';
import { freePort, hasMovableClocks, MovableClock, secondsAhead, waitFor } from '../support/servers/index.js';
import { newPhoneNumber, newPsid } from '../support/simulated-sends.js';
import { QUEUE_KINDS, type QueueKind, System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const PER_JUMP = IS_FULL ? 600 : 150;
const TIMED_PER_JUMP = IS_FULL ? 20 : 3;
const HOUR_S = 3_600;
/** A fallback's time, and how far ahead a message is scheduled: it passes after the next jump. */
const WITHIN_S = 3;
/** A job may come a second before its time. */
const MOST_EARLY_S = 1.2;
/** A worker that is ahead takes jobs out of the queue too early, which the database refuses: the sweep finds fallbacks after 10 s and scheduled messages after 30 s. */
const MOST_LATE_S = 45;

/** How far the clocks of a worker and of the gateway are ahead from then on. */
type Jump = Record<'worker' | 'gateway', number>;
const SHORT: readonly Jump[] = [{ worker: -HOUR_S, gateway: HOUR_S }, { worker: HOUR_S, gateway: -HOUR_S }];
const JUMPS: readonly Jump[] = IS_FULL ? [...SHORT, { worker: 0, gateway: 0 }, { worker: HOUR_S, gateway: 0 }, { worker: HOUR_S, gateway: HOUR_S }, { worker: -HOUR_S, gateway: -HOUR_S }] : SHORT;

let system: System;
let judge: Judge;
let clocks: Record<'worker' | 'gateway', { clock: MovableClock; url: string }>;

afterEach(async () => {
  judge?.stop();
  await system?.stop();
  for (const { clock } of Object.values(clocks ?? {})) await clock.remove();
}, 60_000);

/** One gateway and one worker with clocks of their own, and a worker whose clock is right. */
async function start(queue: QueueKind): Promise<void> {
  const [worker, gateway] = [new MovableClock(), new MovableClock()];
  await Promise.all([worker.set(0), gateway.set(0)]);
  const workerPort = await freePort();
  system = await System.start({
    queue,
    workers: 0,
    // With limits messages wait for slots, whose times are compared as well.
    env: { CHANNEL_RATE_LIMITS: 'on' },
    processEnv: (app, env) => {
      if (app === 'gateway') return { ...env, ...gateway.env };
      return system === undefined || system.workers.length === 0 ? { ...env, ...worker.env, WORKER_PORT: String(workerPort) } : env;
    },
  });
  await system.addWorker();
  await system.addWorker();
  clocks = { worker: { clock: worker, url: `http://127.0.0.1:${workerPort}/health/live` }, gateway: { clock: gateway, url: `${system.gatewayUrl}/health/live` } };
}

async function jump(to: Jump): Promise<void> {
  await Promise.all(Object.entries(clocks).map(async ([who, { clock, url }]) => {
    const aheadS = to[who as keyof Jump];
    await clock.set(aheadS);
    await waitFor(async () => Math.abs((await secondsAhead(url)) - aheadS) <= 2, { what: `the clock of the ${who} to jump`, pollMs: 50 });
  }));
}

/** By Messenger, which tells nothing of it, and after WITHIN_S by SMS. */
async function sendTimed(count: number): Promise<string[]> {
  const before = judge.accepted.length;
  const psids = Array.from({ length: count }, newPsid);
  for (const psid of psids) await system.simulate('POST', 'faults', { kind: 'receipts-off', match: { recipient: psid } });
  const next = psids.values();
  await judge.send(count, { concurrency: TIMED_PER_JUMP, request: () => ({ to: { fbMessengerId: next.next().value, phoneNumber: newPhoneNumber() }, rules: [{ channel: 'fbMessenger', until: 'delivered', within: WITHIN_S }, 'sms'], body: 'Timed' }) });
  return judge.accepted.slice(before);
}

async function sendScheduled(count: number): Promise<string[]> {
  const before = judge.accepted.length;
  await judge.send(count, { concurrency: TIMED_PER_JUMP, request: () => ({ to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: 'Scheduled', sendAt: new Date(Date.now() + WITHIN_S * 1_000).toISOString() }) });
  return judge.accepted.slice(before);
}

/** In short form not where the sweep has to find it: that takes half a minute. */
async function mayBeScheduled(isFirst: boolean): Promise<boolean> {
  // A gateway that is an hour ahead takes a time that it believes to be over for a mistake.
  return IS_FULL ? (await secondsAhead(clocks.gateway.url)) < HOUR_S / 2 : isFirst;
}

/** Seconds between the first call and the one by SMS. */
async function waitsOf(ids: readonly string[]): Promise<number[]> {
  const rows = await system.database.query<{ waitS: number }>(
    `select extract(epoch from sms.started_at - first.finished_at)::float8 as "waitS" from attempt sms join attempt first on first.message_id = sms.message_id and first.channel = 'fbMessenger' and first.state = 'sent'
     where sms.channel = 'sms' and sms.state = 'sent' and sms.message_id = any($1)`, [ids]);
  return rows.map(({ waitS }) => waitS);
}

/** Seconds between the time that a message was scheduled for and its call. */
async function delaysOf(ids: readonly string[]): Promise<number[]> {
  const rows = await system.database.query<{ delayS: number }>(
    `select extract(epoch from attempt.started_at - (request->>'sendAt')::timestamptz)::float8 as "delayS" from message join attempt on attempt.message_id = message.id and attempt.state = 'sent' where message.id = any($1)`, [ids]);
  return rows.map(({ delayS }) => delayS);
}

(hasMovableClocks ? describe : describe.skip)(`clocks that jump by an hour${hasMovableClocks ? '' : ' (skipped: install the package faketime)'}`, () => {
  it.each(IS_FULL ? QUEUE_KINDS : QUEUE_KINDS.slice(0, 1))('forward and back, of a worker and of the gateway, lose, double and hold up nothing, and move no time of a message (queue: %s)', async (queue) => {
    await start(queue);
    judge = await Judge.watch(system);
    const timed: string[] = [];
    const scheduled: string[] = [];
    for (const [index, to] of JUMPS.entries()) {
      timed.push(...(await sendTimed(TIMED_PER_JUMP)));
      if (await mayBeScheduled(index === 0)) scheduled.push(...(await sendScheduled(TIMED_PER_JUMP)));
      const sending = judge.send(PER_JUMP);
      await jump(to);
      await sending;
      timed.push(...(await sendTimed(TIMED_PER_JUMP)));
    }
    expect(judge.refused.size).toBe(0);
    // Each fallback is a second call for its message.
    expect(await judge.verdict()).toEqual({ ...allDelivered(judge.accepted.length), duplicates: timed.length });

    const waits = await waitsOf(timed);
    expect(waits).toHaveLength(timed.length);
    expect(waits.filter((waitS) => waitS < WITHIN_S - MOST_EARLY_S || waitS > WITHIN_S + MOST_LATE_S)).toEqual([]);
    const delays = await delaysOf(scheduled);
    expect(delays).toHaveLength(scheduled.length);
    expect(delays.filter((delayS) => delayS < -MOST_EARLY_S || delayS > MOST_LATE_S)).toEqual([]);
  }, 300_000);
});
