import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Database, LOGGER, type Logger } from '@app/infra';

/** What a worker that died had claimed is free again after this time. */
const LEASE_S = 15;
const RENEW_EVERY_MS = 4_000;
const RENEW_AT_MOST_EVERY_MS = 1_000;
/** What is claimed was due, so it is swept within this time: those that wait for a later day need not be looked through. */
const LATEST_SWEEP_S = 60;

/**
 * One row that says that this process lives, renewed however many messages it has claimed: a claim is the id of its
 * worker's lease. When the row has run out any worker frees what was claimed with it.
 */
@Injectable()
export class WorkerLease {
  private current: Promise<string> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private renewing: Promise<void> | undefined;
  private triedAtMs = -Infinity;
  /** The lease that was last made or renewed, and when that was asked for. */
  private last: { id: string; askedAt: Moment } | undefined;
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

  /** As `id`, and renewed first, or made anew, when it has run out: a claim by it would find nothing, as if nothing were due. */
  async valid(): Promise<string> {
    const id = await this.id();
    if (this.holds(id)) return id;
    // Of many who ask while the database is away one tries, and once a second.
    if (!this.renewing && performance.now() - this.triedAtMs >= RENEW_AT_MOST_EVERY_MS) {
      this.triedAtMs = performance.now();
      this.renewing = this.renew().finally(() => (this.renewing = undefined));
    }
    await this.renewing;
    return this.id();
  }

  /** True while nobody can have taken this process for dead: no pause since the last renewal was as long as the lease. */
  holds(claim: string): boolean {
    return this.last?.id === claim && elapsedMs(this.last.askedAt) < LEASE_S * 1_000;
  }

  /** Frees the messages of workers that are gone. Returns how many workers there were. */
  async sweep(): Promise<number> {
    // This process lives: after a pause its renewal goes on where it was, unless another worker was faster.
    const own = await this.current?.catch(() => undefined);
    const dead = await this.database.rows<{ id: string }>`
      delete from worker_lease where id in (
        select id from worker_lease where expires_at <= now() and id is distinct from ${own ?? null}::uuid for update skip locked)
      returning id`;
    // A claim without a lease is nobody's, so what is not reached here is freed by the sweep of messages.
    if (dead.length > 0) {
      await this.database.rows`
        update message set claim = null, sweep_at = now()
        where claim = any(${dead.map(({ id }) => id)}::uuid[]) and sweep_at <= now() + make_interval(secs => ${LATEST_SWEEP_S})`;
    }
    return dead.length;
  }

  private async make(): Promise<string> {
    const id = randomUUID();
    const askedAt = moment();
    await this.database.rows`insert into worker_lease (id, expires_at) values (${id}::uuid, now() + make_interval(secs => ${LEASE_S}::int))`;
    this.last = { id, askedAt };
    return id;
  }

  private async renew(): Promise<void> {
    try {
      const lease = this.current;
      const id = await lease;
      if (!lease || !id) return;
      const askedAt = moment();
      const renewed = await this.database.rows`
        update worker_lease set expires_at = now() + make_interval(secs => ${LEASE_S}::int) where id = ${id}::uuid returning id`;
      // Another worker took this one for dead, after a long pause: what it had claimed is no longer its own.
      if (renewed.length === 0) this.drop(lease);
      else this.last = { id, askedAt };
      // It must not hold up the next renewal.
      this.onRenewal().catch((error: unknown) => this.logger.warn({ err: error }, 'messages that were given up could not be freed; they are freed with a later renewal'));
    } catch (error) {
      this.logger.warn({ err: error }, 'the lease of this worker could not be renewed; others may take its messages over');
    }
  }

  private drop(lease: Promise<string>): void {
    if (this.current !== lease) return;
    this.current = undefined;
    this.last = undefined;
  }
}

/** By both clocks: one of them stands still while a machine sleeps, the other may be set back. */
interface Moment {
  steadyMs: number;
  wallMs: number;
}

function moment(): Moment {
  return { steadyMs: performance.now(), wallMs: Date.now() };
}

function elapsedMs(since: Moment): number {
  return Math.max(performance.now() - since.steadyMs, Date.now() - since.wallMs);
}
