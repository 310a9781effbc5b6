// Acceptance of batches of 5,000, and the longest time that it keeps the gateway's event loop from anything else.
import { postMany } from '../load.mjs';
import { checkAccepted } from '../database.mjs';
import { BATCH, batch, headersOf, pathOf, readMetrics, withSystem } from '../system.mjs';

const OURS = 'accept batches of 5,000';
const STALL = 'accept batches of 5,000: longest stall of the event loop';
/** The delay is taken by a timer of 10 ms, and counts it in. */
const TIMER_MS = 10;

export const batches = {
  name: 'batches',
  queue: 'redis',
  figures: {
    [OURS]: { unit: 'messages/s', goal: { atLeast: 10_000 } },
    [STALL]: { unit: 'ms', goal: { atMost: 50 } },
  },

  async run(bench, backend, note) {
    await withSystem(backend, {}, async () => {
      const count = Math.ceil(bench.messages / BATCH);
      const call = { path: pathOf(backend, '/batch'), inFlight: 1, headers: headersOf(backend), status: 202 };
      await postMany(backend.url, { ...call, count: 1, body: () => batch(0, BATCH, 'warm-up ') });
      await readMetrics(backend.url);
      const { perSecond } = await postMany(backend.url, { ...call, count, body: (index) => batch(index) });
      const metrics = await readMetrics(backend.url);
      await checkAccepted(backend, (count + 1) * BATCH);
      note(OURS, perSecond * BATCH);
      note(STALL, Math.max(0, metrics.nodejs_eventloop_lag_max_seconds * 1_000 - TIMER_MS));
    });
  },
};
