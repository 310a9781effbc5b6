/** More callers than this are not remembered at once; who has not called for the longest time is let go first. */
export const MOST_REMEMBERED = 10_000;

/** What is left of a caller's calls. Times are whole seconds. */
export interface CallRate {
  limit: number;
  remaining: number;
  /** Until the whole burst may be used again. */
  resetS: number;
  /** There when the call is one too many: until the next one may come. */
  retryAfterS?: number;
}

/**
 * Limits the calls of each caller, in this process alone: nothing is shared, so a call pays no more than a look into a map.
 * Kept as GCRA: one number a caller, the time at which its burst is whole again.
 */
export class CallRates {
  private readonly perCallMs: number;
  private readonly burst: number;
  private readonly wholeAt = new Map<string, number>();

  /** No limit for 0 a second; a burst of 0 is as many as a second's. */
  constructor({ perSecond, burst }: { perSecond: number; burst: number }) {
    this.burst = burst || perSecond;
    this.perCallMs = perSecond === 0 ? 0 : 1_000 / perSecond;
  }

  /** Counts one call; undefined when there is no limit. `nowMs` only ever grows. */
  take(caller: string, nowMs = performance.now()): CallRate | undefined {
    if (this.perCallMs === 0) return undefined;
    const before = Math.max(this.wholeAt.get(caller) ?? 0, nowMs);
    const after = before + this.perCallMs;
    const aheadMs = after - nowMs - this.burst * this.perCallMs;
    // What is refused does not count, or a client that goes on asking would never be let in.
    const isTooMany = aheadMs > ROUNDING_MS;
    this.remember(caller, isTooMany ? before : after);
    if (isTooMany) return { limit: this.burst, remaining: 0, resetS: seconds(before - nowMs), retryAfterS: Math.max(1, seconds(aheadMs)) };
    return { limit: this.burst, remaining: Math.floor((ROUNDING_MS - aheadMs) / this.perCallMs), resetS: seconds(after - nowMs) };
  }

  /** A map keeps the order in which keys were put in, so the first is the one that was not seen for the longest time. */
  private remember(caller: string, wholeAt: number): void {
    this.wholeAt.delete(caller);
    if (this.wholeAt.size >= MOST_REMEMBERED) this.wholeAt.delete(this.wholeAt.keys().next().value!);
    this.wholeAt.set(caller, wholeAt);
  }
}

/** Sums of fractions are a little off. */
const ROUNDING_MS = 1e-6;

function seconds(ms: number): number {
  return Math.ceil((ms - ROUNDING_MS) / 1_000);
}
