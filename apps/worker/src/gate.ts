/** Work that takes longer may be slow for what it waits for. It is looked at so often. */
const SLOW_MS = 100;
/** A process that is less busy than this has time to spare. */
const BUSY = 0.9;

/**
 * Lets few pieces of work in at once, and more when those inside only wait for others: then this process has time to spare.
 * Few are faster where nothing is waited for, since what lives shortly costs the garbage collector nothing.
 */
export class Gate {
  private readonly waiting: (() => void)[] = [];

  constructor(
    private free: number,
    private readonly clock: Pick<typeof performance, 'eventLoopUtilization'> = performance,
  ) {}

  /** Does the work when its turn has come; its error is the caller's. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    const leave = this.onceLeaving();
    const timer = this.leaveWhenIdle(leave);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      leave();
    }
  }

  private leaveWhenIdle(leave: () => void): NodeJS.Timeout {
    let before = this.clock.eventLoopUtilization();
    return setInterval(() => {
      const { utilization } = this.clock.eventLoopUtilization(before);
      before = this.clock.eventLoopUtilization();
      if (utilization < BUSY) leave();
    }, SLOW_MS);
  }

  /** The call that makes room for the next; a second one does nothing. */
  private onceLeaving(): () => void {
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    };
  }
}
