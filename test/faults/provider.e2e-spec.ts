import { afterEach, describe, expect, it } from '@jest/globals';
import { TcpProxy } from '../support/servers/index.js';
import { System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const OF_EACH = IS_FULL ? 500 : 30;
/** More than a worker has in flight, so that a storm meets tries of the same message again and again. */
const STORM = IS_FULL ? 5_000 : 150;
const BATCH = 3_000;
const itInFull = IS_FULL ? it : it.skip; // npm test has a short selection
const TEST_MS = 300_000;

/** Kinds of the simulator after which the message must still come exactly once. */
const FAULTS = [
  'time-out', 'lost-answer', 'cut-answer', 'truncated-json', 'html-502-taken', 'unknown', 'no-message-id',
  'lost-request', 'html-502', 'unavailable', 'throttled',
  'receipts-twice', 'receipts-reversed', 'receipts-before-answer', 'receipts-slow',
];

/** Of these it has the message, and says something else. SMS have no echoes: their status callbacks tell. */
const SMS_FAULTS = ['lost-answer', 'cut-answer', 'html-502-taken', 'unknown'];

const SLOW_ANSWER_MS = 60_000;

let system: System;
let judge: Judge;
let proxy: TcpProxy | undefined;

afterEach(async () => {
  judge?.stop();
  await system?.stop();
  await proxy?.stop();
  proxy = undefined;
}, 60_000);

const request = (kind: string) => (index: number) => ({
  to: { fbMessengerId: String(7_000_000_000_000_000 + index) }, rules: ['fbMessenger'], body: `meets ${kind}.`,
});

/** Each has met its message, or the test shows nothing. */
async function expectNoFaultIsLeft(): Promise<void> {
  expect(await system.simulate('GET', 'faults')).toEqual({ faults: [] });
}

describe('a provider that fails', () => {
  it('gets each message exactly once, whatever became of its answer', async () => {
    system = await System.start();
    judge = await Judge.watch(system);
    for (const kind of FAULTS) await system.simulate('POST', 'faults', { kind, times: OF_EACH, match: { text: `meets ${kind}.` } });
    for (const kind of FAULTS) await judge.send(OF_EACH, { request: request(kind) });
    expect(await judge.verdict(90_000)).toEqual(allDelivered(FAULTS.length * OF_EACH));
    await expectNoFaultIsLeft();
  }, TEST_MS);

  it('gets each SMS exactly once, whatever became of its answer', async () => {
    system = await System.start();
    judge = await Judge.watch(system);
    const texts = (kind: string) => (index: number) => ({ to: { phoneNumber: String(447_700_000_000 + index) }, rules: ['sms'], body: `meets ${kind}.` });
    for (const kind of SMS_FAULTS) await system.simulate('POST', 'faults', { kind, times: OF_EACH, match: { text: `meets ${kind}.` } });
    for (const kind of SMS_FAULTS) await judge.send(OF_EACH, { request: texts(kind) });
    expect(await judge.verdict(90_000)).toEqual(allDelivered(SMS_FAULTS.length * OF_EACH));
    await expectNoFaultIsLeft();
  }, TEST_MS);

  itInFull('gets each message exactly once after storms of 5xx and of throttling', async () => {
    system = await System.start();
    judge = await Judge.watch(system);
    for (const kind of ['unavailable', 'throttled', 'html-502']) await system.simulate('POST', 'faults', { kind, times: STORM });
    await judge.send(STORM);
    expect(await judge.verdict(90_000)).toEqual(allDelivered(STORM));
    await expectNoFaultIsLeft();
  }, TEST_MS);

  itInFull('that refuses the 301st call of a second is asked no faster than that, and has 3,000 messages in 20 s', async () => {
    system = await System.start({ env: { CHANNEL_RATE_LIMITS: 'on' } });
    judge = await Judge.watch(system);
    await judge.send(BATCH);
    const startedAt = Date.now();
    expect(await judge.verdict(60_000)).toEqual(allDelivered(BATCH));
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    const { refused = {} } = await system.simulate('GET', 'stats') as { refused?: Record<string, number> };
    expect(refused['613'] ?? 0).toBeLessThan(BATCH / 300);
  }, TEST_MS);

  itInFull('gets each message exactly once when its answers take a minute', async () => {
    system = await System.start({
      processEnv: async (_app, env) => {
        proxy ??= await TcpProxy.start({ port: Number(new URL(env['FACEBOOK_GRAPH_API_URL']!).port) });
        return { ...env, FACEBOOK_GRAPH_API_URL: proxy.through(env['FACEBOOK_GRAPH_API_URL']!) };
      },
    });
    judge = await Judge.watch(system);
    proxy!.set({ answerDelayMs: SLOW_ANSWER_MS });
    await judge.send(OF_EACH);
    expect(await judge.verdict(SLOW_ANSWER_MS + 60_000)).toEqual(allDelivered(OF_EACH));
    expect(proxy!.heal()).toBeGreaterThanOrEqual(OF_EACH);
  }, TEST_MS);
});
