import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue } from 'bullmq';
import type { Logger } from '../logging/logger.js';
import type { Metrics } from '../metrics/index.js';

const PROBE_EVERY_MS = 5_000;

/**
 * Whether the queue's backend can be reached. Nothing is lost without it and no request fails, so nobody would know:
 * one line in the log tells of it and one of its end, and `gateway_queue_up` is 0 meanwhile.
 */
export class QueueOutage {
  private away = false;

  constructor(
    private readonly queue: Pick<Queue, 'isPaused' | 'closing'>,
    private readonly logger: Logger,
    metrics: Metrics,
    private readonly probeEveryMs = PROBE_EVERY_MS,
  ) {
    metrics.watch('gateway_queue_up', '1 unless the queue could not be reached the last time it was tried.', () => (this.away ? 0 : 1));
  }

  /** What is put on it now is not taken. */
  get isAway(): boolean {
    return this.away;
  }

  /** A call or a connection of the queue failed with this. */
  notice(error: unknown): void {
    if (this.away || this.queue.closing) return;
    this.away = true;
    this.logger.warn({ err: error }, 'the queue fails or is away; what is accepted waits in the database');
    void this.untilBack();
  }

  private async untilBack(): Promise<void> {
    do await sleep(this.probeEveryMs, undefined, { ref: false });
    while (!(await this.answers()));
    this.away = false;
    this.logger.info('the queue is back');
  }

  /** Any read will do; one that waits for the connection answers when it is back. */
  private async answers(): Promise<boolean> {
    try {
      await this.queue.isPaused();
      return true;
    } catch {
      return false;
    }
  }
}
