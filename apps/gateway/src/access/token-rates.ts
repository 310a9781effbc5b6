import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '@app/infra';

/** More tokens than this are not remembered at once; those whose burst is whole again are let go first. */
const MOST_REMEMBERED = 10_000;

/** What is left of a token's calls. Times are whole seconds. */
export interface TokenRate {
  limit: number;
  remaining: number;
  /** Until the whole burst may be used again. */
  resetS: number;
  /** There when the call is one too many: until the next one may come. */
  retryAfterS?: number;
}

/**
 * Limits the calls of each access token, in this process alone: nothing is shared, so a call pays no more than a look into a map.
 * Kept as GCRA: one number a token, the time at which its burst is whole again.
 */
@Injectable()
export class TokenRates {
  private readonly perCallMs: number;
  private readonly burst: number;
  private readonly wholeAt = new Map<string, number>();

  constructor(@Inject(Settings) settings: Pick<Settings, 'TOKEN_RATE_LIMIT' | 'TOKEN_RATE_BURST'>) {
    this.burst = settings.TOKEN_RATE_BURST || settings.TOKEN_RATE_LIMIT;
    this.perCallMs = settings.TOKEN_RATE_LIMIT === 0 ? 0 : 1_000 / settings.TOKEN_RATE_LIMIT;
  }

  /** Counts one call; undefined when there is no limit. `nowMs` only ever grows. */
  take(tokenId: string, nowMs = performance.now()): TokenRate | undefined {
    if (this.perCallMs === 0) return undefined;
    const before = Math.max(this.wholeAt.get(tokenId) ?? 0, nowMs);
    const after = before + this.perCallMs;
    const aheadMs = after - nowMs - this.burst * this.perCallMs;
    // What is refused does not count, or a client that goes on asking would never be let in.
    if (aheadMs > ROUNDING_MS) return { limit: this.burst, remaining: 0, resetS: seconds(before - nowMs), retryAfterS: Math.max(1, seconds(aheadMs)) };
    if (this.wholeAt.size >= MOST_REMEMBERED && !this.wholeAt.has(tokenId)) this.forgetIdle(nowMs);
    this.wholeAt.set(tokenId, after);
    return { limit: this.burst, remaining: Math.floor((ROUNDING_MS - aheadMs) / this.perCallMs), resetS: seconds(after - nowMs) };
  }

  private forgetIdle(nowMs: number): void {
    for (const [tokenId, wholeAt] of this.wholeAt) if (wholeAt <= nowMs) this.wholeAt.delete(tokenId);
  }
}

/** Sums of fractions are a little off. */
const ROUNDING_MS = 1e-6;

function seconds(ms: number): number {
  return Math.ceil((ms - ROUNDING_MS) / 1_000);
}
