import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { newId, parseAttemptReference, type ReceiptFact, timeOfId } from '@app/core';
import { type ChunkQueue, Database, Prisma, SEND_QUEUE, toStorableText, Tracing } from '@app/infra';
import { DeliverEvents, deliveriesOf, type DueDelivery, type DueRow, SELECT_DUE, writeEventsSql } from '@app/webhooks';
import { REPORTED_FAILURES } from './attempts.js';
import { MAY_BECOME, NOW_ISO, TELL_CHANGED, UNSETTLED } from './status-sql.js';

/** A receipt, and which of our accounts it came to. */
export interface AccountReceipt {
  accountId: string;
  fact: ReceiptFact;
  /** The provider's call that told of it, where there was one. */
  providerEventId?: string;
}

interface Match {
  messageId: string;
  /** The receipt proves an attempt whose outcome was open. */
  settlesOpen: boolean;
  /** What the receipts say, in no order. */
  statuses: string[];
}

/** A timed rule waits no longer once its status is reached, unless the next rule is being taken at this very moment. */
const ENDS_WAITING = Prisma.sql`(message.claim is null and (message.awaited_status = reached.status or (message.awaited_status = 'delivered' and reached.status = 'read')))`;

const REPORTED = Prisma.raw(`(${REPORTED_FAILURES.map((kind) => `'${kind}'`).join(',')})`);
/** The statuses that follow from them. */
const FAILED = Prisma.sql`('failed', 'expired', 'filtered')`;

/** An attempt of which nobody knew, or that was to be made again: the provider's word that it has the message settles it. */
const IS_UNSETTLED_ATTEMPT = Prisma.sql`(attempt.state in ('started', 'unknown') or (attempt.state = 'failed' and attempt.failure_kind in ('unavailable', 'unknown')))`;

/** The last try of its part: what a provider reports of an earlier one, whose answer was not known in time, decides nothing. */
const IS_LAST_TRY = Prisma.sql`not exists (
  select from attempt later where later.message_id = attempt.message_id and later.rule_index = attempt.rule_index
    and later.part_index = attempt.part_index and later.number > attempt.number)`;

/** A reported failure of a timed rule does not fail the message: the next rule is due at once. */
const GOES_ON = Prisma.sql`(reached.status in ${FAILED} and message.awaited_status is not null)`;

/**
 * Brings receipts to messages. A receipt is kept first and applied then, while a sender commits first and looks for
 * receipts then, so whichever of the two comes second finds the other. Applying one twice changes nothing.
 */
@Injectable()
export class ApplyReceipts {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SEND_QUEUE) private readonly queue: ChunkQueue,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
    @Inject(Tracing) private readonly tracing: Tracing,
  ) {}

  /** Keeps the receipts and applies those whose message is known; the others wait for it. */
  async record(receipts: readonly AccountReceipt[]): Promise<void> {
    if (receipts.length === 0) return;
    const matches = await this.apply(await this.insert(receipts));
    if (this.tracing.isOn) this.trace(matches, receipts);
  }

  /** Applies what was waiting for messages that have just been sent. */
  async applyWaiting(messageIds: readonly string[]): Promise<void> {
    if (messageIds.length === 0) return;
    const rows = await this.database.rows<{ messageId: string; receiptId: string | null }>`
      with sent as (select message_id, account_id, address, provider_message_id, coalesce(provider_at, started_at) as at, delivered_at, state
        from attempt where message_id = any(${messageIds}::uuid[]) and (state = 'sent' or (state = 'failed' and failure_kind in ${REPORTED})))
      select sent.message_id as "messageId", receipt.id as "receiptId" from sent join receipt
        on receipt.account_id = sent.account_id and receipt.provider_message_id = sent.provider_message_id and receipt.message_id is null
      union all
      select sent.message_id, receipt.id from sent join receipt
        on receipt.account_id = sent.account_id and receipt.address = sent.address and receipt.watermark_at >= sent.at
      union all
      select sent.message_id, null from sent where delivered_at is not null or state = 'failed'`;
    if (rows.length === 0) return;
    await this.apply(rows.flatMap(({ receiptId }) => (receiptId === null ? [] : [receiptId])), rows.map((row) => row.messageId));
  }

  private async apply(receiptIds: readonly string[], alsoMessages: readonly string[] = []): Promise<Match[]> {
    const matches = await this.match(receiptIds);
    const messageIds = [...new Set([...matches.map((match) => match.messageId), ...alsoMessages])];
    if (messageIds.length === 0) return [];
    await this.takeUpOpen(matches.filter((match) => match.settlesOpen).map((match) => match.messageId));
    await this.endWaiting(messageIds);
    this.deliverEvents.deliver(await this.moveForward(messageIds));
    await this.noteOtherChannels(messageIds);
    return matches;
  }

  /** From the moment that the first of these webhook calls came in: they are worked on together. */
  private trace(matches: readonly Match[], receipts: readonly AccountReceipt[]): void {
    const startMs = Math.min(...receipts.map(({ providerEventId }) => (providerEventId === undefined ? Date.now() : timeOfId(providerEventId).getTime())));
    for (const { messageId, statuses } of matches) {
      this.tracing.begin(messageId, 'receipt', { startMs, attributes: { 'receipt.statuses': statuses } })?.end();
    }
  }

  private async insert(receipts: readonly AccountReceipt[]): Promise<string[]> {
    const rows = [...new Map(receipts.map((receipt) => [`${receipt.accountId} ${receiptKey(receipt.fact)}`, receipt])).values()];
    const references = rows.map(({ fact }) => (fact.reference ? parseAttemptReference(fact.reference) : undefined));
    const text = (value: string | undefined): string | null => (value === undefined ? null : toStorableText(value));
    const inserted = await this.database.rows<{ id: string }>`
      insert into receipt (account_id, dedupe_key, status, message_id, attempt_number, provider_message_id, address, watermark_at, reason, provider_code, occurred_at, provider_event_id)
      select * from unnest(
        ${rows.map((row) => row.accountId)}::uuid[], ${rows.map(({ fact }) => receiptKey(fact))}::text[], ${rows.map(({ fact }) => fact.status)}::text[],
        ${references.map((reference) => reference?.messageId ?? null)}::uuid[], ${references.map((reference) => reference?.attemptNumber ?? null)}::int[],
        ${rows.map(({ fact }) => text(fact.providerMessageId))}::text[], ${rows.map(({ fact }) => text(fact.address))}::text[],
        ${rows.map(({ fact }) => fact.watermarkAt ?? null)}::timestamptz[], ${rows.map(({ fact }) => text(fact.reason))}::text[],
        ${rows.map(({ fact }) => text(fact.providerCode))}::text[], ${rows.map(({ fact }) => fact.occurredAt)}::timestamptz[],
        ${rows.map((row) => row.providerEventId ?? null)}::uuid[])
      on conflict (account_id, dedupe_key) do update set dedupe_key = excluded.dedupe_key
      returning id`;
    return inserted.map((row) => row.id);
  }

  /**
   * Marks the attempts that the receipts speak of: by our reference, by the provider's message id, or by watermark.
   * A watermark is compared with the provider's own time of the message where an echo told it, else with the start of the call.
   * Attempts that the same receipt has marked before are among them: the worker that did may have died before the next step.
   * One to somebody who had no address yet learns it from the first receipt that has it: a watermark names nothing else.
   */
  private async match(receiptIds: readonly string[]): Promise<Match[]> {
    if (receiptIds.length === 0) return [];
    return this.database.rows<Match>`
      with given as (select * from receipt where id = any(${receiptIds}::bigint[])),
      matched as (
        select attempt.message_id, attempt.number, ${IS_UNSETTLED_ATTEMPT} as was_open, given.id as receipt_id, given.status, given.occurred_at,
          given.provider_message_id, given.reason, given.provider_code, given.address, true as is_exact
        from given join attempt on attempt.message_id = given.message_id and attempt.number = given.attempt_number and attempt.account_id = given.account_id
        union all
        select attempt.message_id, attempt.number, ${IS_UNSETTLED_ATTEMPT}, given.id, given.status, given.occurred_at,
          given.provider_message_id, given.reason, given.provider_code, given.address, true
        from given join attempt on attempt.account_id = given.account_id and attempt.provider_message_id = given.provider_message_id
        union all
        select attempt.message_id, attempt.number, false, given.id, given.status, given.occurred_at, null, null, null, null, false
        from given join attempt on attempt.account_id = given.account_id and attempt.address = given.address
          and coalesce(attempt.provider_at, attempt.started_at) <= given.watermark_at and attempt.started_at > given.watermark_at - interval '30 days'
          and attempt.state = 'sent' and case given.status when 'read' then coalesce(attempt.read_at, given.occurred_at) else coalesce(attempt.delivered_at, given.occurred_at) end = given.occurred_at),
      best as (
        select message_id, number, bool_or(is_exact) as is_exact, max(provider_message_id) as provider_message_id, max(address) as address,
          min(occurred_at) filter (where status = 'sent') as provider_at,
          min(occurred_at) filter (where status in ('delivered', 'read')) as delivered_at,
          min(occurred_at) filter (where status = 'read') as read_at,
          bool_or(status in ${FAILED}) as has_failed, max(reason) filter (where status in ${FAILED}) as reason,
          case when bool_or(status = 'failed') then 'reported' else max(status) filter (where status in ${FAILED}) end as failed_as,
          max(provider_code) filter (where status in ${FAILED}) as provider_code
        from matched group by message_id, number),
      marked as (
        update attempt set
          state = case when best.has_failed and attempt.delivered_at is null and best.delivered_at is null then 'failed'
            when best.is_exact and not best.has_failed and ${IS_UNSETTLED_ATTEMPT} then 'sent' else attempt.state end,
          failure_kind = case when best.has_failed then best.failed_as else attempt.failure_kind end,
          reason = coalesce(best.reason, attempt.reason), provider_code = coalesce(best.provider_code, attempt.provider_code),
          provider_message_id = coalesce(attempt.provider_message_id, best.provider_message_id),
          provider_at = coalesce(attempt.provider_at, best.provider_at),
          address = case when attempt.address ~ '^(userRef|phoneNumber):' then coalesce(best.address, attempt.address) else attempt.address end,
          delivered_at = least(attempt.delivered_at, best.delivered_at), read_at = least(attempt.read_at, best.read_at)
        from best where attempt.message_id = best.message_id and attempt.number = best.number),
      linked as (
        update receipt set message_id = matched.message_id, attempt_number = matched.number
        from matched where receipt.id = matched.receipt_id and matched.is_exact and receipt.message_id is null)
      select message_id as "messageId", bool_or(is_exact and was_open) as "settlesOpen", array_agg(distinct status) as statuses from matched group by message_id`;
  }

  /** A worker looks at once at messages whose open outcome has just become known, instead of waiting its time out. */
  private async takeUpOpen(messageIds: readonly string[]): Promise<void> {
    if (messageIds.length === 0) return;
    const rows = await this.database.rows<{ id: string }>`
      update message set due_at = now(), sweep_at = now() + interval '10 s'
      where id = any(${messageIds}::uuid[]) and status in ${UNSETTLED} and claim is null and sweep_at is not null
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
        select message_id, rule_index, max(part_count) as parts, count(distinct part_index) filter (where delivered_at is not null) as delivered,
          count(distinct part_index) filter (where read_at is not null) as read
        from attempt where message_id = any(${messageIds}::uuid[]) group by message_id, rule_index)
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
        select attempt.message_id, given.event_id, rule_index, channel, max(part_count) as parts,
          count(distinct part_index) filter (where delivered_at is not null) as delivered,
          count(distinct part_index) filter (where read_at is not null) as read,
          max(reason) filter (where state = 'failed' and failure_kind in ${REPORTED} and ${IS_LAST_TRY}) as reason,
          max(case failure_kind when 'reported' then 'failed' else failure_kind end) filter (where state = 'failed' and failure_kind in ${REPORTED} and ${IS_LAST_TRY}) as failed_as
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
            message.status_details || jsonb_build_object('channel', reached.channel, 'channelId', reached.channel)
              || case when reached.status in ${FAILED} then jsonb_build_object('reason', coalesce(reached.reason, 'The provider reports a failure.')) else '{}' end,
            array['channelStatus', reached.channel],
            coalesce(message.status_details->'channelStatus'->reached.channel, '{}') || jsonb_build_object('status', reached.status, 'updatedOn', ${NOW_ISO})
              || case when reached.status in ${FAILED} then jsonb_build_object('reason', coalesce(reached.reason, 'The provider reports a failure.')) else '{}' end),
          awaited_status = case when ${ENDS_WAITING} then null else message.awaited_status end,
          due_at = case when ${ENDS_WAITING} then null when ${GOES_ON} then least(message.due_at, now()) else message.due_at end,
          sweep_at = case when ${ENDS_WAITING} then null when ${GOES_ON} then least(message.sweep_at, now()) else message.sweep_at end
        from reached where message.id = reached.message_id and (message.status, reached.status) in ${MAY_BECOME} and message.status not in ${UNSETTLED}
          -- The next rule may have been taken since.
          and (reached.status not in ${FAILED} or message.rule_index = reached.rule_index)
        returning message.id, message.api_space_id, message.revision, message.request, message.status_details,
          reached.event_id, case when reached.status = message.status then 'message.' || message.status end as event_name, reached.channel),
      ${TELL_CHANGED}, ${writeEventsSql(this.deliverEvents.busyWebhooks())} ${SELECT_DUE}`);
  }

  /**
   * Where several rules were taken, each channel shows what became of its own part of it, also when the message
   * itself is past that already. Customers are not told of it.
   */
  private async noteOtherChannels(messageIds: readonly string[]): Promise<void> {
    await this.database.rows`
      with several as (select message_id from attempt where message_id = any(${messageIds}::uuid[]) group by message_id having count(distinct channel) > 1),
      progress as (
        select message_id, channel, max(part_count) as parts, count(distinct part_index) filter (where delivered_at is not null) as delivered,
          count(distinct part_index) filter (where read_at is not null) as read
        from attempt join several using (message_id) group by message_id, channel),
      reached as (
        select message_id, channel, case when read = parts then 'read' else 'delivered' end as status from progress where delivered = parts),
      note as (
        select message.id, jsonb_object_agg(reached.channel, coalesce(message.status_details->'channelStatus'->reached.channel, '{}')
          || jsonb_build_object('status', reached.status, 'updatedOn', ${NOW_ISO})) as channels
        from reached join message on message.id = reached.message_id
        where (coalesce(message.status_details->'channelStatus'->reached.channel->>'status', 'processing'), reached.status) in ${MAY_BECOME}
        group by message.id)
      update message set updated_at = now(),
        status_details = jsonb_set(message.status_details, '{channelStatus}', coalesce(message.status_details->'channelStatus', '{}') || note.channels)
      from note where message.id = note.id and message.status not in ${UNSETTLED}`;
  }
}

/** The same fact told twice has the same key. */
function receiptKey(fact: ReceiptFact): string {
  const parts = [fact.status, fact.reference, fact.providerMessageId, fact.address, fact.watermarkAt?.getTime()];
  return createHash('sha1').update(JSON.stringify(parts)).digest('base64url');
}
