// From the batch POST to the last signed event at the receiver, beside a bare worker on the same queue that makes the same two calls.
import { withBareQueue } from '../bare-queue.mjs';
import { checkSettled } from '../database.mjs';
import { postMany } from '../load.mjs';
import { BATCH, batch, headersOf, pathOf, reset, wholeRun, withSystem } from '../system.mjs';

const JOBS_AT_ONCE = 500;
const SETTLE_MS = 60_000;
/** A process that has just started compiles while it works; both sides have run for a while. */
const WARM_UP = 20_000;

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
        await addJobs(bench, add, WARM_UP, 'warm-up ');
        await reset(bench.standInUrl);
        const startedAt = performance.now();
        await addJobs(bench, add, bench.messages);
        return rate(bench.messages, startedAt);
      });
      note(BARE, perSecond);
    },

    async run(bench, backend, note) {
      await reset(bench.standInUrl);
      await withSystem(backend, { workers: 1 }, async () => {
        await postBatches(bench, backend, WARM_UP, 'warm-up ');
        await reset(bench.standInUrl);
        const startedAt = performance.now();
        const sent = await postBatches(bench, backend, bench.messages);
        const perSecond = rate(sent, startedAt);
        await checkSettled(backend, SETTLE_MS);
        note(OURS, perSecond);
      });
    },
  };
}

async function addJobs({ standInUrl }, add, total, name = '') {
  for (let from = 0; from < total; from += JOBS_AT_ONCE) {
    await add(Array.from({ length: Math.min(JOBS_AT_ONCE, total - from) }, (_, item) => `${name}${from + item}`));
  }
  await wholeRun(standInUrl, total);
}

/** Returns how many messages they were. */
async function postBatches({ standInUrl }, backend, total, name = '') {
  const count = Math.ceil(total / BATCH);
  const size = Math.ceil(total / count);
  await postMany(backend.url, { path: pathOf(backend, '/batch'), count, inFlight: 1, body: (index) => batch(index, size, name), headers: headersOf(backend), status: 202 });
  await wholeRun(standInUrl, count * size);
  return count * size;
}

function rate(count, startedAt) {
  return count / ((performance.now() - startedAt) / 1_000);
}
