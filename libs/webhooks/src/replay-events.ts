import { Inject, Injectable } from '@nestjs/common';
import { FIRST_ID, firstIdAt } from '@app/core';
import { Database, Prisma } from '@app/infra';
import { matchersOf, type Subscription } from './subscriptions.js';

/** The longest span of time of one replay. */
export const LONGEST_REPLAY_MS = 7 * 24 * 60 * 60 * 1_000;
/** One statement goes over this many events, so that a replay of millions holds nobody up. */
const STEP = 5_000;
/** Ids are made before the event is written, maybe by a clock that is a little off; `created_at` decides. */
const CLOCK_MARGIN_MS = 5 * 60 * 1_000;

/** What is told again. What is left out does not narrow it. */
export interface ReplayRange {
  from?: Date;
  to?: Date;
  types?: readonly string[];
  filters?: NonNullable<Subscription['filters']>;
}

interface Step {
  /** Deliveries that go out again. */
  count: number;
  /** Null when there was nothing left to look at. */
  lastId: string | null;
  /** Looked at, of STEP at most. */
  scanned: number;
}

/** Brings events to a webhook again, with the ids that they had. What is on its way anyway is left alone. */
@Injectable()
export class ReplayEvents {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Deliveries that are dead go out again, with all their tries before them. Returns how many. */
  dead(webhookId: string, range: ReplayRange): Promise<number> {
    return this.inSteps(FIRST_ID, (afterId) => this.deadStep(webhookId, range, afterId));
  }

  /**
   * Every event of the span that the webhook's subscriptions ask for, delivered or not, also from before the webhook was made.
   * `from` and `to` are at most LONGEST_REPLAY_MS apart; what happens from now on is delivered anyway. Returns how many go out.
   */
  all(webhookId: string, given: ReplayRange & { from: Date; to: Date }): Promise<number> {
    const range = { ...given, to: new Date(Math.min(given.to.getTime(), Date.now())) };
    return this.inSteps(firstIdAt(new Date(range.from.getTime() - CLOCK_MARGIN_MS)), (afterId) => this.allStep(webhookId, range, afterId));
  }

  private async inSteps(fromId: string, step: (afterId: string) => Promise<Step[]>): Promise<number> {
    let count = 0;
    for (let afterId: string | null = fromId; afterId !== null; ) {
      const [done] = await step(afterId);
      count += done?.count ?? 0;
      // New events come while this goes on: a look that is not full was the last.
      afterId = done && done.scanned === STEP ? done.lastId : null;
    }
    return count;
  }

  /** Goes by id and not by what is still dead, which a receiver that goes on refusing would never let end. */
  private deadStep(webhookId: string, range: ReplayRange, afterId: string): Promise<Step[]> {
    return this.database.$queryRaw<Step[]>`
      with scanned as materialized (
        select dead.event_id as id, event.name, event.created_at, ${CHANNEL} as channel
        from (select event_id from delivery where webhook_id = ${webhookId}::uuid and state = 'dead' and event_id > ${afterId}::uuid
          order by event_id limit ${STEP}) dead
        left join event on event.id = dead.event_id),
      done as (
        update delivery set ${AGAIN}
        from scanned where delivery.event_id = scanned.id and delivery.webhook_id = ${webhookId}::uuid and delivery.state = 'dead' ${within(range)}
        returning 1)
      ${STEP_RESULT}`;
  }

  private allStep(webhookId: string, range: ReplayRange & { to: Date }, afterId: string): Promise<Step[]> {
    return this.database.$queryRaw<Step[]>`
      with scanned as materialized (
        select event.id, event.name, event.created_at, ${CHANNEL} as channel, webhook.matchers
        from webhook join event on event.api_space_id = webhook.api_space_id
        where webhook.id = ${webhookId}::uuid and event.id > ${afterId}::uuid and event.id < ${firstIdAt(new Date(range.to.getTime() + CLOCK_MARGIN_MS))}::uuid
        order by event.id limit ${STEP}),
      done as (
        insert into delivery (event_id, webhook_id, due_at)
        select scanned.id, ${webhookId}::uuid, now() from scanned
        where (scanned.matchers = '[]' or exists (
          select from jsonb_array_elements(scanned.matchers) matcher where matcher->>'type' = scanned.name and ${FACTS} @> (matcher->'match')))
          ${within(range)}
        on conflict (event_id, webhook_id) do update set ${AGAIN} where delivery.state in ('delivered', 'dead')
        returning 1)
      ${STEP_RESULT}`;
  }
}

/** What events are filtered on is not stored with them; their payloads tell it. */
const CHANNEL = Prisma.sql`
  coalesce(event.payload->'details'->>'channel', event.payload->>'channel', case event.name when 'facebook.optin' then 'fbMessenger' end)`;
const FACTS = Prisma.sql`jsonb_strip_nulls(jsonb_build_object('channel', scanned.channel))`;
const AGAIN = Prisma.sql`state = 'pending', due_at = now(), attempts = 0, updated_at = now()`;
const STEP_RESULT = Prisma.sql`
  select (select count(*)::int from done) as count, (select id from scanned order by id desc limit 1) as "lastId", (select count(*)::int from scanned) as scanned`;

function within({ from, to, types, filters }: ReplayRange): Prisma.Sql {
  const match = matchersOf([{ type: '', filters: [...(filters ?? [])] }])[0]!.match;
  return Prisma.sql`
    and scanned.created_at >= ${from ?? new Date(0)}::timestamptz and scanned.created_at <= ${to ?? new Date()}::timestamptz
    and (${types === undefined}::boolean or scanned.name = any(${types ?? []}::text[])) and ${FACTS} @> ${JSON.stringify(match)}::jsonb`;
}
