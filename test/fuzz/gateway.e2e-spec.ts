import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Pool } from 'undici';
import { freePort } from '../support/servers/index.js';
import { System } from '../support/system.js';
import { type FuzzRequest, requestsTo } from './requests.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? (IS_FULL ? 1_000_000 : 1_000));
/** A slow machine makes fewer in the short form, and never fewer than these; in full they are all made, in half an hour on 2 cores. */
const FEWEST = IS_FULL ? REQUESTS : Math.min(REQUESTS, 300);
const LONGEST_MS = IS_FULL ? 120 * 60_000 : 20_000;
const AT_ONCE = 50;
const PER_SAMPLE = 500;
/** The first requests compile code, fill pools and caches; memory is compared with what it is after them. */
const WARM_UP = 0.3;
/** Memory is looked at while requests go on, from there to here and as long before the end. */
const MEASURED_BY = 0.35;
const MOST_GROWTH = 1.3;
/**
 * What lives is what is left after a collection: the lowest of many looks. Resident memory says little of growth, since it
 * follows the largest bodies that were under way at once; it has a bound of its own.
 */
const LOOKS = 150;
const MOST_RESIDENT_MB = 600;
const TEST_MS = LONGEST_MS + 120_000;

/** Says the same requests again: FUZZ_SEED=<seed> npm test -- test/fuzz */
const SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));

let system: System;
let workerPort: number;
let pool: Pool;
beforeAll(async () => {
  workerPort = await freePort();
  system = await System.start({ env: { WORKER_PORT: String(workerPort) } });
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

interface Memory {
  process: string;
  livesMb: number;
  residentMb: number;
}

/** Of the gateway, which is called, and of the worker, which does what follows from the calls. */
async function memory(): Promise<Memory[]> {
  const processes = [{ name: 'gateway', url: system.gatewayUrl, app: system.gateway }, { name: 'worker', url: `http://127.0.0.1:${workerPort}`, app: system.workers[0]! }];
  return Promise.all(processes.map(async ({ name, url, app }) => {
    let livesMb = Infinity;
    for (let look = 0; look < LOOKS; look++) {
      const text = await (await fetch(`${url}/metrics`)).text();
      livesMb = Math.min(livesMb, (valueIn(text, 'nodejs_heap_size_used_bytes') + valueIn(text, 'nodejs_external_memory_bytes')) / 1024 ** 2);
      await pause(100); // the looks are spread over some collections
    }
    return { process: name, livesMb: Math.round(livesMb), residentMb: Math.round(await app.memoryMb()) };
  }));
}

function valueIn(metrics: string, name: string): number {
  return Number(new RegExp(`^${name} (.+)$`, 'm').exec(metrics)![1]);
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

const title = IS_FULL
  ? `answers ${REQUESTS} requests that nobody would send, none of them with a 5xx, and does not grow`
  : `answers up to ${REQUESTS} requests that nobody would send, none of them with a 5xx`;

it(title, async () => {
  const giveUpAt = Date.now() + LONGEST_MS;
  const requests = requestsOfSeed();
  await fuzz(REQUESTS * WARM_UP, giveUpAt, requests);
  const [before] = await Promise.all([IS_FULL ? memory() : [], fuzz(REQUESTS * MEASURED_BY, giveUpAt, requests)]);
  await fuzz(REQUESTS * (1 - MEASURED_BY), giveUpAt, requests);
  const [after] = await Promise.all([IS_FULL ? memory() : [], fuzz(REQUESTS, giveUpAt, requests)]);
  if (wrong.length > 0) throw new Error(`With FUZZ_SEED=${SEED}, after ${sent} requests:\n${told(wrong[0]!)}\nThe gateway's log:\n${system.gateway.log.slice(-3_000)}`);
  expect([system.gateway, ...system.workers].filter(({ isRunning }) => !isRunning)).toEqual([]);
  expect((await fetch(`${system.gatewayUrl}/health/ready`)).status).toBe(200);
  expect(sent).toBeGreaterThanOrEqual(FEWEST);
  // All kinds of answers: the requests came behind the first check.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 401, 403, 404]));
  // What the worker was brought by them it has read, and nothing of it was too much for it.
  expect(system.workers[0]!.log.split('\n').filter((line) => line.includes('"level":50'))).toEqual([]);
  if (!IS_FULL) return;
  console.log(`FUZZ_SEED=${SEED}: ${sent} requests, ${[...statuses].map(([status, count]) => `${status}: ${count}`).join(', ')}; ${JSON.stringify({ before, after })}`);
  expect(after.filter(({ livesMb, residentMb }, index) => livesMb > before[index]!.livesMb * MOST_GROWTH || residentMb > MOST_RESIDENT_MB)).toEqual([]);
}, TEST_MS);
