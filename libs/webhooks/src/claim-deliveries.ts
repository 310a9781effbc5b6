import { Inject, Injectable } from '@nestjs/common';
import { Database, Prisma, smallOnly } from '@app/infra';
import { DELIVERY_LEASE_S, type DueDelivery } from './write-events.js';

/** Of all webhooks together: many that are away at once are no more work for one statement, and fit in memory. */
const MOST_AT_ONCE = 2_000;
/** The payloads of one claim; the last one may go beyond that. */
const MOST_CHARS = 32_000_000;
/** Batches may hold 500 events, so a claim takes a few of them, for a few webhooks. */
const MOST_FOR_BATCHES = 1_000;
const MOST_BATCH_WEBHOOKS = 10;
/** So many in one look at batches: it was full, and there may be more. */
const FULL_LOOK = 500;
/** No batch gathers for longer (contract §3.5); what is due later than this is a retry, and not looked at. */
const LONGEST_GATHERING_S = 61;

export interface Claim {
  deliveries: DueDelivery[];
  /** It was as much as one claim may be: there may be more. */
  isFull: boolean;
}

/** Gives due deliveries to whoever asks; that one has them for DELIVERY_LEASE_S. `busy` webhooks are left out. */
@Injectable()
export class ClaimDeliveries {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** What is due, at most `perWebhook` of each webhook, so that none of them keeps the others waiting, and MOST_AT_ONCE in all. */
  async single(perWebhook: number, busy: readonly string[]): Promise<Claim> {
    const deliveries = await this.claim(Prisma.sql`
      due as (
        select picked.event_id, picked.webhook_id, null::int as batch_size from webhook
        cross join lateral (
          select event_id, webhook_id from delivery
          where delivery.webhook_id = webhook.id and delivery.due_at <= now()
          order by due_at limit ${perWebhook} for update skip locked) picked
        where not webhook.batch and ${isOpen(busy)} limit ${MOST_AT_ONCE})`);
    return { deliveries, isFull: deliveries.length >= perWebhook || isLong(deliveries) };
  }

  /**
   * For webhooks with `batch`: whole batches as soon as they are full, and the rest once its first event has waited
   * `batchTimeout` (its `due_at`). Events that are retried go along with new ones. A few webhooks at once: what they have ready is
   * MOST_FOR_BATCHES of each.
   */
  async batches(busy: readonly string[]): Promise<Claim> {
    const waiting = Prisma.sql`
      delivery.webhook_id = webhook.id and delivery.due_at is not null and delivery.due_at <= now() + make_interval(secs => ${LONGEST_GATHERING_S})
      and (delivery.state = 'gathering' or delivery.due_at <= now())`;
    const deliveries = await this.claim(Prisma.sql`
      ready as (
        select webhook.id, webhook.max_batch_size,
          case when found.number >= webhook.max_batch_size then found.number - found.number % webhook.max_batch_size else found.number end as take
        from webhook cross join lateral (
          select count(*)::int as number, bool_or(candidate.due_at <= now()) as is_due
          from (select due_at from delivery where ${waiting} order by due_at limit ${MOST_FOR_BATCHES}) candidate) found
        where webhook.batch and ${isOpen(busy)} and (found.is_due or found.number >= webhook.max_batch_size)
        limit ${MOST_BATCH_WEBHOOKS} for update of webhook skip locked),
      due as (
        select picked.event_id, picked.webhook_id, webhook.max_batch_size as batch_size from ready webhook
        cross join lateral (
          select event_id, webhook_id from delivery where ${waiting} order by due_at limit webhook.take for update skip locked) picked)`);
    const webhooks = new Set(deliveries.map(({ webhookId }) => webhookId)).size;
    return { deliveries, isFull: webhooks >= MOST_BATCH_WEBHOOKS || deliveries.length >= FULL_LOOK || isLong(deliveries) };
  }

  /**
   * `due` is a CTE of (event_id, webhook_id, batch_size). Events come in the order that they were written, and no more of them
   * than fit in MOST_CHARS. A delivery whose event was erased while a replay wrote it is deleted.
   */
  private claim(due: Prisma.Sql): Promise<DueDelivery[]> {
    return this.database.rows<DueDelivery>`
      with ${due},
      told as materialized (
        select due.event_id, due.webhook_id, due.batch_size, event.api_space_id, event.name, event.entity_id, event.revision, event.created_at,
          ${smallOnly('event.payload', 'event.payload::text')} as payload
        from due join event on event.id = due.event_id),
      fitting as (
        select * from (select *, sum(length(coalesce(payload, ''))) over (order by event_id, webhook_id) - length(coalesce(payload, '')) as chars_before from told) told
        where chars_before < ${MOST_CHARS}),
      erased as (
        delete from delivery using due where delivery.event_id = due.event_id and delivery.webhook_id = due.webhook_id
          and not exists (select from event where event.id = due.event_id)),
      claimed as (
        update delivery set state = 'pending', due_at = now() + make_interval(secs => ${DELIVERY_LEASE_S})
        from fitting where delivery.event_id = fitting.event_id and delivery.webhook_id = fitting.webhook_id
        returning fitting.*, delivery.attempts)
      select event_id as "eventId", webhook_id as "webhookId", api_space_id as "apiSpaceId", name, entity_id as "entityId", revision, payload,
        created_at as "createdAt", attempts::int as attempts, batch_size as "batchSize"
      from claimed order by event_id`;
  }
}

function isLong(deliveries: readonly DueDelivery[]): boolean {
  return deliveries.reduce((chars, { payload }) => chars + (payload?.length ?? 0), 0) >= MOST_CHARS;
}

function isOpen(busy: readonly string[]): Prisma.Sql {
  return Prisma.sql`webhook.deleted_at is null and webhook.disabled_reason is null and webhook.id <> all(${busy}::uuid[])`;
}
