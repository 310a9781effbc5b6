import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ReceivedCall } from '../support/servers/index.js';
import { System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const OF_A_ROUND = 500;
const ROUNDS = 5;
const inFull = IS_FULL ? describe : describe.skip; // it measures, which takes its time

const TEN_MB = Buffer.alloc(10 * 1024 * 1024, 'x');

const BAD: Record<string, (response: ServerResponse) => void> = {
  'hangs': () => undefined,
  'answers 500': (response) => response.writeHead(500).end(),
  'answers with 10 MB': (response) => response.writeHead(200).end(TEN_MB),
};

let system: System;
let bad: Server;

afterEach(async () => {
  await system?.stop();
  bad?.closeAllConnections();
  bad?.close();
}, 60_000);

async function start(answer: (response: ServerResponse) => void): Promise<string> {
  bad = createServer((request, response) => {
    response.on('error', () => undefined);
    request.resume().on('end', () => answer(response));
  });
  await new Promise<void>((resolve) => bad.listen(0, '127.0.0.1', resolve));
  system = await System.start();
  return `http://127.0.0.1:${(bad.address() as AddressInfo).port}/`;
}

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

inFull.each(Object.keys(BAD))('a receiver that %s', (kind) => {
  it('moves the p99 of the others by less than double', async () => {
    const url = await start(BAD[kind]!);
    const judge = await Judge.watch(system);
    const alone: number[] = [];
    const beside: number[] = [];
    await p99OfRoundMs(judge); // processes that have just started are slow
    for (let round = 1; round <= ROUNDS; round++) {
      if (round % 2 === 0) alone.push(await p99OfRoundMs(judge));
      const webhookId = await system.subscribe([], { url });
      beside.push(await p99OfRoundMs(judge));
      await system.call('DELETE', `/webhooks/${webhookId}`);
      if (round % 2 === 1) alone.push(await p99OfRoundMs(judge));
    }
    expect(await judge.verdict()).toEqual(allDelivered((2 * ROUNDS + 1) * OF_A_ROUND));
    expect(median(beside)).toBeLessThan(2 * median(alone));
  }, 600_000);
});
