import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Pool } from 'undici';
import { System } from '../support/system.js';
import { type FuzzRequest, requestsTo } from './requests.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? (IS_FULL ? 1_000_000 : 1_000));
/** A slow machine makes fewer. */
const LONGEST_MS = IS_FULL ? 40 * 60_000 : 20_000;
const AT_ONCE = 50;
const PER_SAMPLE = 500;
/** The first requests compile code and fill pools; memory is compared with what it is after them. */
const WARM_UP = 0.1;
const MOST_GROWTH = 1.3;
const TEST_MS = LONGEST_MS + 120_000;

/** Says the same requests again: FUZZ_SEED=<seed> npm test -- test/fuzz */
const SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));

let system: System;
let pool: Pool;
beforeAll(async () => {
  system = await System.start();
  pool = new Pool(system.gatewayUrl, { connections: AT_ONCE, headersTimeout: 30_000, bodyTimeout: 30_000 });
}, 120_000);
afterAll(async () => {
  await pool?.destroy();
  await system?.stop();
});

interface Wrong {
  what: string;
  request: FuzzRequest;
}

let sent = 0;
const wrong: Wrong[] = [];
const statuses = new Map<number, number>();

async function send(request: FuzzRequest): Promise<void> {
  const { method, path, headers, body } = request;
  try {
    const answer = await pool.request({ method: method as 'GET', path, headers, ...(body === undefined ? {} : { body }) });
    const text = await answer.body.text();
    sent++;
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
    if (answer.statusCode >= 500) wrong.push({ what: `${answer.statusCode} ${text.slice(0, 300)}`, request });
  } catch (error) {
    wrong.push({ what: String(error), request });
  }
}

/** The memory of the gateway, which is called, and of the worker, which does what follows from the calls, in MB. */
function memoryMb(): Promise<number[]> {
  return Promise.all([system.gateway, ...system.workers].map((one) => one.memoryMb()));
}

/** Sends what the seed says, `AT_ONCE` at a time, until `until` were sent, something is wrong or the time is over. */
async function fuzz(until: number, giveUpAt: number, requests: Iterator<FuzzRequest>): Promise<void> {
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (sent < until && wrong.length === 0 && Date.now() < giveUpAt) await send(requests.next().value as FuzzRequest);
  }));
}

function* requestsOfSeed(): Generator<FuzzRequest, never> {
  for (let sample = 0; ; sample++) yield* fc.sample(requestsTo(system), { seed: SEED + sample, numRuns: PER_SAMPLE });
}

const told = ({ what, request }: Wrong): string => `${what}\n${JSON.stringify(request).slice(0, 4_000)}`;

it(`answers ${REQUESTS} requests that nobody would send, none of them with a 5xx, and does not grow`, async () => {
  const giveUpAt = Date.now() + LONGEST_MS;
  const requests = requestsOfSeed();
  await fuzz(REQUESTS * WARM_UP, giveUpAt, requests);
  const warmMb = await memoryMb();
  await fuzz(REQUESTS, giveUpAt, requests);
  if (wrong.length > 0) throw new Error(`With FUZZ_SEED=${SEED}, after ${sent} requests:\n${told(wrong[0]!)}\nThe gateway's log:\n${system.gateway.log.slice(-3_000)}`);
  expect([system.gateway, ...system.workers].filter(({ isRunning }) => !isRunning)).toEqual([]);
  expect((await fetch(`${system.gatewayUrl}/health/ready`)).status).toBe(200);
  // All kinds of answers: the requests came behind the first check.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 401, 403, 404]));
  if (IS_FULL) {
    const growth = (await memoryMb()).map((mb, index) => ({ name: ['gateway', 'worker'][index], warmMb: Math.round(warmMb[index]!), mb: Math.round(mb) }));
    console.log(`FUZZ_SEED=${SEED}: ${sent} requests, ${[...statuses].map(([status, count]) => `${status}: ${count}`).join(', ')}; ${JSON.stringify(growth)}`);
    expect(growth.filter(({ warmMb: before, mb }) => mb > before * MOST_GROWTH)).toEqual([]);
  }
}, TEST_MS);
