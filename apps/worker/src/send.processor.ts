import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { type ChunkJob, LOGGER, type Logger, QueueOutage, SEND_QUEUE } from '@app/infra';
import { SendMessages } from '@app/messaging';
import { DeliverEvents } from '@app/webhooks';
import { Gate } from './gate.js';
import { WORKER_OPTIONS } from './worker-options.js';

/** Chunks in hand: at 50 messages each, enough for a page's 300/s however slow the provider answers. */
const CONCURRENCY = 40;
/** Of those, while the provider answers fast. */
const MOST_FAST = 8;
/** A chunk waits so long at most for the events of those before it: eight at a time then still send 1,600 a second. */
const LONGEST_WAIT_MS = 250;

@Processor(SEND_QUEUE, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class SendProcessor extends WorkerHost {
  private readonly gate = new Gate(MOST_FAST);

  constructor(
    @Inject(SendMessages) private readonly sendMessages: SendMessages,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
    @Inject(QueueOutage) private readonly outage: QueueOutage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.outage.notice(error);
  }

  async process(job: Job<ChunkJob>): Promise<void> {
    const { ids } = job.data;
    try {
      await this.gate.pass(async () => {
        await this.deliverEvents.whenFewWait(LONGEST_WAIT_MS);
        await this.sendMessages.send(ids);
      });
    } catch (error) {
      this.logger.warn({ err: error, count: ids.length }, 'a chunk could not be claimed; the sweep takes its messages up');
    }
  }
}
