import type { JobsOptions, Queue } from 'bullmq';

export const SEND_QUEUE = 'send';
export const PROVIDER_EVENT_QUEUE = 'provider-events';

/** What a job holds: ids of rows, never their content. */
export interface ChunkJob {
  ids: string[];
}

/** Ids that travel as one job: BullMQ's cost is a job's, not an id's (docs/decisions/01-database-is-the-truth.md). */
export const CHUNK_SIZE = 50;
/** While the backend is away this many calls may wait for it; further ones are left to the sweep. */
const MOST_WAITING_CALLS = 1_000;

/**
 * A BullMQ queue of chunks of ids. The queue is only speed: whatever is lost here is found by the sweep,
 * so `add` never throws and nobody has to wait for it.
 */
export class ChunkQueue {
  private waitingCalls = 0;

  constructor(private readonly queue: Pick<Queue<ChunkJob>, 'addBulk' | 'on'>) {
    this.queue.on('error', () => undefined); // the connection's trouble shows in health and in the sweep
  }

  /** Resolves when the backend has the jobs or has refused them. `delayMs` holds them back. */
  async add(ids: readonly string[], delayMs = 0): Promise<void> {
    if (ids.length === 0 || this.waitingCalls >= MOST_WAITING_CALLS) return;
    const opts: JobsOptions = delayMs > 0 ? { delay: Math.ceil(delayMs) } : {};
    const jobs = [];
    for (let start = 0; start < ids.length; start += CHUNK_SIZE) {
      jobs.push({ name: 'chunk', data: { ids: ids.slice(start, start + CHUNK_SIZE) }, opts });
    }
    this.waitingCalls++;
    try {
      await this.queue.addBulk(jobs);
    } catch {
      // The rows are due for the sweep, which is what makes this safe to let go.
    } finally {
      this.waitingCalls--;
    }
  }
}
