import type { JobsOptions, Queue } from 'bullmq';

export const SEND_QUEUE = 'send';
export const PROVIDER_EVENT_QUEUE = 'provider-events';

/** What a job holds: ids of rows, never their content. */
export interface ChunkJob {
  ids: string[];
}

/** Ids that travel as one job: BullMQ's cost is a job's, not an id's (docs/decisions/01-database-is-the-truth.md). */
export const CHUNK_SIZE = 50;
/** While the backend is away so many ids may wait for it; further ones are left to the sweep. */
const MOST_WAITING = 100_000;

/**
 * A BullMQ queue of chunks of ids. The queue is only speed: whatever is lost here is found by the sweep,
 * so `add` never throws and nobody has to wait for it.
 */
export class ChunkQueue {
  private waiting: { ids: readonly string[]; delayMs: number }[] = [];
  private waitingIds = 0;
  private flushing: Promise<void> | undefined;

  constructor(private readonly queue: Pick<Queue<ChunkJob>, 'addBulk' | 'on'>) {
    this.queue.on('error', () => undefined); // the connection's trouble shows in health and in the sweep
  }

  /**
   * Resolves when the backend has the jobs or has refused them. `delayMs` holds them back. What comes while the backend
   * is being called shares the next call, and its jobs.
   */
  async add(ids: readonly string[], delayMs = 0): Promise<void> {
    if (ids.length === 0 || this.waitingIds >= MOST_WAITING) return;
    this.waiting.push({ ids, delayMs });
    this.waitingIds += ids.length;
    const before = this.flushing;
    // Its own ids go with the call after the one that is running.
    if (before) await before;
    this.flushing ??= this.flush();
    await this.flushing;
  }

  private async flush(): Promise<void> {
    const { waiting, waitingIds } = this;
    this.waiting = [];
    try {
      await this.queue.addBulk(jobsOf(waiting));
    } catch {
      // The rows are due for the sweep, which is what makes this safe to let go.
    } finally {
      this.waitingIds -= waitingIds;
      this.flushing = undefined;
    }
  }
}

function jobsOf(waiting: readonly { ids: readonly string[]; delayMs: number }[]): { name: string; data: ChunkJob; opts: JobsOptions }[] {
  const now = waiting.filter(({ delayMs }) => delayMs <= 0).flatMap(({ ids }) => ids);
  const later = waiting.filter(({ delayMs }) => delayMs > 0);
  return [{ ids: now, delayMs: 0 }, ...later].flatMap(({ ids, delayMs }) => {
    const opts: JobsOptions = delayMs > 0 ? { delay: Math.ceil(delayMs) } : {};
    return Array.from({ length: Math.ceil(ids.length / CHUNK_SIZE) }, (_, index) => ({
      name: 'chunk',
      data: { ids: ids.slice(index * CHUNK_SIZE, (index + 1) * CHUNK_SIZE) },
      opts,
    }));
  });
}
