import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { type Faults, hasRedis, startRedis, TcpProxy } from '../support/servers/index.js';
import { QUEUE_KINDS, System, type SystemOptions } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const OF_EACH = 500;
const BROKEN_MS = 5_000;
const inFull = IS_FULL ? describe : describe.skip; // npm test has a short selection, and a dead connection is noticed after half a minute
const TEST_MS = 400_000;
/** The provider goes on telling for longer than the outage, as Meta does for hours. */
const PROVIDER = { latencyMs: 30, webhookRetryDelaysMs: Array.from({ length: 120 }, () => 1_000) };

/** A half open connection stays dead after the network is whole again: what was on its way is gone. */
const BREAKS: Record<string, Partial<Faults>> = {
  'cut': { isCut: true },
  'slow': { delayMs: 200 },
  'reset in the middle of answers': { resetAfterBytes: 1_000 },
  'half open': { isHalfOpen: true },
};

let system: System;
let judge: Judge;
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  judge?.stop();
  await system?.stop();
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
}, 60_000);

async function proxyTo(url: string): Promise<TcpProxy> {
  const proxy = await TcpProxy.start({ port: Number(new URL(url).port) });
  cleanUps.push(() => proxy.stop());
  return proxy;
}

/** The options of a system whose processes reach the server at this setting only through the proxy. */
function through(setting: string, found: (proxy: TcpProxy) => void): Pick<SystemOptions, 'processEnv'> {
  let proxy: TcpProxy | undefined;
  return {
    processEnv: async (_app, env) => {
      proxy ??= await proxyTo(env[setting]!);
      found(proxy);
      return { ...env, [setting]: proxy.through(env[setting]!) };
    },
  };
}

/** Sends all the time, and breaks the network in each way in the middle of it. */
async function breakInEachWay(proxy: TcpProxy): Promise<void> {
  const missed: string[] = [];
  for (const [name, faults] of Object.entries(BREAKS)) {
    let isBroken = true;
    const accepted = judge.accepted.length;
    const sending = judge.sendWhile(() => isBroken || judge.accepted.length < accepted + OF_EACH, 10);
    await judge.whenTaken(accepted + OF_EACH / 4);
    proxy.set(faults);
    await pause(BROKEN_MS); // the outage itself
    if (proxy.heal() === 0) missed.push(name);
    isBroken = false;
    await sending;
  }
  expect(missed).toEqual([]);
}

/** Judged when all is over: with `told` the refusals that senders may have got. A connection that died is noticed after half a minute. */
async function expectAllDelivered(told: number[] = []): Promise<void> {
  expect([...judge.refused.keys()].filter((status) => !told.includes(status))).toEqual([]);
  expect(await judge.verdict(90_000)).toEqual(allDelivered(judge.accepted.length));
}

inFull('a network to Postgres that is cut, slow, reset and half open', () => {
  it.each(QUEUE_KINDS)('loses no message and sends none twice, with BullMQ on %s', async (queue) => {
    let proxy!: TcpProxy;
    system = await System.start({ queue, ...through('DATABASE_URL', (found) => (proxy = found)) });
    judge = await Judge.watch(system);
    await system.simulate('PUT', 'behaviour', PROVIDER);
    await breakInEachWay(proxy);
    await expectAllDelivered([503]);
  }, TEST_MS);
});

(hasRedis ? inFull : describe.skip)('a network to Redis that is cut, slow, reset and half open', () => {
  it('loses no message and sends none twice, and senders notice nothing', async () => {
    const redis = await startRedis();
    cleanUps.push(() => redis.stop());
    const proxy = await proxyTo(redis.url);
    system = await System.start({ queue: 'redis', queueUrl: proxy.through(redis.url) });
    judge = await Judge.watch(system);
    await system.simulate('PUT', 'behaviour', PROVIDER);
    await breakInEachWay(proxy);
    await expectAllDelivered();
  }, TEST_MS);
});

inFull('connections to the queue that are dead without anybody saying so', () => {
  it('hold up nothing for long, though the worker waits for nothing but what is due in an hour', async () => {
    let proxy!: TcpProxy;
    system = await System.start({
      processEnv: async (app, env) => {
        if (app === 'gateway') return env;
        proxy = await proxyTo(env['DATABASE_URL']!);
        return { ...env, QUEUE_URL: proxy.through(env['DATABASE_URL']!) };
      },
    });
    const untilRead = { channel: 'fbMessenger', until: 'read', within: 3_600 };
    const dueInAnHour = await system.send({ to: { fbMessengerId: '7000000000999999', phoneNumber: '447000000000' }, rules: [untilRead, 'sms'], body: 'Hello' });
    await system.messageWith(dueInAnHour, 'delivered');
    await pause(BROKEN_MS); // nothing happens
    proxy.forgetAll();
    judge = await Judge.watch(system);
    await judge.send(OF_EACH);
    await expectAllDelivered();
  }, TEST_MS);
});

inFull('a network to the provider that is cut, slow, reset and half open', () => {
  it('loses no message and sends none twice, and senders notice nothing', async () => {
    let proxy!: TcpProxy;
    system = await System.start(through('FACEBOOK_GRAPH_API_URL', (found) => (proxy = found)));
    judge = await Judge.watch(system);
    await system.simulate('PUT', 'behaviour', PROVIDER);
    await breakInEachWay(proxy);
    await expectAllDelivered();
  }, TEST_MS);
});

inFull('a network to the receiver that is cut, slow, reset and half open', () => {
  it('keeps no event from coming', async () => {
    system = await System.start();
    const proxy = await proxyTo(system.receiver.url);
    judge = await Judge.watch(system, proxy.through(system.receiver.url));
    await system.simulate('PUT', 'behaviour', PROVIDER);
    await breakInEachWay(proxy);
    await expectAllDelivered();
  }, TEST_MS);
});
