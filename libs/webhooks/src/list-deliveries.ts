import { Inject, Injectable } from '@nestjs/common';
import { Database, Prisma } from '@app/infra';

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

/** What became of the events that a webhook was to be told. */
@Injectable()
export class ListDeliveries {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Newest first. Dead and pending ones are found by their own indexes, the others by way of the space's events. */
  async page(webhook: Owner, { state, limit, after }: DeliveryQuery): Promise<DeliveryView[]> {
    const older = after === undefined ? Prisma.empty : Prisma.sql`and event.id < ${after}::uuid and delivery.event_id < ${after}::uuid`;
    return this.database.$queryRaw<DeliveryView[]>`
      select event.id as "eventId", event.name, case delivery.state when 'gathering' then 'pending' else delivery.state end as state,
        delivery.attempts::int as attempts, delivery.last_status as "lastStatus", delivery.last_error as "lastError",
        delivery.due_at as "dueAt", event.created_at as "createdAt", delivery.updated_at as "updatedAt"
      from delivery join event on event.id = delivery.event_id
      where delivery.webhook_id = ${webhook.id}::uuid and event.api_space_id = ${webhook.apiSpaceId}::uuid ${hasState(state)} ${older}
      order by ${state === 'dead' ? Prisma.sql`delivery.event_id` : Prisma.sql`event.id`} desc limit ${limit}`;
  }

  async lag(webhookId: string): Promise<Lag> {
    const [row] = await this.database.$queryRaw<{ dueAt: Date | null }[]>`
      select min(due_at) as "dueAt" from delivery where webhook_id = ${webhookId}::uuid and due_at is not null`;
    return row?.dueAt ? { oldestDueAt: row.dueAt } : {};
  }
}

function hasState(state: DeliveryState | undefined): Prisma.Sql {
  if (state === undefined) return Prisma.empty;
  if (state === 'dead') return Prisma.sql`and delivery.state = 'dead'`;
  return state === 'pending' ? Prisma.sql`and delivery.due_at is not null` : Prisma.sql`and delivery.state = 'delivered'`;
}
