// Load from this process over HTTP: as fast as it goes, or at a steady rate.
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';

/** Enough that a call never waits for a connection at a rate that is held. */
const OPEN_LOOP_CONNECTIONS = 256;

/** A clock that all processes of the machine share. */
export function nowMs() {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** POSTs `count` bodies with `inFlight` at once; returns requests a second and latencies. Throws on an answer that is not `status`. */
export async function postMany(url, { path, count, inFlight, body, headers = {}, status = 201 }) {
  const pool = new Pool(url, { connections: inFlight });
  const latenciesMs = [];
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < count) {
        const index = next++;
        const from = performance.now();
        await post(pool, { path, body: body(index), headers: headersOf(headers, index), status });
        latenciesMs.push(performance.now() - from);
      }
    }),
  );
  const perSecond = count / ((performance.now() - startedAt) / 1_000);
  await pool.close();
  return { perSecond, p99Ms: quantile(latenciesMs, 0.99) };
}

/**
 * Starts a POST every 1/`perSecond` seconds, whether earlier ones are answered or not. A latency counts from the moment
 * that the call was due, so that one that the load was late with does not look fast. Returns these moments (of nowMs) too.
 * The first `uncounted` calls, during which connections are opened, have no latency.
 */
export async function postAtRate(url, { path, count, perSecond, uncounted = 0, body, headers = {}, status = 201 }) {
  const pool = new Pool(url, { connections: OPEN_LOOP_CONNECTIONS });
  const latenciesMs = [];
  const dueMs = await atRate({ count, perSecond }, async (index, due) => {
    await post(pool, { path, body: body(index), headers: headersOf(headers, index), status });
    if (index >= uncounted) latenciesMs.push(nowMs() - due);
  });
  await pool.close();
  return { dueMs, p50Ms: median(latenciesMs), p99Ms: quantile(latenciesMs, 0.99) };
}

/** Calls `work` at a steady rate; resolves when all of it is done, with the moments that the calls were due. */
export async function atRate({ count, perSecond }, work) {
  const startMs = nowMs() + 10;
  const dueMs = Array.from({ length: count }, (_, index) => startMs + (index * 1_000) / perSecond);
  const running = [];
  for (let index = 0; index < count; ) {
    while (index < count && dueMs[index] <= nowMs()) {
      running.push(work(index, dueMs[index]));
      index++;
    }
    await wait(1);
  }
  await Promise.all(running);
  return dueMs;
}

async function post(pool, { path, body, headers, status }) {
  const answer = await pool.request({ path, method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  const text = await answer.body.text();
  if (answer.statusCode !== status) throw new Error(`${path} answered ${answer.statusCode}: ${text.slice(0, 300)}`);
}

function headersOf(headers, index) {
  return typeof headers === 'function' ? headers(index) : headers;
}

export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export function median(values) {
  return quantile(values, 0.5);
}

/** Polls until `isDone` or the time is up. */
export async function until(isDone, timeoutMs) {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    if (await isDone()) return;
    await wait(20);
  }
  throw new Error(`not done after ${timeoutMs} ms`);
}
