import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CallPace } from './call-pace.js';

describe('the pace of calls', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('lets a call that is on time through at once', () => {
    const pace = new CallPace();
    for (let call = 0; call < 5; call++) {
      expect(pace.waitMs('page', 10)).toBe(0);
      jest.advanceTimersByTime(10);
    }
  });

  it('moves calls that come together apart, and each account has a pace of its own', () => {
    const pace = new CallPace();
    expect([pace.waitMs('page', 10), pace.waitMs('page', 10), pace.waitMs('other', 10), pace.waitMs('page', 10)]).toEqual([0, 10, 0, 20]);
    jest.advanceTimersByTime(15);
    expect(pace.waitMs('page', 10)).toBe(15);
  });

  it('saves nothing up while there is no call', () => {
    const pace = new CallPace();
    pace.waitMs('page', 10);
    jest.advanceTimersByTime(60_000);
    expect([pace.waitMs('page', 10), pace.waitMs('page', 10)]).toEqual([0, 10]);
  });
});
