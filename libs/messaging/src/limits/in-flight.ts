/** Parts of one account that wait for their slot or for an answer: at 300 a second, answers may take three seconds. */
const MOST_OF_AN_ACCOUNT = 1_000;

/** What this process has in flight, by account: one that does not answer leaves room for the others. */
export class InFlight {
  private readonly counts = new Map<string, number>();

  /** Does the work unless the account has too much in flight; undefined then. */
  async of<T>(accountId: string, work: () => Promise<T>): Promise<T | undefined> {
    const count = this.counts.get(accountId) ?? 0;
    if (count >= MOST_OF_AN_ACCOUNT) return undefined;
    this.counts.set(accountId, count + 1);
    try {
      return await work();
    } finally {
      const left = this.counts.get(accountId)! - 1;
      if (left > 0) this.counts.set(accountId, left);
      else this.counts.delete(accountId);
    }
  }
}
