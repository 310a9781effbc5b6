import { describe, expect, it } from '@jest/globals';
import { CallRates, MOST_REMEMBERED } from './call-rates.js';

const rates = (perSecond: number, burst = 0): CallRates => new CallRates({ perSecond, burst });
/** How many of so many calls at one moment are let in. */
const taken = (of: CallRates, nowMs: number, calls: number, caller = 'a'): number =>
  Array.from({ length: calls }, () => of.take(caller, nowMs)).filter((rate) => rate?.retryAfterS === undefined).length;

describe('calls of a caller', () => {
  it('are not limited when the limit is 0', () => {
    expect(rates(0).take('a')).toBeUndefined();
  });

  it.each([[1, 0, 1], [3, 0, 3], [7, 20, 20], [1_000, 1, 1], [20_000, 0, 20_000]])('with %i a second and a burst of %i: %i at once', (perSecond, burst, most) => {
    const limited = rates(perSecond, burst);
    expect(taken(limited, 5_000, most + 5)).toBe(most);
    expect(taken(limited, 5_000, 5)).toBe(0);
  });

  it('come back at the rate, and never more than the burst', () => {
    const limited = rates(10, 5);
    taken(limited, 0, 5);
    expect(taken(limited, 99, 1)).toBe(0);
    expect(taken(limited, 100, 2)).toBe(1);
    expect(taken(limited, 400, 9)).toBe(3);
    expect(taken(limited, 1_000_000, 9)).toBe(5);
  });

  it('that are refused use nothing up', () => {
    const limited = rates(1);
    taken(limited, 0, 1_000);
    expect(taken(limited, 1_000, 2)).toBe(1);
  });

  it('are told what is left, when all is back, and when to come again', () => {
    const limited = rates(2, 4);
    expect(limited.take('a', 0)).toEqual({ limit: 4, remaining: 3, resetS: 1 });
    expect(limited.take('a', 0)).toEqual({ limit: 4, remaining: 2, resetS: 1 });
    expect(limited.take('a', 0)).toEqual({ limit: 4, remaining: 1, resetS: 2 });
    expect(limited.take('a', 0)).toEqual({ limit: 4, remaining: 0, resetS: 2 });
    expect(limited.take('a', 0)).toEqual({ limit: 4, remaining: 0, resetS: 2, retryAfterS: 1 });
  });

  it('are counted for each caller apart', () => {
    const limited = rates(1);
    expect([taken(limited, 0, 2, 'one'), taken(limited, 0, 2, 'other')]).toEqual([1, 1]);
  });

  it('are remembered of a bounded number of callers: who called or asked last stays', () => {
    const limited = rates(1);
    taken(limited, 0, 1, 'asks on');
    taken(limited, 0, 1, 'is gone');
    for (let caller = 0; caller < MOST_REMEMBERED - 1; caller++) {
      if (caller === 0) expect(taken(limited, 0, 1, 'asks on')).toBe(0);
      taken(limited, 0, 1, `caller-${caller}`);
    }
    expect([taken(limited, 0, 1, 'asks on'), taken(limited, 0, 1, 'is gone')]).toEqual([0, 1]);
  });
});
