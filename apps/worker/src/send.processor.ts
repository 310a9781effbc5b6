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
/** A chunk whose provider does not answer leaves its place to the next one after this time, and goes on beside it … */
const LONGEST_JOB_MS = 500;
/** … while this process has no more messages in hand: their lease protects them, not the job. */
const MOST_IN_HAND = 5_000;

@Processor(SEND_QUEUE, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class SendProcessor extends WorkerHost {
  private readonly gate = new Gate(MOST_FAST);
  /** Chunks that are still worked on though their jobs have ended. */
  private readonly overdue = new Set<Promise<void>>();

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

  /** Resolves when the chunk is done with, or when it holds up others. */
  async process(job: Job<ChunkJob>): Promise<void> {
    const { isIn, work } = this.begin(job.data.ids);
    // One that waits at the gate holds nobody up: fetching more would only bring the queue into this process's memory.
    await Promise.race([isIn, work]);
    if ((await isDoneWithin(work, LONGEST_JOB_MS)) || this.sendMessages.inHand >= MOST_IN_HAND) return work;
    this.overdue.add(work);
    void work.finally(() => this.overdue.delete(work));
  }

  /** Takes no more jobs, and resolves when nothing is in hand any more. */
  async stop(): Promise<void> {
    await this.worker.close();
    await Promise.all(this.overdue);
  }

  private begin(ids: readonly string[]): { isIn: Promise<void>; work: Promise<void> } {
    let letIn: () => void;
    const isIn = new Promise<void>((resolve) => (letIn = resolve));
    return { isIn, work: this.work(ids, () => letIn()) };
  }

  private async work(ids: readonly string[], onceIn: () => void): Promise<void> {
    try {
      await this.gate.pass(async () => {
        onceIn();
        await this.deliverEvents.whenFewWait(LONGEST_WAIT_MS);
        await this.sendMessages.send(ids);
      });
    } catch (error) {
      this.logger.warn({ err: error, messageIds: ids }, 'a chunk could not be claimed; the sweep takes its messages up');
    }
  }
}

async function isDoneWithin(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, ms, false)));
  try {
    return await Promise.race([work.then(() => true), overdue]);
  } finally {
    clearTimeout(timer);
  }
}
