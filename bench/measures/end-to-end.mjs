// From the batch POST to the last signed event at the receiver, beside a bare worker on the same queue that makes the same two calls.
import { withBareQueue } from '../bare-queue.mjs';
import { checkSettled } from '../database.mjs';
import { postMany } from '../load.mjs';
import { BATCH, batch, headersOf, pathOf, reset, wholeRun, withSystem } from '../system.mjs';

const JOBS_AT_ONCE = 500;
const SETTLE_MS = 60_000;

export const endToEndOnRedis = endToEnd('redis', { ratioAtLeast: 0.75 });
export const endToEndOnPostgres = endToEnd('postgres', { ratioAtLeast: 2 });

function endToEnd(queue, goal) {
  const BARE = `end to end on ${queue}: bare worker`;
  const OURS = `end to end on ${queue}`;
  return {
    name: `end-to-end-${queue}`,
    queue,
    figures: {
      [BARE]: { unit: 'messages/s' },
      [OURS]: { unit: 'messages/s', baseline: BARE, goal },
    },

    async baseline(bench, backend, note) {
      const perSecond = await withBareQueue(bench, backend, async (add) => {
        const startedAt = performance.now();
        for (let from = 0; from < bench.messages; from += JOBS_AT_ONCE) {
          await add(Array.from({ length: Math.min(JOBS_AT_ONCE, bench.messages - from) }, (_, item) => `${from + item}`));
        }
        await wholeRun(bench.standInUrl, bench.messages);
        return rate(bench.messages, startedAt);
      });
      note(BARE, perSecond);
    },

    async run(bench, backend, note) {
      await reset(bench.standInUrl);
      await withSystem(backend, { workers: 1 }, async () => {
        const startedAt = performance.now();
        const count = Math.ceil(bench.messages / BATCH);
        const size = Math.ceil(bench.messages / count);
        await postMany(backend.url, { path: pathOf(backend, '/batch'), count, inFlight: 1, body: (index) => batch(index, size), headers: headersOf(backend), status: 202 });
        await wholeRun(bench.standInUrl, count * size);
        const perSecond = rate(count * size, startedAt);
        await checkSettled(backend, SETTLE_MS);
        note(OURS, perSecond);
      });
    },
  };
}

function rate(count, startedAt) {
  return count / ((performance.now() - startedAt) / 1_000);
}
