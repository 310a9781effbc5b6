import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger, Metrics } from '@app/infra';
import { IdempotencyKeys, SentBatches, Sweeps, WorkerLease } from '@app/messaging';
import { SweepDeliveries } from '@app/webhooks';

const EVERY_MS = 1_000;
const EVERY_MINUTE_MS = 60_000;

/** Runs the sweeps, each on its own timer and never twice at once. Every worker does: the rows decide who gets what. */
@Injectable()
export class SweepTimers implements OnApplicationBootstrap {
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    @Inject(Sweeps) private readonly sweeps: Sweeps,
    @Inject(SweepDeliveries) private readonly sweepDeliveries: SweepDeliveries,
    @Inject(SentBatches) private readonly sentBatches: SentBatches,
    @Inject(WorkerLease) private readonly lease: WorkerLease,
    @Inject(IdempotencyKeys) private readonly idempotencyKeys: IdempotencyKeys,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.every('workerLeases', () => this.lease.sweep());
    this.every('messages', () => this.sweeps.sweepMessages());
    this.every('sentBatches', () => this.sentBatches.sweep());
    this.every('providerEvents', () => this.sweeps.sweepProviderEvents());
    this.every('deliveries', () => this.sweepDeliveries.sweep());
    this.every('idempotencyKeys', () => this.idempotencyKeys.sweep(), EVERY_MINUTE_MS);
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private every(what: string, sweep: () => Promise<number>, everyMs = EVERY_MS): void {
    let isRunning = false;
    let isFailing = false;
    const run = async (): Promise<void> => {
      if (isRunning) return;
      isRunning = true;
      try {
        this.metrics.swept.inc({ what }, await sweep());
        isFailing = false;
      } catch (error) {
        // The next second tries again; one line tells of it, not one a second.
        if (!isFailing) this.logger.warn({ err: error, what }, 'a sweep failed; it goes on trying');
        isFailing = true;
      } finally {
        isRunning = false;
      }
    };
    this.timers.push(setInterval(() => void run(), everyMs));
  }
}
