import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Database, LOGGER, type Logger } from '@app/infra';

/** What a worker that died had claimed is free again after this time. */
const LEASE_S = 15;
const RENEW_EVERY_MS = 4_000;

/**
 * One row that says that this process lives, renewed however many messages it has claimed: a claim is the id of its
 * worker's lease. When the row has run out any worker frees what was claimed with it.
 */
@Injectable()
export class WorkerLease {
  private current: Promise<string> | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Called at every renewal. */
  onRenewal: () => Promise<void> = async () => undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The lease that messages are claimed with now. A statement that claims looks itself whether it is still valid. */
  id(): Promise<string> {
    if (!this.current) {
      const made = this.make();
      this.current = made;
      made.catch(() => this.drop(made));
    }
    // Renewed until the process ends: jobs that are still being finished need it.
    this.timer ??= setInterval(() => void this.renew(), RENEW_EVERY_MS).unref();
    return this.current;
  }

  /** Frees the messages of workers that are gone. Returns how many workers there were. */
  async sweep(): Promise<number> {
    const dead = await this.database.rows<{ id: string }>`select id from worker_lease where expires_at <= now()`;
    for (const { id } of dead) {
      await this.database.rows`
        with dead as (select id from worker_lease where id = ${id}::uuid and expires_at <= now() for update skip locked),
        freed as (update message set claim = null, sweep_at = now() from dead where message.claim = dead.id and message.sweep_at is not null)
        delete from worker_lease using dead where worker_lease.id = dead.id`;
    }
    return dead.length;
  }

  private async make(): Promise<string> {
    const id = randomUUID();
    await this.database.rows`insert into worker_lease (id, expires_at) values (${id}::uuid, now() + make_interval(secs => ${LEASE_S}::int))`;
    return id;
  }

  private async renew(): Promise<void> {
    try {
      const lease = this.current;
      const id = await lease;
      if (!lease || !id) return;
      const renewed = await this.database.rows`
        update worker_lease set expires_at = now() + make_interval(secs => ${LEASE_S}::int) where id = ${id}::uuid returning id`;
      // Another worker took this one for dead, after a long pause: what it had claimed is no longer its own.
      if (renewed.length === 0) this.drop(lease);
      await this.onRenewal();
    } catch (error) {
      this.logger.warn({ err: error }, 'the lease of this worker could not be renewed; others may take its messages over');
    }
  }

  private drop(lease: Promise<string>): void {
    if (this.current === lease) this.current = undefined;
  }
}
