/** Bounds how much of one kind of work is done at once. Whoever comes first goes first. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly options: { atOnce: number; mostWaiting: number }) {}

  /** Does the work when its turn comes; undefined when too many wait already. */
  async inTurn<T>(work: () => Promise<T>): Promise<T | undefined> {
    const { atOnce, mostWaiting } = this.options;
    if (this.waiting.length >= mostWaiting) return undefined;
    if (this.running >= atOnce) await new Promise<void>((begin) => this.waiting.push(begin));
    else this.running++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
