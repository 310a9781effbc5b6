/** Parts of one account that wait for their slot or for an answer: at 300 a second, answers may take three seconds. */
export const MOST_OF_AN_ACCOUNT = 1_000;
/** Of all accounts of an apiSpace, which may have any number of channels of its own: half of what a worker has in hand. */
export const MOST_OF_AN_API_SPACE = 2_500;

/** What this process has in flight: an account that does not answer leaves room for the others, and an apiSpace for the other apiSpaces. */
export class InFlight {
  private readonly counts = new Map<string, number>();

  /** Does the work unless the account, or its apiSpace, has too much in flight; undefined then. */
  async of<T>({ id, apiSpaceId }: { id: string; apiSpaceId: string }, work: () => Promise<T>): Promise<T | undefined> {
    if (this.count(id) >= MOST_OF_AN_ACCOUNT || this.count(apiSpaceId) >= MOST_OF_AN_API_SPACE) return undefined;
    this.add(id, 1);
    this.add(apiSpaceId, 1);
    try {
      return await work();
    } finally {
      this.add(id, -1);
      this.add(apiSpaceId, -1);
    }
  }

  /** Ids are UUIDs, so that one map holds those of accounts and of apiSpaces. */
  private count(id: string): number {
    return this.counts.get(id) ?? 0;
  }

  private add(id: string, change: 1 | -1): void {
    const count = this.count(id) + change;
    if (count > 0) this.counts.set(id, count);
    else this.counts.delete(id);
  }
}
