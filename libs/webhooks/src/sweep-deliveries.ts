import { Inject, Injectable } from '@nestjs/common';
import { ClaimDeliveries } from './claim-deliveries.js';
import { DeliverEvents } from './deliver-events.js';

const PER_WEBHOOK = 1_000;

/** Finds deliveries that are due: retries whose time has come, batches that are full, and what a worker that died left behind. */
@Injectable()
export class SweepDeliveries {
  constructor(
    @Inject(ClaimDeliveries) private readonly claims: ClaimDeliveries,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
  ) {}

  /** Returns how many were taken up. */
  async sweep(): Promise<number> {
    const due = await this.claims.single(PER_WEBHOOK, this.deliverEvents.busyWebhooks());
    this.deliverEvents.deliver(due);
    const batches = await this.claims.batches(this.deliverEvents.busyWebhooks());
    this.deliverEvents.deliver(batches);
    return due.length + batches.length;
  }
}
