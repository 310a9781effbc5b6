import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { CHANNELS } from '@app/access';
import { channelLabel, type ChannelRegistry } from '@app/channels';
import { Database, Metrics } from '@app/infra';

/** However often Prometheus and others ask, the database is asked this often at most. */
const KEPT_MS = 5_000;
/** No more rows of a kind are looked at: a count that stands here means "or more". It keeps the query short with millions of rows. */
const MOST_COUNTED = 100_000;
/** Accounts and webhooks that are looked at. */
const MOST_OWNERS = 10_000;

/** How long messages have waited: up to a minute, up to ten, up to an hour, longer. */
const AGES = ['1m', '10m', '1h', 'older'] as const;
/** An account with a wrong token is held for minutes, one that the provider stopped until somebody releases it. */
const HELD_KINDS = ['held', 'misconfigured'] as const;

interface Counts {
  ages: bigint[];
  oldestDueS: number;
  deadDeliveries: bigint;
  oldestDeliveryS: number;
  providerEvents: bigint;
  oldestProviderEventS: number;
  disabledWebhooks: bigint;
}

interface Held {
  channel: string;
  kind: (typeof HELD_KINDS)[number];
  count: bigint;
}

/** What waits, is dead or is held, read from the database. The same for every process: take the maximum, not the sum. */
@Injectable()
export class Backlog {
  private readonly gauges: readonly Gauge[];
  private readonly waiting: Gauge;
  private readonly oldestDue: Gauge;
  private readonly dead: Gauge;
  private readonly oldestDelivery: Gauge;
  private readonly providerEvents: Gauge;
  private readonly oldestProviderEvent: Gauge;
  private readonly held: Gauge;
  private readonly disabledWebhooks: Gauge;
  private readonly databaseUp: Gauge;
  private reading: Promise<void> | undefined;
  private readAt = -Infinity;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(Metrics) { registry }: Metrics,
  ) {
    const gauge = (name: string, help: string, labelNames: string[] = []): Gauge => new Gauge({ name, help, labelNames, registers: [registry] });
    this.waiting = gauge('gateway_messages_waiting', 'Messages with something left to do, by their age; 100,000 in all mean that many or more.', ['age']);
    this.oldestDue = gauge('gateway_messages_oldest_due_age_seconds', 'How long the oldest message is due that no worker has taken up.');
    this.dead = gauge('gateway_deliveries_dead', 'Events that a webhook did not take in a day of trying; 100,000 mean that many or more.');
    this.oldestDelivery = gauge('gateway_deliveries_oldest_due_age_seconds', 'How far behind its time the latest delivery is.');
    this.providerEvents = gauge('gateway_provider_events_waiting', 'Provider webhooks that wait to be read; 100,000 mean that many or more.');
    this.oldestProviderEvent = gauge('gateway_provider_events_oldest_age_seconds', 'How long the oldest of them waits.');
    this.held = gauge('gateway_accounts_held', 'Channel accounts that nothing is sent on: held by the provider’s policy, or misconfigured.', ['channel', 'kind']);
    this.disabledWebhooks = gauge('gateway_webhooks_disabled', 'Webhooks that were switched off because their receiver answered 410 Gone: events are not kept for them.');
    this.gauges = [this.waiting, this.oldestDue, this.dead, this.oldestDelivery, this.providerEvents, this.oldestProviderEvent, this.held, this.disabledWebhooks];
    this.databaseUp = gauge('gateway_database_up', '1 when the database answered the last time it was asked.');
  }

  /** Brings the gauges up to date when they are older than 5 s. Without a database they are left out. */
  async refresh(nowMs = performance.now()): Promise<void> {
    if (nowMs - this.readAt < KEPT_MS) return;
    this.reading ??= this.read().finally(() => {
      this.readAt = performance.now();
      this.reading = undefined;
    });
    await this.reading;
  }

  private async read(): Promise<void> {
    const found = await Promise.all([this.count(), this.heldAccounts()]).catch(() => undefined);
    this.databaseUp.set(found ? 1 : 0);
    for (const gauge of this.gauges) gauge.reset();
    if (found) this.show(...found);
    // A reset sets those without labels to 0, which would say that nothing waits; the others have no values any more.
    else for (const gauge of this.gauges) if (gauge !== this.waiting && gauge !== this.held) gauge.remove();
  }

  private show(counts: Counts, held: readonly Held[]): void {
    AGES.forEach((age, index) => this.waiting.set({ age }, Number(counts.ages[index])));
    this.oldestDue.set(counts.oldestDueS);
    this.dead.set(Number(counts.deadDeliveries));
    this.oldestDelivery.set(counts.oldestDeliveryS);
    this.providerEvents.set(Number(counts.providerEvents));
    this.oldestProviderEvent.set(counts.oldestProviderEventS);
    this.disabledWebhooks.set(Number(counts.disabledWebhooks));
    // A zero for each, so that an alert sees one come.
    for (const channel of [...this.channels.names(), 'custom']) for (const kind of HELD_KINDS) this.held.set({ channel, kind }, 0);
    for (const { channel, kind, count } of held) this.held.inc({ channel: channelLabel(channel), kind }, Number(count));
  }

  /** Each part runs over a partial index of what is open, never over all there ever was, and over a bounded piece of it. */
  private async count(): Promise<Counts> {
    const [counts] = await this.database.$queryRaw<Counts[]>`
      with open as materialized (select accepted_at, due_at, claim from message where sweep_at is not null order by sweep_at limit ${MOST_COUNTED}),
      unread as materialized (select received_at from provider_event where sweep_at is not null order by sweep_at limit ${MOST_COUNTED}),
      receiver as (select id from webhook where deleted_at is null and disabled_reason is null limit ${MOST_OWNERS}),
      dead as (select from (select webhook_id from delivery where state = 'dead' limit ${MOST_COUNTED}) found where webhook_id in (select id from receiver))
      select
        (select array[
          count(*) filter (where accepted_at > now() - interval '1 minute'),
          count(*) filter (where accepted_at <= now() - interval '1 minute' and accepted_at > now() - interval '10 minutes'),
          count(*) filter (where accepted_at <= now() - interval '10 minutes' and accepted_at > now() - interval '1 hour'),
          count(*) filter (where accepted_at <= now() - interval '1 hour')
        ] from open) as "ages",
        (select coalesce(extract(epoch from now() - min(due_at)), 0)::float8 from open where due_at < now() and claim is null) as "oldestDueS",
        (select count(*) from dead) as "deadDeliveries",
        (select greatest(0, coalesce(extract(epoch from now() - min(first.due_at)), 0))::float8 from receiver cross join lateral (
          select due_at from delivery where webhook_id = receiver.id and due_at is not null order by due_at limit 1) first) as "oldestDeliveryS",
        (select count(*) from unread) as "providerEvents",
        (select greatest(0, coalesce(extract(epoch from now() - min(received_at)), 0))::float8 from unread) as "oldestProviderEventS",
        (select count(*) from (select from webhook where deleted_at is null and disabled_reason is not null limit ${MOST_OWNERS}) off) as "disabledWebhooks"`;
    return counts!;
  }

  private heldAccounts(): Promise<Held[]> {
    return this.database.$queryRaw<Held[]>`
      select channel, case when held_until > now() + interval '1 day' then 'held' else 'misconfigured' end as kind, count(*) as count
      from (select channel, held_until from account where held_until > now() limit ${MOST_OWNERS}) account group by 1, 2`;
  }
}
