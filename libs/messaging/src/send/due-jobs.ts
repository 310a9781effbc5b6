import { Inject, Injectable } from '@nestjs/common';
import { type ChunkQueue, SEND_QUEUE } from '@app/infra';

/** Messages that are due within the same stretch of time share a delayed job. */
const BUCKET_MS = 250;

/** Delayed jobs for messages that have to wait: throttled, backing off, scheduled, waiting for a receipt. */
@Injectable()
export class DueJobs {
  private buckets = new Map<number, string[]>();
  private isScheduled = false;

  constructor(@Inject(SEND_QUEUE) private readonly queue: ChunkQueue) {}

  /** Has a worker look at the message at `dueAt` or up to BUCKET_MS later. */
  add(messageId: string, dueAt: Date): void {
    const bucket = Math.ceil(dueAt.getTime() / BUCKET_MS) * BUCKET_MS;
    const ids = this.buckets.get(bucket);
    if (ids) ids.push(messageId);
    else this.buckets.set(bucket, [messageId]);
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => this.flush());
  }

  private flush(): void {
    this.isScheduled = false;
    const buckets = this.buckets;
    this.buckets = new Map();
    for (const [bucket, ids] of buckets) void this.queue.add(ids, { delayMs: Math.max(0, bucket - Date.now()) });
  }
}
