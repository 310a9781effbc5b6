import { Inject, Injectable } from '@nestjs/common';
import { DeliverEvents } from './deliver-events.js';
import { DeliveryLog } from './delivery-log.js';

const PER_WEBHOOK = 1_000;

/** Finds deliveries that are due: retries whose time has come, and what a worker that died left behind. */
@Injectable()
export class SweepDeliveries {
  constructor(
    @Inject(DeliveryLog) private readonly log: DeliveryLog,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
  ) {}

  /** Returns how many were taken up. */
  async sweep(): Promise<number> {
    const due = await this.log.claimDue(PER_WEBHOOK, this.deliverEvents.busyWebhooks());
    this.deliverEvents.deliver(due);
    return due.length;
  }
}
