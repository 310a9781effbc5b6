import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DeliverEvents } from '@app/webhooks';
import { ProviderEventsProcessor } from './provider-events.processor.js';
import { SendProcessor } from './send.processor.js';
import { SweepTimers } from './sweep-timers.js';

/** Ends what a worker does from its source on: the last messages have events, and this worker delivers them itself. */
@Injectable()
export class StopInOrder implements OnApplicationShutdown {
  constructor(
    @Inject(SweepTimers) private readonly sweepTimers: SweepTimers,
    @Inject(SendProcessor) private readonly sendProcessor: SendProcessor,
    @Inject(ProviderEventsProcessor) private readonly providerEventsProcessor: ProviderEventsProcessor,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.sweepTimers.stop();
    await Promise.all([this.sendProcessor.stop(), this.providerEventsProcessor.stop()]);
    await this.deliverEvents.stop();
  }
}
