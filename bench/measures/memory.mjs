// Resident memory of the gateway, taking single messages as fast as it can, and of the worker with always more to send than it can.
import { setTimeout as wait } from 'node:timers/promises';
import { checkAccepted, checkSettled } from '../database.mjs';
import { median, postMany } from '../load.mjs';
import { ask, BATCH, batch, headersOf, IN_FLIGHT, message, pathOf, readMetrics, reset, wholeRun, withSystem } from '../system.mjs';

const SAMPLE_MS = 1_000;
const MEGABYTE = 1_048_576;
const GOAL_MB = 300;
/** Flat: the last tenth of the time needs no more than a tenth above what it needed once warm. */
const MOST_GROWTH = 1.1;
/** The first tenth warms up; the second and the last are compared. */
const [WARM_FROM, WARM_TO, END_FROM] = [0.1, 0.2, 0.9];
/** So many wait for the worker, at least, while there is load. */
const BACKLOG = 2 * BATCH;
const SINGLES_AT_ONCE = 2_000;
const SETTLE_MS = 120_000;

export const memory = {
  name: 'memory',
  queue: 'redis',
  once: true,
  figures: { ...figuresOf('gateway'), ...figuresOf('worker') },

  async run(bench, backend, note) {
    const forMs = bench.minutes * 60_000;
    await withSystem(backend, {}, async () => {
      const takingSamples = sample(backend.url, forMs);
      const total = await postSingles(backend, forMs);
      noteMemory('gateway', await takingSamples, note);
      await checkAccepted(backend, total);
    });
    await reset(bench.standInUrl);
    await withSystem(backend, { workers: 1 }, async ({ workerUrl }) => {
      const takingSamples = sample(workerUrl, forMs);
      const total = await keepWorkerBusy(bench, backend, forMs);
      noteMemory('worker', await takingSamples, note);
      await wholeRun(bench.standInUrl, total);
      await checkSettled(backend, SETTLE_MS);
    });
  },
};

function figuresOf(who) {
  const start = `memory of the ${who} once warm`;
  return {
    [start]: { unit: 'MB' },
    [`memory of the ${who} in the end`]: { unit: 'MB', baseline: start, goal: { ratioAtMost: MOST_GROWTH } },
    [`memory of the ${who}, most`]: { unit: 'MB', goal: { atMost: GOAL_MB } },
  };
}

function noteMemory(who, megabytes, note) {
  const part = (from, to) => median(megabytes.slice(Math.floor(from * megabytes.length), Math.ceil(to * megabytes.length)));
  note(`memory of the ${who} once warm`, part(WARM_FROM, WARM_TO));
  note(`memory of the ${who} in the end`, part(END_FROM, 1));
  note(`memory of the ${who}, most`, Math.max(...megabytes));
}

async function sample(url, forMs) {
  const megabytes = [];
  for (const end = performance.now() + forMs; performance.now() < end; await wait(SAMPLE_MS)) {
    megabytes.push((await readMetrics(url)).process_resident_memory_bytes / MEGABYTE);
  }
  return megabytes;
}

async function postSingles(backend, forMs) {
  let total = 0;
  for (const end = performance.now() + forMs; performance.now() < end; total += SINGLES_AT_ONCE) {
    const from = total;
    const body = (index) => JSON.stringify(message(`${from + index}`));
    await postMany(backend.url, { path: pathOf(backend), count: SINGLES_AT_ONCE, inFlight: IN_FLIGHT, body, headers: headersOf(backend) });
  }
  return total;
}

async function keepWorkerBusy(bench, backend, forMs) {
  let accepted = 0;
  for (const end = performance.now() + forMs; performance.now() < end; ) {
    const { events } = await ask(`${bench.standInUrl}/counts`);
    if (accepted - events >= BACKLOG) {
      await wait(50);
      continue;
    }
    const from = accepted / BATCH;
    await postMany(backend.url, { path: pathOf(backend, '/batch'), count: 1, inFlight: 1, body: () => batch(from), headers: headersOf(backend), status: 202 });
    accepted += BATCH;
  }
  return accepted;
}
