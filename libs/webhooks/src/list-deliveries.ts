import { Inject, Injectable } from '@nestjs/common';
import { LAST_ID } from '@app/core';
import { Database, NOT_KEPT, Prisma, type Scan, walkDown } from '@app/infra';

export const DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface DeliveryQuery {
  state?: DeliveryState;
  limit: number;
  /** The last event id of the page before. */
  after?: string;
}

/** One event on its way to a webhook, as customers see it. */
export interface DeliveryView {
  eventId: string;
  name: string;
  state: DeliveryState;
  attempts: number;
  lastStatus: number | null;
  lastError: string | null;
  dueAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** How far a webhook is behind. */
export interface Lag {
  /** The time that the delivery which has waited longest was to go out; undefined when none waits. */
  oldestDueAt?: Date;
}

type Owner = { id: string; apiSpaceId: string };

export interface DeliveryPage {
  deliveries: DeliveryView[];
  /** For `after` of the next page; left out when there is none. */
  next?: string;
}

/** What became of the events that a webhook was to be told. */
@Injectable()
export class ListDeliveries {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Newest first. Dead and pending ones are found by their own indexes. The others are looked for among the space's events, of
   * which few may be theirs: so a page may be short, even empty, and still have a `next`.
   */
  async page(webhook: Owner, { state, limit, after = LAST_ID }: DeliveryQuery): Promise<DeliveryPage> {
    if (state === 'dead' || state === 'pending') return this.indexedPage(webhook, state, limit, after);
    const { ids, next } = await walkDown({ before: after, limit, scan: (before, window) => this.scan(webhook, state, before, window) });
    const deliveries = await this.read(webhook, Prisma.sql`delivery.event_id = any(${ids}::uuid[])`, limit);
    return { deliveries, ...(next === undefined ? {} : { next }) };
  }

  private async indexedPage(webhook: Owner, state: 'dead' | 'pending', limit: number, after: string): Promise<DeliveryPage> {
    const isIn = state === 'dead' ? Prisma.sql`delivery.state = 'dead'` : Prisma.sql`delivery.due_at is not null`;
    const deliveries = await this.read(webhook, Prisma.sql`delivery.event_id < ${after}::uuid and ${isIn}`, limit);
    return { deliveries, ...(deliveries.length === limit ? { next: deliveries.at(-1)!.eventId } : {}) };
  }

  private read(webhook: Owner, condition: Prisma.Sql, limit: number): Promise<DeliveryView[]> {
    return this.database.$queryRaw<DeliveryView[]>`
      select event.id as "eventId", event.name, case delivery.state when 'gathering' then 'pending' else delivery.state end as state,
        delivery.attempts::int as attempts, delivery.last_status as "lastStatus", delivery.last_error as "lastError",
        delivery.due_at as "dueAt", event.created_at as "createdAt", delivery.updated_at as "updatedAt"
      from delivery join event on event.id = delivery.event_id
      where delivery.webhook_id = ${webhook.id}::uuid and event.api_space_id = ${webhook.apiSpaceId}::uuid and ${condition}
      order by delivery.event_id desc limit ${limit}`;
  }

  /** Not kept: a plan for any window would sort all that there is. */
  private async scan(webhook: Owner, state: 'delivered' | undefined, before: string, window: number): Promise<Scan> {
    const [row] = await this.database.$queryRaw<Scan[]>`
      ${NOT_KEPT}
      select count(*)::int as scanned, min(id::text collate "C") as last, array_agg(id::text order by id desc) filter (where is_told) as ids
      from (
        select id, exists (select from delivery where event_id = event.id and webhook_id = ${webhook.id}::uuid and (${state === undefined} or state = 'delivered')) as is_told
        from event where api_space_id = ${webhook.apiSpaceId}::uuid and id < ${before}::uuid order by id desc limit ${window}) scanned`;
    return row!;
  }

  async lag(webhookId: string): Promise<Lag> {
    const [row] = await this.database.$queryRaw<{ dueAt: Date | null }[]>`
      select min(due_at) as "dueAt" from delivery where webhook_id = ${webhookId}::uuid and due_at is not null`;
    return row?.dueAt ? { oldestDueAt: row.dueAt } : {};
  }
}
