// A gateway and a worker for as long as they are measured, and what is asked of them.
import { forget } from './database.mjs';
import { until } from './load.mjs';
import { freePort, start } from './processes.mjs';

export const BATCH = 5_000;
/** Calls at once, and of many callers: commits are shared by those that come together. */
export const [IN_FLIGHT, MANY_IN_FLIGHT] = [50, 200];
const LONGEST_ROUND_MS = 120_000;
/** At a tenth of what the slowest backend does, a run is stuck. */
const LONGEST_PER_MESSAGE_MS = 10;

/** Runs `work` with a gateway and `workers` workers, stops them, and forgets what they did. `more` are settings of this run. */
export async function withSystem(backend, { workers = 0, more = {} }, work) {
  const workerPort = await freePort();
  const env = { ...backend.env, LOG_LEVEL: 'info', ...more };
  const started = [await start('dist/apps/gateway/src/main.js', env, /gateway is listening/)];
  try {
    if (workers > 0) started.push(await start('dist/apps/worker/src/main.js', { ...env, WORKER_PORT: String(workerPort) }, /worker is working/));
    return await work({ workerUrl: `http://127.0.0.1:${workerPort}` });
  } finally {
    for (const one of started.toReversed()) await one.stop();
    await forget(backend);
  }
}

export function pathOf({ space }, path = '') {
  return `/apispaces/${space.apiSpaceId}/messages${path}`;
}

export function headersOf({ space }) {
  return { authorization: `Bearer ${space.accessToken}` };
}

export function message(text) {
  return { to: { fbMessengerId: '7000000000000001' }, rules: ['fbMessenger'], body: text };
}

/** The body of batch `index`: its texts go on where the one before ended. */
export function batch(index, size = BATCH, name = '') {
  return JSON.stringify(Array.from({ length: size }, (_, item) => message(`${name}${index * size + item}`)));
}

export async function ask(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

export function reset(standInUrl) {
  return ask(`${standInUrl}/reset`);
}

/** Waits until the stand-in has `total` messages, and as many events unless there are none. A run that lost or doubled something throws. */
export async function wholeRun(standInUrl, total, { events = total } = {}) {
  let counts = {};
  const isDone = async () => {
    counts = await ask(`${standInUrl}/counts`);
    return counts.sent >= total && counts.events >= events;
  };
  await until(isDone, Math.max(LONGEST_ROUND_MS, total * LONGEST_PER_MESSAGE_MS)).catch((error) => {
    throw new Error(`lost or stuck: ${JSON.stringify(counts)} of ${total}`, { cause: error });
  });
  const isWhole = counts.sent === total && counts.events === events && counts.sentDoubled === 0 && counts.eventsDoubled === 0;
  if (!isWhole) throw new Error(`not whole: ${JSON.stringify(counts)} of ${total}`);
}

/** What a process says of itself: the metrics without labels. Asking starts the event loop's longest delay anew. */
export async function readMetrics(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Object.fromEntries([...text.matchAll(/^([a-z_]+) ([-+0-9.e]+)$/gm)].map(([, name, value]) => [name, Number(value)]));
}
