// Load from this process: single POSTs with keep-alive, batches, and jobs for the bare worker.
import { Pool } from 'undici';

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
        const answer = await pool.request({ path, method: 'POST', body: body(index), headers: { 'content-type': 'application/json', ...headers } });
        const text = await answer.body.text();
        if (answer.statusCode !== status) throw new Error(`${path} answered ${answer.statusCode}: ${text.slice(0, 300)}`);
        latenciesMs.push(performance.now() - from);
      }
    }),
  );
  const perSecond = count / ((performance.now() - startedAt) / 1_000);
  await pool.close();
  return { perSecond, p99Ms: quantile(latenciesMs, 0.99) };
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
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`not done after ${timeoutMs} ms`);
}
