import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ReceivedCall } from '../support/servers/index.js';
import { System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const OF_A_ROUND = 500;
const ROUNDS = 3;
const inFull = IS_FULL ? describe : describe.skip; // it measures, which takes its time

let system: System;
let hanging: Server;

beforeAll(async () => {
  if (!IS_FULL) return;
  hanging = createServer(() => undefined);
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
  system = await System.start();
}, 60_000);

afterAll(async () => {
  await system?.stop();
  hanging?.closeAllConnections();
  hanging?.close();
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

inFull('a receiver that hangs', () => {
  it('moves the p99 of the others by less than double', async () => {
    const judge = await Judge.watch(system);
    const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/`;
    const alone: number[] = [];
    const beside: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      alone.push(await p99OfRoundMs(judge));
      const webhookId = await system.subscribe([], { url });
      beside.push(await p99OfRoundMs(judge));
      await system.call('DELETE', `/webhooks/${webhookId}`);
    }
    expect(await judge.verdict()).toEqual(allDelivered(2 * ROUNDS * OF_A_ROUND));
    // The best round of each: what else runs on the machine makes a round slower, and none faster.
    expect(Math.min(...beside)).toBeLessThan(2 * Math.min(...alone));
  }, 400_000);
});
