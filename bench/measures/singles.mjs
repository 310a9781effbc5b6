// Acceptance of single messages, each answered after its commit, beside a bare route that makes the same checks.
import { postMany } from '../load.mjs';
import { checkAccepted } from '../database.mjs';
import { headersOf, IN_FLIGHT, MANY_IN_FLIGHT, message, pathOf, withSystem } from '../system.mjs';

/** By how many are posted at once. */
const NAMES = new Map([
  [IN_FLIGHT, { bare: 'accept singles: bare route', ours: 'accept singles' }],
  [MANY_IN_FLIGHT, { bare: `accept singles, ${MANY_IN_FLIGHT} at once: bare route`, ours: `accept singles, ${MANY_IN_FLIGHT} at once` }],
]);
/** A process that has just started compiles while it works; both have run for a while. */
const WARM_UP = 20_000;

const body = (index) => JSON.stringify(message(`single ${index}`));

export const singles = {
  name: 'singles',
  queue: 'redis',
  figures: Object.assign({}, ...[...NAMES.values()].map(({ bare, ours }) => ({
    [bare]: { unit: 'messages/s' },
    [ours]: { unit: 'messages/s', baseline: bare, goal: { ratioAtLeast: 0.6 } },
  }))),

  async baseline(bench, _backend, note) {
    const call = { path: '/messages', body };
    await postMany(bench.bareRouteUrl, { ...call, inFlight: IN_FLIGHT, count: WARM_UP });
    for (const [inFlight, { bare }] of NAMES) note(bare, (await postMany(bench.bareRouteUrl, { ...call, inFlight, count: bench.messages })).perSecond);
  },

  async run(bench, backend, note) {
    await withSystem(backend, {}, async () => {
      const call = { path: pathOf(backend), headers: headersOf(backend) };
      await postMany(backend.url, { ...call, inFlight: IN_FLIGHT, count: WARM_UP, body: (index) => body(`warm-up ${index}`) });
      const found = [];
      for (const [inFlight, { ours }] of NAMES) {
        const { perSecond } = await postMany(backend.url, { ...call, inFlight, count: bench.messages, body: (index) => body(`${inFlight} at once ${index}`) });
        found.push([ours, perSecond]);
      }
      await checkAccepted(backend, WARM_UP + NAMES.size * bench.messages);
      for (const [ours, perSecond] of found) note(ours, perSecond);
    });
  },
};
