import { Inject, Injectable } from '@nestjs/common';
import { Database, Prisma, smallOnly } from '@app/infra';
import { DELIVERY_LEASE_S, type DueDelivery } from './write-events.js';

/** Of all webhooks together: many that are away at once are no more work for one statement, and fit in memory. */
const MOST_AT_ONCE = 2_000;
/** Batches may hold 500 events, so a claim takes a few of them. */
const MOST_FOR_BATCHES = 1_000;
/** No batch gathers for longer (contract §3.5); what is due later than this is a retry, and not looked at. */
const LONGEST_GATHERING_S = 61;

/** Gives due deliveries to whoever asks; that one has them for DELIVERY_LEASE_S. `busy` webhooks are left out. */
@Injectable()
export class ClaimDeliveries {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** What is due, at most `perWebhook` of each webhook, so that none of them keeps the others waiting, and MOST_AT_ONCE in all. */
  async single(perWebhook: number, busy: readonly string[]): Promise<DueDelivery[]> {
    return this.claim(Prisma.sql`
      due as (
        select picked.event_id, picked.webhook_id, null::int as batch_size from webhook
        cross join lateral (
          select event_id, webhook_id from delivery
          where delivery.webhook_id = webhook.id and delivery.due_at <= now()
          order by due_at limit ${perWebhook} for update skip locked) picked
        where not webhook.batch and ${isOpen(busy)} limit ${MOST_AT_ONCE})`);
  }

  /**
   * For webhooks with `batch`: whole batches as soon as they are full, and the rest once its first event has waited
   * `batchTimeout` (its `due_at`). Events that are retried go along with new ones.
   */
  async batches(busy: readonly string[]): Promise<DueDelivery[]> {
    const waiting = Prisma.sql`
      delivery.webhook_id = webhook.id and delivery.due_at is not null and delivery.due_at <= now() + make_interval(secs => ${LONGEST_GATHERING_S})
      and (delivery.state = 'gathering' or delivery.due_at <= now())`;
    return this.claim(Prisma.sql`
      ready as (
        select webhook.id, webhook.max_batch_size,
          case when found.number >= webhook.max_batch_size then found.number - found.number % webhook.max_batch_size else found.number end as take
        from webhook cross join lateral (
          select count(*)::int as number, bool_or(candidate.due_at <= now()) as is_due
          from (select due_at from delivery where ${waiting} order by due_at limit ${MOST_FOR_BATCHES}) candidate) found
        where webhook.batch and ${isOpen(busy)} and (found.is_due or found.number >= webhook.max_batch_size)
        for update of webhook skip locked),
      due as (
        select picked.event_id, picked.webhook_id, webhook.max_batch_size as batch_size from ready webhook
        cross join lateral (
          select event_id, webhook_id from delivery where ${waiting} order by due_at limit webhook.take for update skip locked) picked)`);
  }

  /** `due` is a CTE of (event_id, webhook_id, batch_size). Events come in the order that they were written. */
  private claim(due: Prisma.Sql): Promise<DueDelivery[]> {
    return this.database.rows<DueDelivery>`
      with ${due},
      claimed as (
        update delivery set state = 'pending', due_at = now() + make_interval(secs => ${DELIVERY_LEASE_S})
        from due where delivery.event_id = due.event_id and delivery.webhook_id = due.webhook_id
        returning delivery.event_id, delivery.webhook_id, delivery.attempts, due.batch_size)
      select event.id as "eventId", claimed.webhook_id as "webhookId", event.api_space_id as "apiSpaceId", event.name, event.entity_id as "entityId", event.revision,
        ${smallOnly('event.payload', 'event.payload::text')} as payload, event.created_at as "createdAt", claimed.attempts::int as attempts, claimed.batch_size as "batchSize"
      from claimed join event on event.id = claimed.event_id order by event.id`;
  }
}

function isOpen(busy: readonly string[]): Prisma.Sql {
  return Prisma.sql`webhook.deleted_at is null and webhook.disabled_reason is null and webhook.id <> all(${busy}::uuid[])`;
}
