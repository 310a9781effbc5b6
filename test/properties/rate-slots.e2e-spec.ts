import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { type Account, Accounts, CHANNELS } from '@app/access';
import type { Channel, ChannelRegistry } from '@app/channels';
import { RateSlots, USED_SHARE } from '@app/messaging';
import { assertInBulk } from '../support/in-bulk.js';
import { Pipeline } from '../support/pipeline.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const RUNS = IS_FULL ? 10_000 : 60;
/** Runs share the database and not their account, so many go at once. */
const AT_ONCE = 25;
const WORKERS = 3;
const TEST_MS = IS_FULL ? 1_800_000 : 60_000;

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await Pipeline.start({ workers: WORKERS, env: { CHANNEL_RATE_LIMITS: 'on' } });
}, 60_000);
afterAll(() => pipeline?.stop());

/** One thing that a worker does, some time after its last one. */
interface Step {
  worker: number;
  afterMs: number;
  /** Slots asked for at once, or how long the provider wants us to slow down. */
  what: { reserve: number } | { slowDownMs: number };
}

/** When a slot begins: the worker's clock is read before and after the call, and the wait counts from some moment between. */
interface Slot {
  fromMs: number;
  toMs: number;
  /** The call that reserved it. */
  askedMs: number;
  answeredMs: number;
}

interface SlowDown {
  askedMs: number;
  answeredMs: number;
  forMs: number;
}

interface Seen {
  slots: Slot[];
  slowDowns: SlowDown[];
}

const step: fc.Arbitrary<Step> = fc.record({
  worker: fc.nat({ max: WORKERS - 1 }),
  afterMs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 20 })),
  what: fc.oneof({ weight: 5, arbitrary: fc.record({ reserve: fc.integer({ min: 1, max: 5 }) }) }, fc.record({ slowDownMs: fc.integer({ min: 1, max: 300 }) })),
});
const plan = fc.record({ perSecond: fc.constantFrom(1, 2, 7, 30, 100, 300), steps: fc.array(step, { minLength: 1, maxLength: 10 }) });

/** An account that nobody has used, on a channel with this rate. */
async function limited(perSecond: number): Promise<{ account: Account; channel: Channel; reserve: (how: { isReply?: boolean }) => Promise<number> }> {
  const account = { ...(await pipeline.workers[0]!(Accounts).ofSpace(pipeline.apiSpaceId))[0]!, id: randomUUID() };
  const channel = { ...pipeline.workers[0]!<ChannelRegistry>(CHANNELS as never).get('dummy')!, limits: { textPerSecond: perSecond, mediaPerSecond: perSecond } };
  return { account, channel, reserve: (how) => pipeline.workers[0]!(RateSlots).reserve(account, channel, 'text', how) };
}

/** Each worker does its steps one after the other, and all workers at the same time. */
async function follow({ perSecond, steps }: { perSecond: number; steps: readonly Step[] }): Promise<Seen> {
  const seen: Seen = { slots: [], slowDowns: [] };
  const { account, channel } = await limited(perSecond);
  const reserve = async (rateSlots: RateSlots): Promise<void> => {
    const askedMs = performance.now();
    const waitMs = await rateSlots.reserve(account, channel, 'text');
    const answeredMs = performance.now();
    seen.slots.push({ fromMs: askedMs + waitMs, toMs: answeredMs + waitMs, askedMs, answeredMs });
  };
  await Promise.all(pipeline.workers.map(async (worker, index) => {
    const rateSlots = worker(RateSlots);
    for (const { afterMs, what } of steps.filter((one) => one.worker === index)) {
      if (afterMs > 0) await pause(afterMs); // the plan itself
      if ('reserve' in what) {
        await Promise.all(Array.from({ length: what.reserve }, () => reserve(rateSlots)));
        continue;
      }
      const askedMs = performance.now();
      await rateSlots.slowDown(account, what.slowDownMs);
      seen.slowDowns.push({ askedMs, answeredMs: performance.now(), forMs: what.slowDownMs });
    }
  }));
  return seen;
}

const intervalOf = (perSecond: number): number => 1_000 / (USED_SHARE * perSecond);
/** What Postgres and this process may differ by in counting milliseconds. */
const CLOCKS_MS = 2;

/** In each window between two slots there are no more slots than the rate gives it. */
function expectNoBurst({ slots }: Seen, intervalMs: number): void {
  const byStart = slots.toSorted((one, other) => one.fromMs - other.fromMs);
  const tooClose = byStart.flatMap((first, from) => {
    const later = byStart.slice(from);
    return later.filter((slot, count) => Math.max(...later.slice(0, count + 1).map(({ toMs }) => toMs)) - first.fromMs < count * intervalMs - CLOCKS_MS && slot !== first);
  });
  expect(tooClose).toEqual([]);
}

/** No slot lies before the end of a slow-down that was known when it was asked for. */
function expectSlowness({ slots, slowDowns }: Seen): void {
  for (const { askedMs, answeredMs, forMs } of slowDowns) {
    for (const slot of slots.filter((one) => one.askedMs >= answeredMs)) expect(slot.toMs).toBeGreaterThanOrEqual(askedMs + forMs - CLOCKS_MS);
  }
}

/** Nobody waits longer than for all others and for the slow-downs. */
function expectNoStarving({ slots, slowDowns }: Seen, intervalMs: number): void {
  const slowUntilMs = Math.max(0, ...slowDowns.map(({ answeredMs, forMs }) => answeredMs + forMs));
  for (const slot of slots) {
    const othersMs = slots.filter((other) => other.askedMs <= slot.answeredMs).length - 1;
    const freeAtMs = Math.max(slot.answeredMs, slowUntilMs);
    expect(slot.fromMs).toBeLessThanOrEqual(freeAtMs + othersMs * intervalMs + CLOCKS_MS);
  }
}

describe('an account whose slots several workers reserve, at any times and with any slow-downs', () => {
  it('is never called faster than its rate in any window, and nobody waits longer than for those before', async () => {
    await assertInBulk(plan, { runs: RUNS, atOnce: AT_ONCE }, async (plans) => {
      await Promise.all(plans.map(async (one) => {
        const seen = await follow(one);
        const intervalMs = intervalOf(one.perSecond);
        expectNoBurst(seen, intervalMs);
        expectSlowness(seen);
        expectNoStarving(seen, intervalMs);
      }));
    });
  }, TEST_MS);

  it('gives free slots away at once, and a full second of them to those who come together', async () => {
    const alone = await follow({ perSecond: 30, steps: [{ worker: 0, afterMs: 0, what: { reserve: 1 } }] });
    expect(alone.slots[0]!.fromMs).toBeCloseTo(alone.slots[0]!.askedMs);
    const crowd = await follow({ perSecond: 30, steps: Array.from({ length: WORKERS }, (_, worker) => ({ worker, afterMs: 0, what: { reserve: 10 } })) });
    const waitsMs = crowd.slots.map(({ fromMs, askedMs }) => fromMs - askedMs);
    expect(Math.max(...waitsMs)).toBeGreaterThan(900);
    expect(Math.max(...waitsMs)).toBeLessThanOrEqual(30 * intervalOf(30));
  });

  it('has replies wait for other replies only, a tenth of the rate, and gives them all of it while nobody else asks', async () => {
    const [perSecond, backlogMs] = [100, 60_000];
    const { account, channel, reserve } = await limited(perSecond);
    const alone = await Promise.all(Array.from({ length: 50 }, () => reserve({ isReply: true })));
    expect(Math.max(...alone)).toBeLessThanOrEqual(49 * intervalOf(perSecond));
    await Promise.all(Array.from({ length: (backlogMs / 1_000) * perSecond }, () => reserve({})));
    const replies = await Promise.all(Array.from({ length: 30 }, () => reserve({ isReply: true })));
    expect(Math.min(...replies)).toBeLessThan(1_000);
    expect(Math.max(...replies)).toBeGreaterThan(29 * 100 - 1_000);
    expect(Math.max(...replies)).toBeLessThanOrEqual(30 * 10 * intervalOf(perSecond));
    // Their own slots in the backlog stay empty: in the long run there are no more calls than the rate.
    expect(await pipeline.workers[0]!(RateSlots).reserve(account, channel, 'text')).toBeGreaterThan(backlogMs + 50 * 10 + 30 * 10 - 5_000);
  });
});
