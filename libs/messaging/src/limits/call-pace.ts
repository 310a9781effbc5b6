const MOST_KNOWN = 10_000;

/** Calls of this process that come late, and so too close together, are moved apart. Forgets what is long past. */
export class CallPace {
  private readonly nextAtMs = new Map<string, number>();

  /** Reserves the next call of `key` and returns how long it has to wait, in ms: calls are `intervalMs` apart at least. */
  waitMs(key: string, intervalMs: number): number {
    const nowMs = performance.now();
    const atMs = Math.max(this.nextAtMs.get(key) ?? 0, nowMs);
    if (this.nextAtMs.size >= MOST_KNOWN) this.nextAtMs.clear();
    this.nextAtMs.set(key, atMs + intervalMs);
    return atMs - nowMs;
  }
}
