import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { type ChunkJob, SEND_QUEUE } from '@app/infra';
import { SendMessages } from '@app/messaging';
import { WORKER_OPTIONS } from './worker-options.js';

/** Chunks in flight: at 50 messages each, enough for a page's 300/s however slow the provider answers. */
const CONCURRENCY = 40;

@Processor(SEND_QUEUE, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class SendProcessor extends WorkerHost {
  constructor(@Inject(SendMessages) private readonly sendMessages: SendMessages) {
    super();
  }

  async process(job: Job<ChunkJob>): Promise<void> {
    await this.sendMessages.send(job.data.ids);
  }
}
