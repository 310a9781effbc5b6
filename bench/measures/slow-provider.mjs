// A provider that takes 300 ms: so many calls are under way as the page's 300 a second ask for, and the rate holds.
import { startStandIn } from '../bench.mjs';
import { checkSettled } from '../database.mjs';
import { postMany } from '../load.mjs';
import { ask, batch, headersOf, pathOf, reset, wholeRun, withSystem } from '../system.mjs';

const DELAY_MS = 300;
/** What a page may have (libs/channels). */
const PAGE_PER_SECOND = 300;
const TOTAL = 3_000;
const SETTLE_MS = 60_000;
const RATE = 'provider at 300 ms';
const FASTEST = 'provider at 300 ms: most in one second';
const IN_FLIGHT = 'provider at 300 ms: most calls under way';

export const slowProvider = {
  name: 'slow-provider',
  queue: 'redis',
  figures: {
    [RATE]: { unit: 'messages/s', goal: { atLeast: 0.95 * PAGE_PER_SECOND } },
    // Counted over any second, and so more strictly than in whole ones; on the way a few calls may come closer together.
    [FASTEST]: { unit: 'messages/s', goal: { atMost: 1.02 * PAGE_PER_SECOND } },
    [IN_FLIGHT]: { unit: 'calls', goal: { atLeast: (PAGE_PER_SECOND * DELAY_MS) / 1_000 } },
  },

  async run(bench, backend, note) {
    await reset(bench.standInUrl);
    const provider = await startStandIn({ delayMs: DELAY_MS });
    try {
      const more = { CHANNEL_RATE_LIMITS: 'on', FACEBOOK_GRAPH_API_URL: provider.url };
      await withSystem(backend, { workers: 1, more }, async () => {
        await postMany(backend.url, { path: pathOf(backend, '/batch'), count: 1, inFlight: 1, body: () => batch(0, TOTAL), headers: headersOf(backend), status: 202 });
        await wholeRun(provider.url, TOTAL, { events: 0 });
        await checkSettled(backend, SETTLE_MS);
        await wholeRun(bench.standInUrl, 0, { events: TOTAL });
        const arrivals = (await ask(`${provider.url}/arrivals`)).map(([, cameAtMs]) => cameAtMs).toSorted((a, b) => a - b);
        note(RATE, ((arrivals.length - 1) * 1_000) / (arrivals.at(-1) - arrivals[0]));
        note(FASTEST, mostInOneSecond(arrivals));
        note(IN_FLIGHT, (await ask(`${provider.url}/counts`)).mostInFlight);
      });
    } finally {
      await provider.stop();
    }
  },
};

function mostInOneSecond(times) {
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last++) {
    while (times[last] - times[first] >= 1_000) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
