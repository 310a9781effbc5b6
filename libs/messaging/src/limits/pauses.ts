/** An account whose provider throttles again so soon after a pause was not left alone for long enough. */
const AGAIN_WITHIN_MS = 2_000;
/** One that is throttled for a day is asked again after this time: somebody may have raised its limit, and messages would expire meanwhile. */
const LONGEST_MS = 60 * 60_000;
const MOST_KNOWN = 10_000;

interface Pause {
  forMs: number;
  /** On the clock of `performance`. */
  untilMs: number;
}

/** Until when accounts are left alone, as far as this process was told. */
export class Pauses {
  private readonly byAccount = new Map<string, Pause>();

  /** Slots that were given before a pause are no longer good. */
  isPaused(accountId: string): boolean {
    return (this.byAccount.get(accountId)?.untilMs ?? 0) > performance.now();
  }

  begin(accountId: string, forMs: number): void {
    const now = performance.now();
    const { untilMs = 0, forMs: lastMs = 0 } = this.byAccount.get(accountId) ?? {};
    if (this.byAccount.size >= MOST_KNOWN) this.forgetOld(now);
    this.byAccount.set(accountId, { forMs: now < untilMs ? Math.max(lastMs, forMs) : forMs, untilMs: Math.max(untilMs, now + forMs) });
  }

  /**
   * How long to leave an account alone that was throttled, where the provider asks for `askedMs`: twice as long as the last
   * time when that was not enough. Calls that were under way when a pause began, and are throttled too, make it no longer.
   */
  afterThrottle(accountId: string, askedMs: number): number {
    const last = this.byAccount.get(accountId);
    const sinceMs = last ? performance.now() - last.untilMs : Infinity;
    const wasTooShort = last !== undefined && sinceMs >= 0 && sinceMs < AGAIN_WITHIN_MS;
    return Math.min(LONGEST_MS, wasTooShort ? Math.max(askedMs, 2 * last.forMs) : askedMs);
  }

  private forgetOld(now: number): void {
    for (const [id, { untilMs }] of this.byAccount) if (now - untilMs >= AGAIN_WITHIN_MS) this.byAccount.delete(id);
  }
}
