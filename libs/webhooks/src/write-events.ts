import { Prisma, type DatabaseSession, recordset, smallOnly } from '@app/infra';

/** An event to be told, and the facts that subscriptions filter on. */
export interface NewEvent {
  eventId: string;
  apiSpaceId: string;
  name: string;
  /** The message, profile or inbound that it is about. */
  entityId: string;
  revision: number;
  payload: unknown;
  facts: Record<string, string>;
}

/** One event on its way to one webhook, ready to be sent. */
export interface DueDelivery {
  eventId: string;
  webhookId: string;
  apiSpaceId: string;
  name: string;
  /** What the event is about. */
  entityId: string;
  revision: number;
  /** As JSON text: it goes out as it comes, and thousands wait in memory. Null when it is large: it is read when the call is made. */
  payload: string | null;
  createdAt: Date;
  /** Tries before this one. */
  attempts: number;
  /** The webhook takes arrays of at most this many. Null or left out: one event a call. */
  batchSize?: number | null;
}

/** Its payload is read when the call is made. */
export function isLarge({ payload }: DueDelivery): boolean {
  return payload === null;
}

/** Whoever writes or claims a delivery sends it within this time; afterwards the sweep gives it to another. */
export const DELIVERY_LEASE_S = 30;

/**
 * CTEs that write events and their deliveries in the statement of the change they tell of.
 * Needs an earlier CTE `told(event_id, api_space_id, name, entity_id, revision, payload, facts)`;
 * `SELECT_DUE` ends the statement and returns the rows of what the writer is to send itself, for `deliveriesOf`.
 * Those of webhooks in `busy` are due at once for whoever has room. What goes to a webhook with `batch` waits in the state
 * `gathering` for whichever worker's sweep finds the batch full or its first event due: so a batch is filled by all
 * processes together, and none dies with one of them.
 */
export const writeEventsSql = (busy: readonly string[]): Prisma.Sql => Prisma.sql`
  matched as (
    select told.event_id, told.api_space_id, webhook.id as webhook_id, webhook.batch, webhook.batch_timeout_s, webhook.id = any(${busy}::uuid[]) as is_busy
    from told join webhook on webhook.api_space_id = told.api_space_id
      and webhook.deleted_at is null and webhook.disabled_reason is null
      and (webhook.matchers = '[]' or exists (
        select from jsonb_array_elements(webhook.matchers) matcher
        where matcher->>'type' = told.name and told.facts @> (matcher->'match')))),
  written_event as (
    insert into event (id, api_space_id, name, entity_id, revision, payload, created_at)
    select event_id, api_space_id, name, entity_id, revision, payload, now() from told),
  written_delivery as (
    insert into delivery (event_id, webhook_id, state, due_at)
    select event_id, webhook_id, case when batch then 'gathering' else 'pending' end,
      now() + make_interval(secs => case when batch then batch_timeout_s when is_busy then 0 else ${DELIVERY_LEASE_S}::int end)
    from matched)`;

/**
 * One row for each event, without a webhook, and one for each webhook that it goes to: its payload comes once, however many
 * these are. `is true` keeps this a look-up in a hash table: a join is compared row by row where Postgres expects few of them.
 */
export const SELECT_DUE = Prisma.sql`
  select event_id as "eventId", null::uuid as "webhookId", api_space_id as "apiSpaceId", name, entity_id as "entityId", revision, ${smallOnly('payload', 'payload::text')} as payload, now()::timestamptz(3) as "createdAt"
  from told where (event_id in (select event_id from matched where not batch and not is_busy)) is true
  union all
  select event_id, webhook_id, null, null, null, null, null, null from matched where not batch and not is_busy`;

/** A row of SELECT_DUE; those with a webhook have nothing else but the event's id. */
export type DueRow = Omit<DueDelivery, 'webhookId' | 'attempts' | 'batchSize'> & { webhookId: string | null };

export function deliveriesOf(rows: readonly DueRow[]): DueDelivery[] {
  const events = new Map<string, DueRow>();
  for (const row of rows) if (row.webhookId === null) events.set(row.eventId, row);
  const deliveries: DueDelivery[] = [];
  for (const { eventId, webhookId } of rows) {
    if (webhookId === null) continue;
    const { apiSpaceId, name, entityId, revision, payload, createdAt } = events.get(eventId)!;
    deliveries.push({ eventId, webhookId, apiSpaceId, name, entityId, revision, payload, createdAt, attempts: 0 });
  }
  return deliveries;
}

/** Writes events whose change is in the same transaction. `busy` webhooks have no room now. Returns what is to be delivered once that is committed. */
export async function writeEvents(session: DatabaseSession, events: readonly NewEvent[], busy: readonly string[]): Promise<DueDelivery[]> {
  if (events.length === 0) return [];
  return deliveriesOf(await session.$queryRaw<DueRow[]>`
    with told as ${recordset(events.map(rowOf), Prisma.sql`event_id uuid, api_space_id uuid, name text, entity_id text, revision int, payload jsonb, facts jsonb`)},
    ${writeEventsSql(busy)} ${SELECT_DUE}`);
}

function rowOf({ eventId, apiSpaceId, name, entityId, revision, payload, facts }: NewEvent): Record<string, unknown> {
  return { event_id: eventId, api_space_id: apiSpaceId, name, entity_id: entityId, revision, payload: payload ?? null, facts };
}
