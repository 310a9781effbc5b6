import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@app/core';
import { type ChunkQueue, Database, Prisma, SEND_QUEUE } from '@app/infra';
import { DeliverEvents, deliveriesOf, type DueDelivery, type DueRow, SELECT_DUE, writeEventsSql } from '@app/webhooks';
import { FAILED, REPORTED } from './reported-failures.js';
import { MAY_BECOME, NOW_ISO, TELL_CHANGED, UNSETTLED } from './status-sql.js';

/** What the rule that was reached has to reach itself. */
const ITS_UNTIL = Prisma.sql`case when reached.rule_index = message.rule_index then message.awaited_status else message.request->'rules'->reached.rule_index->>'until' end`;
/**
 * A timed rule waits no longer once it, or an earlier one, has reached what that one itself had to (as `Progress.hasArrived`
 * has it), unless the next rule is being taken at this very moment.
 */
const ENDS_WAITING = Prisma.sql`(message.claim is null and message.awaited_status is not null
  and (${ITS_UNTIL} = reached.status or (${ITS_UNTIL} = 'delivered' and reached.status = 'read')) is true)`;

/** The last try of its part: what a provider reports of an earlier one, whose answer was not known in time, decides nothing. */
const IS_LAST_TRY = Prisma.sql`not exists (
  select from attempt later where later.message_id = attempt.message_id and later.rule_index = attempt.rule_index
    and later.part_index = attempt.part_index and later.number > attempt.number)`;

/** Compared with the row that is written: it may have changed since the statement began. */
const NEWS_OF_CHANNELS = Prisma.sql`jsonb_each(reached.channels)
  where (coalesce(message.status_details->'channelStatus'->key->>'status', 'processing'), value->>'status') in ${MAY_BECOME}`;

const HAS_FAILED = Prisma.sql`state = 'failed' and failure_kind in ${REPORTED}`;
const FAILED_AS = Prisma.sql`case failure_kind when 'reported' then 'failed' else failure_kind end`;
const NO_REASON = Prisma.sql`'The provider reports a failure.'`;

/** Of several attempts: how many parts there are, and how many of them have got how far. */
const PARTS = Prisma.sql`max(part_count) as parts,
  count(distinct part_index) filter (where delivered_at is not null) as delivered, count(distinct part_index) filter (where read_at is not null) as read`;
/** Why one of the parts has failed, in the provider's words, and as what. */
const FAILURE = Prisma.sql`max(coalesce(reason, ${NO_REASON})) filter (where ${HAS_FAILED} and ${IS_LAST_TRY}) as reason,
  max(${FAILED_AS}) filter (where ${HAS_FAILED} and ${IS_LAST_TRY}) as failed_as`;

/** What was handed over and did not arrive was no success; `path` leads to the flag, where there is one. */
const withoutSuccess = (details: Prisma.Sql, path: string[], hasFailed: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`case when ${hasFailed} then jsonb_set(${details}, ${path}::text[], 'false', false) else ${details} end`;
const CHANNEL_BEFORE = Prisma.sql`(coalesce(message.status_details->'channelStatus'->reached.channel, '{}') - 'reason')`;
const OTHER_BEFORE = Prisma.sql`(coalesce(message.status_details->'channelStatus'->key, '{}') - 'reason')`;

/** A reported failure of a timed rule does not fail the message: the next rule is due at once. */
const GOES_ON = Prisma.sql`(reached.status in ${FAILED} and message.awaited_status is not null)`;

/** What becomes of messages by what their attempts have reached. */
@Injectable()
export class MoveMessages {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SEND_QUEUE) private readonly queue: ChunkQueue,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
  ) {}

  /** `open`: those of which a receipt has settled an attempt whose outcome nobody knew. */
  async move(messageIds: readonly string[], open: readonly string[]): Promise<void> {
    await this.takeUpOpen(open);
    await this.endWaiting(messageIds);
    this.deliverEvents.deliver(await this.moveForward(messageIds));
    await this.noteOtherChannels(messageIds);
  }

  /** A worker looks at once at messages whose open outcome has just become known, instead of waiting its time out. */
  private async takeUpOpen(messageIds: readonly string[]): Promise<void> {
    if (messageIds.length === 0) return;
    const rows = await this.database.rows<{ id: string }>`
      update message set due_at = now(), sweep_at = now() + interval '10 s'
      where id = any(${messageIds}::uuid[]) and (status in ${UNSETTLED} or awaited_status is null) and claim is null and sweep_at is not null
      returning id`;
    void this.queue.add(rows.map((row) => row.id));
  }

  /**
   * A timed rule whose own receipt has come waits no longer, also where the message has got as far by an earlier rule:
   * then nothing moves forward below.
   */
  private async endWaiting(messageIds: readonly string[]): Promise<void> {
    await this.database.rows`
      with progress as (
        select message_id, rule_index, ${PARTS} from attempt where message_id = any(${messageIds}::uuid[]) group by message_id, rule_index)
      update message set awaited_status = null, due_at = null, sweep_at = null from progress
      where message.id = progress.message_id and message.rule_index = progress.rule_index and message.claim is null and message.status not in ${UNSETTLED}
        and progress.parts = case message.awaited_status when 'read' then progress.read when 'delivered' then progress.delivered end`;
  }

  /**
   * Moves messages on to what their parts have reached: delivered when every part is, failed when the provider reports
   * that one failed. Messages that are still being sent are left to their sender, who looks for receipts afterwards.
   */
  private async moveForward(messageIds: readonly string[]): Promise<DueDelivery[]> {
    return deliveriesOf(await this.database.rows<DueRow>`
      with given as (select id, event_id from unnest(${messageIds}::uuid[], ${messageIds.map(() => newId())}::uuid[]) as given(id, event_id)),
      progress as (
        select attempt.message_id, given.event_id, rule_index, channel, ${PARTS}, ${FAILURE}
        from attempt join given on given.id = attempt.message_id group by attempt.message_id, given.event_id, rule_index, channel),
      reached as (
        select distinct on (progress.message_id) progress.message_id, progress.event_id, progress.rule_index, channel, reason,
          case when read = parts then 'read' when delivered = parts then 'delivered' else failed_as end as status
        from progress join message on message.id = progress.message_id
        where delivered = parts or (failed_as is not null and progress.rule_index = message.rule_index)
        order by progress.message_id, (read = parts) desc, (delivered = parts) desc, progress.rule_index desc),
      changed as (
        update message set status = case when ${GOES_ON} then message.status else reached.status end, revision = message.revision + 1, updated_at = now(),
          status_details = jsonb_set(
            ${withoutSuccess(Prisma.sql`(message.status_details - 'reason')`, ['additionalInfo', 'successful'], Prisma.sql`reached.status in ${FAILED}`)} || jsonb_build_object('channel', reached.channel, 'channelId', reached.channel)
              || case when reached.status in ${FAILED} then jsonb_build_object('reason', reached.reason) else '{}' end,
            array['channelStatus', reached.channel],
            ${withoutSuccess(CHANNEL_BEFORE, ['details', 'successful'], Prisma.sql`reached.status in ${FAILED}`)} || jsonb_build_object('status', reached.status, 'updatedOn', ${NOW_ISO})
              || case when reached.status in ${FAILED} then jsonb_build_object('reason', reached.reason) else '{}' end),
          awaited_status = case when ${ENDS_WAITING} then null else message.awaited_status end,
          due_at = case when ${ENDS_WAITING} then null when ${GOES_ON} then least(message.due_at, now()) else message.due_at end,
          sweep_at = case when ${ENDS_WAITING} then null when ${GOES_ON} then least(message.sweep_at, now()) else message.sweep_at end
        from reached where message.id = reached.message_id and (message.status, reached.status) in ${MAY_BECOME} and message.status not in ${UNSETTLED}
          -- The next rule may have been taken since, and what is still being sent by a rule after a timed one is its sender's.
          and (reached.status not in ${FAILED} or (message.rule_index = reached.rule_index
            and (message.awaited_status is not null or (message.claim is null and message.sweep_at is null))))
        returning message.id, message.api_space_id, message.revision, message.request, message.status_details,
          reached.event_id, case when reached.status = message.status then 'message.' || message.status end as event_name, reached.channel),
      ${TELL_CHANGED}, ${writeEventsSql(this.deliverEvents.busyWebhooks())} ${SELECT_DUE}`);
  }

  /**
   * Where several rules were taken, each channel shows what became of its own part of it, also when the message
   * itself is past that already, or has gone on to another. Customers are not told of it.
   */
  private async noteOtherChannels(messageIds: readonly string[]): Promise<void> {
    await this.database.rows`
      with several as (select message_id from attempt where message_id = any(${messageIds}::uuid[]) group by message_id having count(distinct channel) > 1),
      progress as (
        select message_id, channel, ${PARTS}, ${FAILURE} from attempt join several using (message_id) group by message_id, channel),
      reached as (
        select message_id, jsonb_object_agg(channel, jsonb_build_object('status', case when read = parts then 'read' when delivered = parts then 'delivered' else failed_as end,
            'updatedOn', ${NOW_ISO}) || case when delivered < parts then jsonb_build_object('reason', reason) else '{}' end) as channels
        from progress where delivered = parts or failed_as is not null group by message_id)
      update message set updated_at = now(),
        status_details = jsonb_set(message.status_details, '{channelStatus}', coalesce(message.status_details->'channelStatus', '{}') || (
          select jsonb_object_agg(key, ${withoutSuccess(OTHER_BEFORE, ['details', 'successful'], Prisma.sql`value->>'status' in ${FAILED}`)} || value) from ${NEWS_OF_CHANNELS}))
      from reached where message.id = reached.message_id and message.status not in ${UNSETTLED} and exists (select from ${NEWS_OF_CHANNELS})`;
  }
}
