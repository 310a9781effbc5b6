import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { type ChunkJob, LOGGER, type Logger, SEND_QUEUE } from '@app/infra';
import { SendMessages } from '@app/messaging';
import { DeliverEvents } from '@app/webhooks';
import { Gate } from './gate.js';
import { WORKER_OPTIONS } from './worker-options.js';

/** Chunks in hand: at 50 messages each, enough for a page's 300/s however slow the provider answers. */
const CONCURRENCY = 40;
/** Few at a time are faster where the provider is fast: what lives shortly costs the garbage collector nothing. */
const MOST_FAST = 8;
/** A chunk that takes longer makes room, if it is its provider that it waits for: then this process has time to spare. */
const SLOW_MS = 100;
const BUSY = 0.9;
/** A chunk is held back so long at most for the events of those before it: eight at a time then still send 1,600 a second. */
const LONGEST_HOLD_MS = 250;

@Processor(SEND_QUEUE, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class SendProcessor extends WorkerHost {
  private readonly gate = new Gate(MOST_FAST);

  constructor(
    @Inject(SendMessages) private readonly sendMessages: SendMessages,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async process(job: Job<ChunkJob>): Promise<void> {
    const leave = await this.gate.enter();
    await this.deliverEvents.whenFewWait(LONGEST_HOLD_MS);
    let before = performance.eventLoopUtilization();
    const timer = setInterval(() => {
      const { utilization } = performance.eventLoopUtilization(before);
      before = performance.eventLoopUtilization();
      if (utilization < BUSY) leave();
    }, SLOW_MS);
    try {
      await this.sendMessages.send(job.data.ids);
    } catch (error) {
      this.logger.warn({ err: error, count: job.data.ids.length }, 'a chunk could not be claimed; the sweep takes its messages up');
    } finally {
      clearInterval(timer);
      leave();
    }
  }
}
