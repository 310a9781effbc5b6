import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Pauses } from './pauses.js';

const HOUR_MS = 60 * 60_000;
let pauses: Pauses;
/** As `RateSlots` does for a call that is throttled. */
const throttled = (askedMs: number): number => {
  const forMs = pauses.afterThrottle('page', askedMs);
  pauses.begin('page', forMs);
  return forMs;
};

beforeEach(() => {
  jest.useFakeTimers();
  pauses = new Pauses();
});
afterEach(() => void jest.useRealTimers());

describe('the pause of an account that is throttled', () => {
  it('is as long as the provider asks for, and is over then', () => {
    expect(throttled(1_000)).toBe(1_000);
    expect([pauses.isPaused('page'), pauses.isPaused('another')]).toEqual([true, false]);
    jest.advanceTimersByTime(1_000);
    expect(pauses.isPaused('page')).toBe(false);
  });

  it('is twice as long each time that it was not enough, up to an hour', () => {
    const lengths: number[] = [];
    for (let time = 0; time < 14; time++) {
      lengths.push(throttled(1_000));
      jest.advanceTimersByTime(lengths.at(-1)! + 500);
    }
    expect(lengths.slice(0, 5)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(lengths.at(-1)).toBe(HOUR_MS);
  });

  it('is not made longer by calls that were under way when it began', () => {
    throttled(1_000);
    jest.advanceTimersByTime(300);
    expect([throttled(1_000), throttled(1_000)]).toEqual([1_000, 1_000]);
    jest.advanceTimersByTime(1_000);
    expect(pauses.isPaused('page')).toBe(false);
  });

  it('is as short as the first time when calls went well in between', () => {
    throttled(1_000);
    jest.advanceTimersByTime(1_000 + 2_000);
    expect(throttled(1_000)).toBe(1_000);
  });

  it('is as long as the longest that was asked for, and no longer than an hour', () => {
    throttled(1_000);
    expect(throttled(20 * 60_000)).toBe(20 * 60_000);
    jest.advanceTimersByTime(10 * 60_000);
    expect(pauses.isPaused('page')).toBe(true);
    expect(throttled(24 * HOUR_MS)).toBe(HOUR_MS);
  });
});
