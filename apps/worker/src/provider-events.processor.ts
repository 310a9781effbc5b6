import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { type ChunkJob, LOGGER, type Logger, PROVIDER_EVENT_QUEUE, QueueOutage } from '@app/infra';
import { ProcessProviderEvents } from '@app/messaging';
import { WORKER_OPTIONS } from './worker-options.js';

const CONCURRENCY = 8;

@Processor(PROVIDER_EVENT_QUEUE, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class ProviderEventsProcessor extends WorkerHost {
  constructor(
    @Inject(ProcessProviderEvents) private readonly processProviderEvents: ProcessProviderEvents,
    @Inject(QueueOutage) private readonly outage: QueueOutage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.outage.notice(error);
  }

  /** Takes no more jobs, and resolves when nothing is worked on any more. */
  async stop(): Promise<void> {
    await this.worker.close();
    await this.processProviderEvents.stop();
  }

  async process(job: Job<ChunkJob>): Promise<void> {
    try {
      await this.processProviderEvents.process(job.data.ids);
    } catch (error) {
      this.logger.warn({ err: error, providerEventIds: job.data.ids }, 'provider events could not be worked on; the sweep takes them up again');
    }
  }
}
