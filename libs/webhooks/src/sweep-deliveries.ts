import { Inject, Injectable } from '@nestjs/common';
import { ClaimDeliveries } from './claim-deliveries.js';
import { DeliverEvents } from './deliver-events.js';

const PER_WEBHOOK = 1_000;

/**
 * Finds deliveries that are due: retries whose time has come, batches that are full, and what a worker that died left behind.
 * For workers alone: a gateway brings out the events that it writes, and leaves all others' to them.
 */
@Injectable()
export class SweepDeliveries {
  private isSweeping = false;
  private isWanted = false;

  constructor(
    @Inject(ClaimDeliveries) private readonly claims: ClaimDeliveries,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
  ) {
    // What goes wrong here goes wrong at the timer's next sweep too, which tells of it.
    deliverEvents.onRoom = () => void this.sweepAgain().catch(() => undefined);
  }

  /** Returns how many were taken up. */
  async sweep(): Promise<number> {
    return (await this.sweepSingle()) + (await this.sweepBatches());
  }

  /** Many lanes may have room at once: one look for all of them at a time, and one more for those that came meanwhile. */
  private async sweepAgain(): Promise<void> {
    this.isWanted = true;
    if (this.isSweeping) return;
    this.isSweeping = true;
    try {
      while (this.isWanted) {
        this.isWanted = false;
        await this.sweepSingle();
      }
    } finally {
      this.isSweeping = false;
    }
  }

  /** Until no batch is ready, or the lanes are full. */
  private async sweepBatches(): Promise<number> {
    let taken = 0;
    while (!this.deliverEvents.isStopping) {
      const { deliveries, isFull } = await this.claims.batches(this.deliverEvents.busyWebhooks());
      this.deliverEvents.deliver(deliveries);
      taken += deliveries.length;
      if (!isFull) break;
    }
    return taken;
  }

  /** Until there are no more, or the lanes are full. */
  private async sweepSingle(): Promise<number> {
    let taken = 0;
    while (!this.deliverEvents.isStopping) {
      const { deliveries, isFull } = await this.claims.single(PER_WEBHOOK, this.deliverEvents.busyWebhooks());
      this.deliverEvents.deliver(deliveries);
      taken += deliveries.length;
      if (!isFull) break;
    }
    return taken;
  }
}
