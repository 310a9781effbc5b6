import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@app/core';
import { channelLabel } from '@app/channels';
import { createRecorder, Database, Metrics, Prisma, recordset } from '@app/infra';
import { DeliverEvents, deliveriesOf, type DueDelivery, type DueRow, SELECT_DUE, writeEventsSql } from '@app/webhooks';
import { ApplyReceipts } from '../receipts/apply-receipts.js';
import { type AttemptEnd, END_ATTEMPT, ENDED_COLUMNS, endedColumns } from './attempts.js';
import { DueJobs } from './due-jobs.js';
import { type ClaimedMessage, MessageClaims } from './message-claims.js';
import type { StatusDetails } from '../status-details.js';
import { SentBatches } from './sent-batches.js';
import { MAY_BECOME, TELL_CHANGED } from '../receipts/status-sql.js';

/** What a worker has to say of a message that it lets go. */
export interface Outcome {
  message: ClaimedMessage;
  /** Left out: the status stays as it is. */
  status?: 'retrying' | 'sent' | 'expired' | 'failed' | 'filtered';
  /** `channelStatus` holds the channels that this worker tried; the rest stays as it is. */
  statusDetails: StatusDetails;
  ruleIndex: number;
  tryCount: number;
  /** The provider call that decided it. */
  attempt?: AttemptEnd;
  /** Metadata with its merge fields filled in, when it has any. */
  metadata?: Record<string, unknown>;
  /** When there is something to do again, by `performance.now()`; nothing when left out. The database makes a time of its own clock of it. */
  dueAtMs?: number;
  /** It is put off to a slot of the limiter. */
  isSlot?: boolean;
  /** What must have become of it by then, else the next rule is taken. */
  awaitedStatus?: 'delivered' | 'read';
}

/** A message that has got further meanwhile keeps its status, and nobody is told of an earlier one. */
const IS_TAKEN = Prisma.sql`((message.status, outcome.status) in ${MAY_BECOME} or message.status = outcome.status)`;
/** Statuses that customers are told of. */
const TOLD = new Set(['sent', 'expired', 'failed', 'filtered']);
/** What a custom channel has reported of a message before its sender's own commit: it stays in the channel's `details`. */
const REPORTED_EARLY = Prisma.sql`
  case when message.status_details->'channelStatus' is null then '{}' else (
    select coalesce(jsonb_object_agg(channel.key, channel.value || jsonb_build_object('details', reported.details || coalesce(channel.value->'details', '{}'))), '{}')
    from jsonb_each(outcome.status_details->'channelStatus') as channel
    cross join lateral (
      select jsonb_object_agg(key, value) as details from jsonb_each(message.status_details->'channelStatus'->channel.key->'details')
      where key in ('channelStatus', 'additionalInfo')) as reported
    where reported.details is not null) end`;
/** How long after its time a delayed job may come before the sweep takes over. */
const DUE_GRACE_S = 10;

/**
 * Ends a worker's hold on a message: attempt, message, event and deliveries in one statement,
 * for all messages whose outcome comes at the same moment.
 */
@Injectable()
export class RecordOutcome {
  private readonly write: (outcome: Outcome) => Promise<void>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MessageClaims) private readonly claims: MessageClaims,
    @Inject(DueJobs) private readonly dueJobs: DueJobs,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
    @Inject(ApplyReceipts) private readonly applyReceipts: ApplyReceipts,
    @Inject(SentBatches) private readonly sentBatches: SentBatches,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {
    this.write = createRecorder({ run: (outcomes: Outcome[]) => this.writeMany(outcomes), maxItems: 200 });
  }

  async record(outcome: Outcome): Promise<void> {
    await this.write(outcome);
    if (outcome.dueAtMs !== undefined) this.dueJobs.add(outcome.message.id, new Date(Date.now() + msUntil(outcome.dueAtMs)));
  }

  private async writeMany(given: Outcome[]): Promise<void> {
    const outcomes = given.filter(({ message }) => this.claims.isNewest(message));
    if (outcomes.length === 0) return;
    const out = outcomes.filter(({ status, dueAtMs }) => status === 'sent' || dueAtMs === undefined).map((outcome) => outcome.message.id);
    const batch = this.sentBatches.begin(out);
    this.deliverEvents.deliver(await this.update(outcomes, batch.sql));
    for (const outcome of outcomes) this.count(outcome);
    // A receipt may have come before this commit and found nothing to apply to: it is looked for now.
    await this.applyReceipts.applyWaiting(out);
    if (out.length > 0) this.sentBatches.end(batch.id);
  }

  private count({ message, status, statusDetails }: Outcome): void {
    if (!status || !TOLD.has(status)) return;
    const channel = channelLabel(statusDetails.channel);
    this.metrics.messagesSettled.inc({ channel, status });
    if (status === 'sent' && message.request.sendAt === undefined) {
      this.metrics.timeToSent.observe({ channel }, Math.max(0, Date.now() - message.acceptedAt.getTime()) / 1_000);
    }
  }

  private async update(outcomes: Outcome[], batch: Prisma.Sql): Promise<DueDelivery[]> {
    return deliveriesOf(await this.database.rows<DueRow>`
      with outcome as (select *, now() + make_interval(secs => due_in_ms / 1000.0) as due_at from ${recordset(outcomes.map(rowOf), OUTCOME_COLUMNS)} as given),
      ended as (
        update attempt set ${END_ATTEMPT}
        from outcome where attempt.message_id = outcome.id and attempt.number = outcome.attempt_number),
      changed as (
        update message set
          status = case when (message.status, outcome.status) in ${MAY_BECOME} then outcome.status else message.status end,
          status_details = (message.status_details - 'reason' - 'additionalInfo') || outcome.status_details || jsonb_build_object('channelStatus',
            coalesce(message.status_details->'channelStatus', '{}') || coalesce(outcome.status_details->'channelStatus', '{}') || ${REPORTED_EARLY}),
          revision = message.revision + (outcome.event_name is not null and ${IS_TAKEN})::int,
          request = case when outcome.metadata is null then message.request else jsonb_set(message.request, '{metadata}', outcome.metadata) end,
          rule_index = outcome.rule_index, try_count = outcome.try_count, awaited_status = outcome.awaited_status, updated_at = now(),
          due_at = outcome.due_at, slot_at = case when outcome.is_slot then outcome.due_at end, sweep_at = outcome.due_at + make_interval(secs => ${DUE_GRACE_S}), claim = null
        from outcome where message.id = outcome.id and message.claim = outcome.claim
        returning message.id, message.api_space_id, message.revision, message.request, message.status_details,
          outcome.event_id, case when message.status = outcome.status then outcome.event_name end as event_name, outcome.channel),
      ${batch}, ${TELL_CHANGED}, ${writeEventsSql(this.deliverEvents.busyWebhooks())} ${SELECT_DUE}`);
  }
}

const OUTCOME_COLUMNS = Prisma.sql`
  id uuid, claim uuid, status text, status_details jsonb, rule_index int, try_count int, metadata jsonb, due_in_ms float8, is_slot boolean,
  awaited_status text, event_id uuid, event_name text, channel text, ${ENDED_COLUMNS}`;

function rowOf({ message, status, statusDetails, attempt, metadata, ruleIndex, tryCount, dueAtMs, isSlot, awaitedStatus }: Outcome): Record<string, unknown> {
  return {
    id: message.id,
    claim: message.claim,
    status,
    status_details: statusDetails,
    rule_index: ruleIndex,
    try_count: tryCount,
    metadata,
    due_in_ms: dueAtMs === undefined ? undefined : msUntil(dueAtMs),
    is_slot: isSlot,
    awaited_status: awaitedStatus,
    event_id: newId(),
    event_name: status && TOLD.has(status) ? `message.${status}` : undefined,
    channel: statusDetails.channel,
    ...endedColumns(attempt),
  };
}

/** The wait for a database that was away is part of the time. */
function msUntil(steadyMs: number): number {
  return Math.max(0, steadyMs - performance.now());
}
