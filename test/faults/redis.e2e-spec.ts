import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { hasRedis, waitFor } from '../support/servers/index.js';
import { System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const MESSAGES = IS_FULL ? 5_000 : 1_000;
const REDIS_AWAY_MS = IS_FULL ? 10_000 : 3_000;
const FULL_MS = 5_000;
const TEST_MS = 180_000;

let system: System;
let judge: Judge;

afterEach(async () => {
  judge?.stop();
  await system?.stop();
}, 60_000);

/** Until the gateway's metrics say so. */
async function queueUp(value: number): Promise<void> {
  const metrics = async (): Promise<string> => (await fetch(`${system.gatewayUrl}/metrics`)).text();
  await waitFor(async () => (await metrics()).includes(`gateway_queue_up ${value}\n`), { what: `gateway_queue_up ${value}`, timeoutMs: 20_000 });
}

/** The processor time that the worker takes in this time; on Linux alone. */
async function busySeconds(inMs: number): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const before = await system.workers[0]!.processorSeconds();
  await pause(inMs); // the outage itself
  return (await system.workers[0]!.processorSeconds()) - before;
}

// A Redis that others use can't be emptied or killed.
(hasRedis ? describe : describe.skip)('a Redis that fails', () => {
  it('loses nothing when it is full, emptied and killed in the middle, is left in peace while it is full, and messages are accepted all the time', async () => {
    system = await System.start({ queue: 'redis' });
    judge = await Judge.watch(system);
    await system.simulate('PUT', 'behaviour', { latencyMs: 30 });
    await system.redis!.fill(true);
    await judge.send(MESSAGES / 10);
    expect(await busySeconds(FULL_MS)).toBeLessThan(FULL_MS / 1_000 / 4);
    await system.redis!.fill(false);
    const sending = judge.send(MESSAGES / 2);
    await judge.whenTaken(MESSAGES / 5);
    await system.redis!.flush();
    await sending;
    let isAway = true;
    const sendingOn = judge.sendWhile(() => isAway || judge.accepted.length < MESSAGES);
    await judge.whenTaken(MESSAGES / 4);
    await system.redis!.kill();
    const acceptedBefore = judge.accepted.length;
    await queueUp(0);
    await pause(REDIS_AWAY_MS); // the outage itself
    const acceptedMeanwhile = judge.accepted.length - acceptedBefore;
    await system.redis!.restart();
    isAway = false;
    await sendingOn;
    await queueUp(1);
    expect(acceptedMeanwhile).toBeGreaterThan(0);
    expect([...judge.refused]).toEqual([]);
    expect(await judge.verdict()).toEqual(allDelivered(judge.accepted.length));
  }, TEST_MS);
});
