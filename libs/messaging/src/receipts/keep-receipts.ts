import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { parseAttemptReference, type ReceiptFact } from '@app/core';
import { Database, Prisma, toStorableText } from '@app/infra';
import { FAILED, REPORTED } from './reported-failures.js';
import { CLOCKS_DIFFER } from './watermarks.js';

/** A receipt, and which of our accounts it came to. */
export interface AccountReceipt {
  accountId: string;
  fact: ReceiptFact;
  /** The provider's call that told of it, where there was one. */
  providerEventId?: string;
}

export interface Match {
  messageId: string;
  /** The receipt proves an attempt whose outcome was open. */
  settlesOpen: boolean;
  /** What came for the attempt before may fit it only now: it was not known to be sent, or to whom. */
  isNowKnown: boolean;
  /** What the receipts say, in no order. */
  statuses: string[];
}

/** An attempt of which nobody knew, or that was to be made again: the provider's word that it has the message settles it. */
const IS_UNSETTLED_ATTEMPT = Prisma.sql`(attempt.state in ('started', 'unknown') or (attempt.state = 'failed' and attempt.failure_kind in ('unavailable', 'unknown')))`;
/** To somebody who is known only by what they opted in with. */
const HAS_NO_ADDRESS = Prisma.sql`attempt.address ~ '^(userRef|phoneNumber):'`;

/** An attempt, and what a receipt says of it. */
const SAID = Prisma.sql`
  attempt.message_id, attempt.number, ${IS_UNSETTLED_ATTEMPT} as was_open, ${HAS_NO_ADDRESS} and given.address is not null as gets_address,
  given.id as receipt_id, given.status, given.occurred_at, given.provider_message_id, given.reason, given.provider_code, given.address`;

/** What all receipts together say of an attempt. */
const BEST = Prisma.sql`
  select message_id, number, max(provider_message_id) as provider_message_id, max(address) as address,
    min(occurred_at) filter (where status = 'sent') as provider_at,
    min(occurred_at) filter (where status in ('delivered', 'read')) as delivered_at,
    min(occurred_at) filter (where status = 'read') as read_at,
    bool_or(status in ${FAILED}) as has_failed, max(reason) filter (where status in ${FAILED}) as reason,
    case when bool_or(status = 'failed') then 'reported' else max(status) filter (where status in ${FAILED}) end as failed_as,
    max(provider_code) filter (where status in ${FAILED}) as provider_code
  from matched group by message_id, number`;

/** Watermarks that may come before a send's own commit are few; of any number that somebody made up so many are looked at. */
const MOST_EARLY = 100;

/** Receipts in their table, and the attempts that they speak of. */
@Injectable()
export class KeepReceipts {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Returns their ids; one that was told before keeps its own. A watermark from the future says nothing of what is sent later. */
  async keep(receipts: readonly AccountReceipt[]): Promise<string[]> {
    const rows = [...new Map(receipts.map((receipt) => [`${receipt.accountId} ${receiptKey(receipt.fact)}`, receipt])).values()];
    const references = rows.map(({ fact }) => (fact.reference ? parseAttemptReference(fact.reference) : undefined));
    const text = (value: string | undefined): string | null => (value === undefined ? null : toStorableText(value));
    const inserted = await this.database.rows<{ id: string }>`
      insert into receipt (account_id, dedupe_key, status, message_id, attempt_number, provider_message_id, address, watermark_at, reason, provider_code, occurred_at, provider_event_id)
      select account_id, dedupe_key, status, message_id, attempt_number, provider_message_id, address,
        case when watermark_at > now() + ${CLOCKS_DIFFER}::interval then now() else watermark_at end, reason, provider_code, occurred_at, provider_event_id
      from unnest(
        ${rows.map((row) => row.accountId)}::uuid[], ${rows.map(({ fact }) => receiptKey(fact))}::text[], ${rows.map(({ fact }) => fact.status)}::text[],
        ${references.map((reference) => reference?.messageId ?? null)}::uuid[], ${references.map((reference) => reference?.attemptNumber ?? null)}::int[],
        ${rows.map(({ fact }) => text(fact.providerMessageId))}::text[], ${rows.map(({ fact }) => text(fact.address))}::text[],
        ${rows.map(({ fact }) => fact.watermarkAt ?? null)}::timestamptz[], ${rows.map(({ fact }) => text(fact.reason))}::text[],
        ${rows.map(({ fact }) => text(fact.providerCode))}::text[], ${rows.map(({ fact }) => fact.occurredAt)}::timestamptz[],
        ${rows.map((row) => row.providerEventId ?? null)}::uuid[])
        as given(account_id, dedupe_key, status, message_id, attempt_number, provider_message_id, address, watermark_at, reason, provider_code, occurred_at, provider_event_id)
      on conflict (account_id, dedupe_key) do update set dedupe_key = excluded.dedupe_key
      returning id`;
    return inserted.map((row) => row.id);
  }

  /**
   * What has come for messages that have just been sent, of watermarks the first of each status, and which of the messages
   * something was told of: of some the attempt itself has been told already, and no receipt waits.
   */
  async waitingFor(messageIds: readonly string[]): Promise<{ receiptIds: string[]; toldIds: string[] }> {
    const rows = await this.database.rows<{ messageId: string; receiptId: string | null }>`
      with sent as (select message_id, account_id, address, provider_message_id, coalesce(provider_at, started_at) as at, delivered_at, state
        from attempt where message_id = any(${messageIds}::uuid[]) and (state = 'sent' or (state = 'failed' and failure_kind in ${REPORTED})))
      select sent.message_id as "messageId", receipt.id as "receiptId" from sent join receipt
        on receipt.account_id = sent.account_id and receipt.provider_message_id = sent.provider_message_id and receipt.message_id is null
      union all
      select sent.message_id, early.id from sent cross join lateral (
        select distinct on (status) id from (
          select id, status, watermark_at from receipt where account_id = sent.account_id and address = sent.address and watermark_at >= sent.at
          order by watermark_at limit ${MOST_EARLY}) as those order by status, watermark_at) as early
      union all
      select sent.message_id, null from sent where delivered_at is not null or state = 'failed'`;
    return { receiptIds: [...new Set(rows.flatMap(({ receiptId }) => receiptId ?? []))], toldIds: [...new Set(rows.map(({ messageId }) => messageId))] };
  }

  /**
   * Marks the attempts that the receipts name: by our reference, or by the provider's message id. What they cover is marked by `Watermarks`.
   * Attempts that the same receipt has marked before are among them: the worker that did may have died before the next step.
   * One to somebody who had no address yet learns it from the first receipt that has it: a watermark names nothing else.
   */
  async mark(receiptIds: readonly string[]): Promise<Match[]> {
    if (receiptIds.length === 0) return [];
    return this.database.rows<Match>`
      with given as (select * from receipt where id = any(${receiptIds}::bigint[])),
      matched as (
        select ${SAID} from given join attempt on attempt.message_id = given.message_id and attempt.number = given.attempt_number and attempt.account_id = given.account_id
        union all
        select ${SAID} from given join attempt on attempt.account_id = given.account_id and attempt.provider_message_id = given.provider_message_id),
      best as (${BEST}),
      marked as (
        update attempt set
          state = case when best.has_failed and attempt.delivered_at is null and best.delivered_at is null then 'failed'
            when not best.has_failed and ${IS_UNSETTLED_ATTEMPT} then 'sent' else attempt.state end,
          failure_kind = case when best.has_failed then best.failed_as else attempt.failure_kind end,
          reason = coalesce(best.reason, attempt.reason), provider_code = coalesce(best.provider_code, attempt.provider_code),
          provider_message_id = coalesce(attempt.provider_message_id, best.provider_message_id),
          provider_at = coalesce(attempt.provider_at, best.provider_at),
          address = case when ${HAS_NO_ADDRESS} then coalesce(best.address, attempt.address) else attempt.address end,
          delivered_at = least(attempt.delivered_at, best.delivered_at), read_at = least(attempt.read_at, best.read_at)
        from best where attempt.message_id = best.message_id and attempt.number = best.number),
      linked as (
        update receipt set message_id = matched.message_id, attempt_number = matched.number
        from matched where receipt.id = matched.receipt_id and receipt.message_id is null)
      select message_id as "messageId", bool_or(was_open) as "settlesOpen", bool_or(was_open or gets_address) as "isNowKnown", array_agg(distinct status) as statuses
      from matched group by message_id`;
  }
}

/** The same fact told twice has the same key. */
function receiptKey(fact: ReceiptFact): string {
  const parts = [fact.status, fact.reference, fact.providerMessageId, fact.address, fact.watermarkAt?.getTime()];
  return createHash('sha1').update(JSON.stringify(parts)).digest('base64url');
}
