// At 100 messages a second: from the POST to the provider's call, beside the time that a bare queue takes to its worker's call.
import { withBareQueue } from '../bare-queue.mjs';
import { checkSettled } from '../database.mjs';
import { atRate, postAtRate, quantile } from '../load.mjs';
import { ask, headersOf, message, pathOf, reset, wholeRun, withSystem } from '../system.mjs';

const PER_SECOND = 100;
const WARM_UP = 300;
const MEASURED_S = 20;
const SETTLE_MS = 60_000;
const [BARE_P50, BARE_P99] = ['latency at 100/s: bare queue, p50', 'latency at 100/s: bare queue, p99'];
const [OURS_P50, OURS_P99] = ['latency at 100/s, p50', 'latency at 100/s, p99'];

export const latency = {
  name: 'latency',
  queue: 'redis',
  figures: {
    [BARE_P50]: { unit: 'ms' },
    [BARE_P99]: { unit: 'ms' },
    [OURS_P50]: { unit: 'ms', baseline: BARE_P50, goal: { overBaselineAtMost: 10 } },
    [OURS_P99]: { unit: 'ms', baseline: BARE_P99, goal: { overBaselineAtMost: 50 } },
  },

  async baseline(bench, backend, note) {
    const count = countOf(bench);
    const latenciesMs = await withBareQueue(bench, backend, async (add) => {
      const dueMs = await atRate({ count, perSecond: PER_SECOND }, (index) => add([`${index}`]));
      await wholeRun(bench.standInUrl, count);
      return waited(bench, dueMs);
    });
    note(BARE_P50, quantile(latenciesMs, 0.5));
    note(BARE_P99, quantile(latenciesMs, 0.99));
  },

  async run(bench, backend, note) {
    await reset(bench.standInUrl);
    await withSystem(backend, { workers: 1 }, async () => {
      const count = countOf(bench);
      const body = (index) => JSON.stringify(message(`${index}`));
      const { dueMs } = await postAtRate(backend.url, { path: pathOf(backend), count, perSecond: PER_SECOND, body, headers: headersOf(backend) });
      await wholeRun(bench.standInUrl, count);
      await checkSettled(backend, SETTLE_MS);
      const latenciesMs = await waited(bench, dueMs);
      note(OURS_P50, quantile(latenciesMs, 0.5));
      note(OURS_P99, quantile(latenciesMs, 0.99));
    });
  },
};

function countOf(bench) {
  return WARM_UP + Math.min(bench.messages, PER_SECOND * MEASURED_S);
}

/** From the moment that a message was due until its call came to the provider; without those that warmed the processes up. */
async function waited(bench, dueMs) {
  const arrivals = await ask(`${bench.standInUrl}/arrivals`);
  return arrivals.filter(([text]) => Number(text) >= WARM_UP).map(([text, cameAtMs]) => cameAtMs - dueMs[Number(text)]);
}
