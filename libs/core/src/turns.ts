interface Turn {
  owner: string | undefined;
  begin: () => void;
}

/** Bounds how much of one kind of work is done at once. Whoever comes first goes first. */
export class Turns {
  private running = 0;
  private readonly runningOf = new Map<string, number>();
  private readonly waiting: Turn[] = [];

  constructor(private readonly options: { atOnce: number; mostWaiting: number }) {}

  /**
   * Does the work when its turn comes; undefined when too many wait already. Work of one `owner` has half of the turns
   * at most, and half of the places to wait, so that an owner whose work hangs does not hold up the others.
   */
  async inTurn<T>(work: () => Promise<T>, owner?: string): Promise<T | undefined> {
    const { mostWaiting } = this.options;
    const waitingOfOwner = owner === undefined ? 0 : this.waiting.filter((turn) => turn.owner === owner).length;
    if (this.waiting.length >= mostWaiting || waitingOfOwner >= mostWaiting / 2) return undefined;
    if (!this.mayBegin(owner)) await new Promise<void>((begin) => this.waiting.push({ owner, begin }));
    else this.count(owner, 1);
    try {
      return await work();
    } finally {
      this.count(owner, -1);
      this.beginNext();
    }
  }

  private mayBegin(owner: string | undefined): boolean {
    const { atOnce } = this.options;
    return this.running < atOnce && (owner === undefined || (this.runningOf.get(owner) ?? 0) < Math.ceil(atOnce / 2));
  }

  private count(owner: string | undefined, change: 1 | -1): void {
    this.running += change;
    if (owner === undefined) return;
    const count = (this.runningOf.get(owner) ?? 0) + change;
    if (count > 0) this.runningOf.set(owner, count);
    else this.runningOf.delete(owner);
  }

  /** Counted before it begins: whoever asks meanwhile must not take its place. */
  private beginNext(): void {
    const index = this.waiting.findIndex(({ owner }) => this.mayBegin(owner));
    if (index < 0) return;
    const [next] = this.waiting.splice(index, 1);
    this.count(next!.owner, 1);
    next!.begin();
  }
}
