import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOST_SEND_TRIES, sendRetryDelayMs, webhookRetryDelayMs } from './retry-schedule.js';

const SECONDS = [5, 5, 30, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 14400, 14400, 14400, 14400];
const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const never = () => 0;

describe('a webhook delivery', () => {
  it('waits as the contract says, 86,650 s in all, and then no more', () => {
    const waits = Array.from({ length: 18 }, (_, index) => webhookRetryDelayMs(index + 1, never));
    expect(waits).toEqual([...SECONDS.map((seconds) => seconds * 1_000), undefined]);
    expect(SECONDS.reduce((sum, seconds) => sum + seconds)).toBe(86_650);
  });

  it('waits never less, and at most a tenth more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 17 }), fraction, (attempt, random) => {
        const waitMs = webhookRetryDelayMs(attempt, () => random)!;
        const leastMs = SECONDS[attempt - 1]! * 1_000;
        expect(waitMs).toBeGreaterThanOrEqual(leastMs);
        expect(waitMs).toBeLessThanOrEqual(leastMs * 1.1);
      }),
    );
  });

  it('waits a day in all and at most a tenth more, whatever chance says, each time about as long as before or longer', () => {
    fc.assert(
      fc.property(fc.array(fraction, { minLength: 17, maxLength: 17 }), (fractions) => {
        const waitsMs = fractions.map((random, index) => webhookRetryDelayMs(index + 1, () => random)!);
        const sumMs = waitsMs.reduce((sum, waitMs) => sum + waitMs);
        expect(sumMs).toBeGreaterThanOrEqual(86_650_000);
        expect(sumMs).toBeLessThanOrEqual(86_650_000 * 1.1);
        expect(waitsMs.every((waitMs, index) => waitMs * 1.1 + 1 >= (waitsMs[index - 1] ?? 0))).toBe(true);
      }),
    );
  });

  it('is tried no more after the seventeenth, however far one counts', () => {
    fc.assert(fc.property(fc.integer({ min: 18, max: Number.MAX_SAFE_INTEGER }), fraction, (attempt, random) => expect(webhookRetryDelayMs(attempt, () => random)).toBeUndefined()));
  });

  it('is spread over the whole of that tenth', () => {
    expect(webhookRetryDelayMs(5, () => 0.5)).toBe(63_000);
    expect(webhookRetryDelayMs(5, () => 0.999)).toBeGreaterThan(65_900);
  });
});

describe('a send', () => {
  it('waits at most twice as long each time, up to five minutes', () => {
    const longest = Array.from({ length: MOST_SEND_TRIES }, (_, index) => sendRetryDelayMs(index + 1, () => 1));
    expect(longest).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300].map((seconds) => seconds * 1_000));
  });

  it('waits any time from none to that', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })), fraction, (tryNumber, random) => {
        const waitMs = sendRetryDelayMs(tryNumber, () => random);
        expect(waitMs).toBe(Math.round(sendRetryDelayMs(tryNumber, () => 1) * random));
        expect(waitMs).toBeLessThanOrEqual(300_000);
      }),
    );
    expect(sendRetryDelayMs(3, never)).toBe(0);
  });
});

it.each([0, -1, 1.5, Number.NaN])('a count of %d is a mistake of the caller', (count) => {
  expect(() => webhookRetryDelayMs(count, never)).toThrow(RangeError);
  expect(() => sendRetryDelayMs(count, never)).toThrow(RangeError);
});
