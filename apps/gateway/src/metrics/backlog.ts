import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Database, Metrics } from '@app/infra';

/** However often Prometheus and others ask, the database is asked this often at most. */
const KEPT_MS = 15_000;

/** How long messages have waited: up to a minute, up to ten, up to an hour, longer. */
const AGES = ['1m', '10m', '1h', 'older'] as const;

interface Counts {
  ages: bigint[];
  deadDeliveries: bigint;
  heldAccounts: bigint;
}

/** What waits, is dead or is held, read from the database. The same for every process: take the maximum, not the sum. */
@Injectable()
export class Backlog {
  private readonly waiting: Gauge;
  private readonly dead: Gauge;
  private readonly held: Gauge;
  private readonly databaseUp: Gauge;
  private reading: Promise<void> | undefined;
  private readAt = -Infinity;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Metrics) { registry }: Metrics,
  ) {
    const registers = [registry];
    this.waiting = new Gauge({ name: 'gateway_messages_waiting', help: 'Messages with something left to do, by their age.', labelNames: ['age'], registers });
    this.dead = new Gauge({ name: 'gateway_deliveries_dead', help: 'Events that a webhook did not take in a day of trying.', registers });
    this.held = new Gauge({ name: 'gateway_accounts_held', help: 'Channel accounts that nothing is sent on.', registers });
    this.databaseUp = new Gauge({ name: 'gateway_database_up', help: '1 when the database answered the last time it was asked.', registers });
  }

  /** Brings the gauges up to date when they are older than 15 s. Without a database they are left out. */
  async refresh(nowMs = performance.now()): Promise<void> {
    if (nowMs - this.readAt < KEPT_MS) return;
    this.reading ??= this.read().finally(() => {
      this.readAt = performance.now();
      this.reading = undefined;
    });
    await this.reading;
  }

  private async read(): Promise<void> {
    const counts = await this.count().catch(() => undefined);
    this.databaseUp.set(counts ? 1 : 0);
    this.waiting.reset();
    this.dead.remove();
    this.held.remove();
    if (!counts) return;
    AGES.forEach((age, index) => this.waiting.set({ age }, Number(counts.ages[index])));
    this.dead.set(Number(counts.deadDeliveries));
    this.held.set(Number(counts.heldAccounts));
  }

  /** Each count runs over a partial index of what is open, never over all there ever was. */
  private async count(): Promise<Counts> {
    const [counts] = await this.database.$queryRaw<Counts[]>`
      select
        (select array[
          count(*) filter (where accepted_at > now() - interval '1 minute'),
          count(*) filter (where accepted_at <= now() - interval '1 minute' and accepted_at > now() - interval '10 minutes'),
          count(*) filter (where accepted_at <= now() - interval '10 minutes' and accepted_at > now() - interval '1 hour'),
          count(*) filter (where accepted_at <= now() - interval '1 hour')
        ] from message where sweep_at is not null) as "ages",
        (select count(*) from delivery where state = 'dead') as "deadDeliveries",
        (select count(*) from account where held_until > now()) as "heldAccounts"`;
    return counts!;
  }
}
