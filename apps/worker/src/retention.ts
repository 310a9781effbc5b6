import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DeleteOldTokens } from '@app/access';
import { Database, LOGGER, type Logger, Settings } from '@app/infra';
import { DeleteOld } from '@app/messaging';
import { DeleteOldProfiles } from '@app/profiles';
import { DeleteOldEvents } from '@app/webhooks';

const EVERY_MS = 60_000;

type DeleteBefore = (time: Date, signal: AbortSignal) => Promise<number>;

/** Deletes what is older than its retention time, once at the start and then every minute. Several workers may do it at once. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(DeleteOld) private readonly deleteOld: DeleteOld,
    @Inject(DeleteOldEvents) private readonly deleteOldEvents: DeleteOldEvents,
    @Inject(DeleteOldTokens) private readonly deleteOldTokens: DeleteOldTokens,
    @Inject(DeleteOldProfiles) private readonly deleteOldProfiles: DeleteOldProfiles,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.runAll().then(() => {
      if (!this.stopping.signal.aborted) this.timer = setTimeout(() => this.onApplicationBootstrap(), EVERY_MS);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await this.running;
  }

  private async runAll(): Promise<void> {
    const { settings, deleteOld, deleteOldEvents, deleteOldTokens, deleteOldProfiles } = this;
    await this.run('provider_event', settings.RETENTION_PROVIDER_EVENTS_DAYS, (time, signal) => deleteOld.providerEvents(time, signal));
    await this.run('event', settings.RETENTION_EVENTS_DAYS, (time, signal) => deleteOldEvents.before(time, signal));
    await this.run('webhook', settings.RETENTION_EVENTS_DAYS, (time, signal) => deleteOldEvents.webhooksBefore(time, signal));
    await this.run('access_token', settings.RETENTION_EVENTS_DAYS, (time, signal) => deleteOldTokens.before(time, signal));
    await this.run('message', settings.RETENTION_MESSAGES_DAYS, (time, signal) => deleteOld.messages(time, signal));
    await this.run('receipt', settings.RETENTION_MESSAGES_DAYS, (time, signal) => deleteOld.lonelyReceipts(time, signal));
    await this.run('inbound', settings.RETENTION_INBOUNDS_DAYS, (time, signal) => deleteOld.inbounds(time, signal));
    await this.run('profile', settings.RETENTION_DELETED_PROFILES_DAYS, (time, signal) => deleteOldProfiles.before(time, signal));
  }

  private async run(table: string, days: number, deleteBefore: DeleteBefore): Promise<void> {
    if (days === 0 || this.stopping.signal.aborted) return;
    try {
      // By the database's clock: a machine whose own is years ahead would delete everything.
      const [row] = await this.database.rows<{ time: Date }>`select now() - make_interval(days => ${days}::int) as time`;
      const count = await deleteBefore(row!.time, this.stopping.signal);
      if (count > 0) this.logger.info({ table, count, days }, 'old rows were deleted');
    } catch (error) {
      // One table must not keep the others from their turn; the next minute tries again.
      this.logger.warn({ err: error, table }, 'old rows could not be deleted; it is tried again');
    }
  }
}
