import { describe, expect, it } from '@jest/globals';
import { TokenRates } from './token-rates.js';

const rates = (perSecond: number, burst = 0): TokenRates => new TokenRates({ TOKEN_RATE_LIMIT: perSecond, TOKEN_RATE_BURST: burst });
/** How many of so many calls at one moment are let in. */
const taken = (of: TokenRates, nowMs: number, calls: number, token = 'a'): number =>
  Array.from({ length: calls }, () => of.take(token, nowMs)).filter((rate) => rate?.retryAfterS === undefined).length;

describe('calls of a token', () => {
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

  it('are counted for each token apart, also for more tokens than are remembered', () => {
    const limited = rates(1);
    for (let token = 0; token < 10_001; token++) expect(limited.take(`idle-${token}`, 0)?.retryAfterS).toBeUndefined();
    expect(limited.take('late', 2_000)?.retryAfterS).toBeUndefined();
    expect(limited.take('late', 2_000)?.retryAfterS).toBe(1);
    expect(limited.take('idle-1', 2_000)?.retryAfterS).toBeUndefined();
  });
});
