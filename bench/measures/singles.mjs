// Acceptance of single messages, each answered after its commit, beside a bare route that makes the same checks.
import { postMany } from '../load.mjs';
import { checkAccepted } from '../database.mjs';
import { headersOf, IN_FLIGHT, message, pathOf, withSystem } from '../system.mjs';

const BARE = 'accept singles: bare route';
const OURS = 'accept singles';
/** A process that has just started compiles while it works; both have run for a while. */
const WARM_UP = 20_000;

const body = (index) => JSON.stringify(message(`single ${index}`));

export const singles = {
  name: 'singles',
  queue: 'redis',
  figures: {
    [BARE]: { unit: 'messages/s' },
    [OURS]: { unit: 'messages/s', baseline: BARE, goal: { ratioAtLeast: 0.6 } },
  },

  async baseline(bench, _backend, note) {
    const call = { path: '/messages', inFlight: IN_FLIGHT, body };
    await postMany(bench.bareRouteUrl, { ...call, count: WARM_UP });
    const { perSecond } = await postMany(bench.bareRouteUrl, { ...call, count: bench.messages });
    note(BARE, perSecond);
  },

  async run(bench, backend, note) {
    await withSystem(backend, {}, async () => {
      const call = { path: pathOf(backend), inFlight: IN_FLIGHT, headers: headersOf(backend) };
      await postMany(backend.url, { ...call, count: WARM_UP, body: (index) => body(`warm-up ${index}`) });
      const { perSecond } = await postMany(backend.url, { ...call, count: bench.messages, body });
      await checkAccepted(backend, bench.messages + WARM_UP);
      note(OURS, perSecond);
    });
  },
};
