import { afterEach, describe, expect, it } from '@jest/globals';
import { BAD_ANSWERS, BadReceiver, type ReceivedCall } from '../support/servers/index.js';
import { System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const OF_A_ROUND = 500;
const ROUNDS = 5;
const inFull = IS_FULL ? describe : describe.skip; // it measures, which takes its time

let system: System;
let bad: BadReceiver;

afterEach(async () => {
  await system?.stop();
  await bad?.stop();
}, 60_000);

const nameOf = (call: ReceivedCall): string => (call.body as { name: string }).name;
const delayMs = (call: ReceivedCall): number => call.receivedAt.getTime() - Date.parse((call.body as { timestamp: string }).timestamp);

/** From a change to the good receiver, for messages of people who send a few at a time. */
async function p99OfRoundMs(judge: Judge): Promise<number> {
  const first = system.receiver.calls.length;
  await judge.send(OF_A_ROUND, { concurrency: 4 });
  await system.receiver.received(judge.accepted.length, { where: (call) => nameOf(call) === 'message.delivered', timeoutMs: 60_000 });
  const delaysMs = system.receiver.calls.slice(first).map(delayMs).toSorted((a, b) => a - b);
  return delaysMs[Math.floor(delaysMs.length * 0.99)]!;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

inFull.each(BAD_ANSWERS)('a receiver that %s', (kind) => {
  it('moves the p99 of the others by less than double', async () => {
    system = await System.start();
    bad = await BadReceiver.start(kind);
    const judge = await Judge.watch(system);
    const alone: number[] = [];
    const beside: number[] = [];
    await p99OfRoundMs(judge); // processes that have just started are slow
    for (let round = 1; round <= ROUNDS; round++) {
      if (round % 2 === 0) alone.push(await p99OfRoundMs(judge));
      const webhookId = await system.subscribe([], { url: bad.url });
      beside.push(await p99OfRoundMs(judge));
      await system.call('DELETE', `/webhooks/${webhookId}`);
      if (round % 2 === 1) alone.push(await p99OfRoundMs(judge));
    }
    expect(await judge.verdict()).toEqual(allDelivered((2 * ROUNDS + 1) * OF_A_ROUND));
    expect(median(beside)).toBeLessThan(2 * median(alone));
  }, 600_000);
});
