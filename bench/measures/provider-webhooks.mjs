// A page's signed webhooks, each answered once it is committed, beside a bare route that parses the same bodies and answers.
import { createHmac } from 'node:crypto';
import { checkProviderEvents } from '../database.mjs';
import { postAtRate, postMany } from '../load.mjs';
import { IN_FLIGHT, MANY_IN_FLIGHT, withSystem } from '../system.mjs';

const BARE = 'provider webhooks: bare route';
const OURS = 'provider webhooks';
const BARE_MANY = `provider webhooks, ${MANY_IN_FLIGHT} at once: bare route`;
const OURS_MANY = `provider webhooks, ${MANY_IN_FLIGHT} at once`;
const BARE_P99 = 'provider webhooks: bare route, p99 at half load';
const OURS_P99 = 'provider webhooks, p99 at half load';
/** A process that has just started compiles while it works; both sides have run for a while. */
const WARM_UP = 10_000;
const HALF_LOAD_S = 10;
const APP_SECRET = 'bench';

export const providerWebhooks = {
  name: 'provider-webhooks',
  queue: 'redis',
  figures: {
    [BARE]: { unit: 'webhooks/s' },
    [OURS]: { unit: 'webhooks/s', baseline: BARE, goal: { ratioAtLeast: 0.6 } },
    [BARE_MANY]: { unit: 'webhooks/s' },
    [OURS_MANY]: { unit: 'webhooks/s', baseline: BARE_MANY, goal: { ratioAtLeast: 0.6 } },
    [BARE_P99]: { unit: 'ms' },
    [OURS_P99]: { unit: 'ms', baseline: BARE_P99, goal: { atMost: 50 } },
  },

  async baseline(bench, _backend, note) {
    const { perSecond, ofManyPerSecond, p99Ms } = await load(bench, bench.bareRouteUrl, '/webhooks');
    note(BARE, perSecond);
    note(BARE_MANY, ofManyPerSecond);
    note(BARE_P99, p99Ms);
  },

  async run(bench, backend, note) {
    await withSystem(backend, {}, async () => {
      const { perSecond, ofManyPerSecond, p99Ms, total } = await load(bench, backend.url, '/webhooks/facebook');
      await checkProviderEvents(backend, total);
      note(OURS, perSecond);
      note(OURS_MANY, ofManyPerSecond);
      note(OURS_P99, p99Ms);
    });
  },
};

/** As fast as it goes, of few and of many callers, and then at half of the first. Bodies are made and signed before the clock starts. */
async function load(bench, url, path) {
  await postMany(url, { path, inFlight: IN_FLIGHT, ...signedCalls('warm-up', WARM_UP) });
  const { perSecond } = await postMany(url, { path, inFlight: IN_FLIGHT, ...signedCalls('full', bench.messages) });
  const { perSecond: ofManyPerSecond } = await postMany(url, { path, inFlight: MANY_IN_FLIGHT, ...signedCalls('many', bench.messages) });
  const uncounted = Math.round(perSecond / 2);
  const half = { perSecond: perSecond / 2, uncounted, count: uncounted + Math.min(bench.messages, Math.round((perSecond / 2) * HALF_LOAD_S)) };
  const { p99Ms } = await postAtRate(url, { path, ...half, ...signedCalls('half', half.count) });
  return { perSecond, ofManyPerSecond, p99Ms, total: WARM_UP + 2 * bench.messages + half.count };
}

function signedCalls(name, count) {
  const calls = Array.from({ length: count }, (_, index) => signed(`m_${name}_${index}`, index));
  return { count, status: 200, body: (index) => calls[index].body, headers: (index) => calls[index].headers };
}

function signed(mid, index) {
  const at = Date.now();
  const item = { sender: { id: `7${String(index % 1_000).padStart(15, '0')}` }, recipient: { id: '1' }, timestamp: at, message: { mid, text: `Thank you for number ${index}` } };
  const body = JSON.stringify({ object: 'page', entry: [{ id: '1', time: at, messaging: [item] }] });
  return { body, headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}` } };
}
