import { setTimeout as sleep } from 'node:timers/promises';
import type { JobsOptions, Queue } from 'bullmq';
import type { QueueOutage } from './queue-outage.js';

export const SEND_QUEUE = 'send';
export const PROVIDER_EVENT_QUEUE = 'provider-events';

/** What a job holds: ids of rows, never their content. */
export interface ChunkJob {
  ids: string[];
}

/** Ids that travel as one job: BullMQ's cost is a job's, not an id's (docs/decisions/01-database-is-the-truth.md). */
export const CHUNK_SIZE = 50;
/** A call with so many ids shows load: the next one gathers more, and begins this long after it at the earliest. */
const MANY_IDS = 10;
const GATHER_MS = 12;
/** A backend that is away keeps nobody from stopping. */
const LONGEST_FLUSH_MS = 2_000;
/** Behind all jobs without one. */
const BULK_PRIORITY = 1;
/** While the backend is away so many ids may wait for it; further ones are left to the sweep. */
const MOST_WAITING = 100_000;

export interface AddOptions {
  /** Holds the jobs back. */
  delayMs?: number;
  /** They go behind all that is no bulk. */
  isBulk?: boolean;
}

interface Addition extends Required<AddOptions> {
  ids: readonly string[];
}

/**
 * A BullMQ queue of chunks of ids. The queue is only speed: whatever is lost here is found by the sweep,
 * so `add` never throws and nobody has to wait for it.
 */
export class ChunkQueue {
  private waiting: Addition[] = [];
  private waitingIds = 0;
  private running: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;
  private earliestMs = 0;

  constructor(
    private readonly queue: Pick<Queue<ChunkJob>, 'addBulk' | 'on'>,
    private readonly outage: Pick<QueueOutage, 'notice'>,
  ) {
    this.queue.on('error', (error) => this.outage.notice(error));
  }

  /**
   * Resolves when the backend has the jobs or has refused them. What comes while the backend is being called, or shortly
   * after a call with many ids, shares the next call and its jobs.
   */
  async add(ids: readonly string[], { delayMs = 0, isBulk = false }: AddOptions = {}): Promise<void> {
    if (ids.length === 0 || this.waitingIds >= MOST_WAITING) return;
    this.waiting.push({ ids, delayMs, isBulk });
    this.waitingIds += ids.length;
    this.next ??= this.callAfter(this.running);
    await this.next;
  }

  /** Resolves when nothing waits for a call any more, or after 2 s; for a process that stops, when nothing is added any more. */
  async flush(): Promise<void> {
    const giveUp = new AbortController();
    await Promise.race([this.next ?? this.running, sleep(LONGEST_FLUSH_MS, undefined, { signal: giveUp.signal }).catch(() => undefined)]);
    giveUp.abort();
  }

  private async callAfter(running: Promise<void>): Promise<void> {
    await running;
    const gatherMs = this.earliestMs - performance.now();
    if (gatherMs > 0) await sleep(gatherMs);
    this.next = undefined;
    this.running = this.call();
    await this.running;
  }

  private async call(): Promise<void> {
    const { waiting, waitingIds } = this;
    this.waiting = [];
    this.earliestMs = waitingIds < MANY_IDS ? 0 : performance.now() + GATHER_MS;
    try {
      await this.queue.addBulk(jobsOf(waiting));
    } catch (error) {
      // The rows are due for the sweep, which is what makes this safe to let go.
      this.outage.notice(error);
    } finally {
      this.waitingIds -= waitingIds;
    }
  }
}

function jobsOf(waiting: readonly Addition[]): { name: string; data: ChunkJob; opts: JobsOptions }[] {
  const now = (wanted: boolean): Addition => ({ ids: waiting.filter(({ delayMs, isBulk }) => delayMs <= 0 && isBulk === wanted).flatMap(({ ids }) => ids), delayMs: 0, isBulk: wanted });
  return [now(false), now(true), ...waiting.filter(({ delayMs }) => delayMs > 0)].flatMap(({ ids, delayMs, isBulk }) => {
    const opts: JobsOptions = { ...(delayMs > 0 ? { delay: Math.ceil(delayMs) } : {}), ...(isBulk ? { priority: BULK_PRIORITY } : {}) };
    return Array.from({ length: Math.ceil(ids.length / CHUNK_SIZE) }, (_, index) => ({
      name: 'chunk',
      data: { ids: ids.slice(index * CHUNK_SIZE, (index + 1) * CHUNK_SIZE) },
      opts,
    }));
  });
}
