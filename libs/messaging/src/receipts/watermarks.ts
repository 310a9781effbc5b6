import { Inject, Injectable } from '@nestjs/common';
import { FIRST_ID } from '@app/core';
import { Database } from '@app/infra';

/** So many attempts are marked by one statement, whose time is limited: a person may have been sent any number. */
const MOST_AT_ONCE = 1_000;
/** What was sent longer ago than this stays as it is. */
const LONGEST_AGO = '30 days';
/** The clocks of a provider and of a worker differ by less, the time of a call included. */
export const CLOCKS_DIFFER = '10 minutes';
/** Of the watermarks that came before, so many are looked at for one that is done with. */
const MOST_EARLIER = 50;

/** A receipt with a watermark, and from where on its attempts are not marked yet. */
interface Watermark {
  receiptId: string;
  afterAt: Date;
  afterMessageId: string;
}

/** An attempt that a watermark covers. */
interface Covered {
  receiptId: string;
  messageId: string;
  startedAt: Date;
  status: string;
}

/**
 * What watermarks cover: all that was sent to a person on an account up to a time.
 * They are compared with the provider's own time of the message where an echo told it, else with the start of the call.
 */
@Injectable()
export class Watermarks {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Marks the attempts that the receipts among `receiptIds` with a watermark cover, and yields them by the thousand. Attempts that
   * the same watermark has marked before are among them: the worker that did may have died before the next step.
   */
  async *mark(receiptIds: readonly string[]): AsyncGenerator<Covered[]> {
    let left = await this.latest(receiptIds);
    while (left.length > 0) {
      const covered = await this.markSome(left);
      if (covered.length > 0) yield covered;
      left = leftAfter(left, covered);
    }
  }

  /**
   * Of each person the latest of each status, which says the same of all that the others cover. They begin where the last one
   * before them ended that is done with, and not with all that the person was ever sent: what became sent since has been told
   * of that one (`KeepReceipts.waitingFor`).
   */
  private async latest(receiptIds: readonly string[]): Promise<Watermark[]> {
    return this.database.rows<Watermark>`
      with latest as (
        select distinct on (account_id, address, status) id, account_id, address, status,
          min(watermark_at) over (partition by account_id, address, status) as first_at
        from receipt where id = any(${receiptIds}::bigint[]) and watermark_at is not null order by account_id, address, status, watermark_at desc)
      select latest.id as "receiptId", greatest(latest.first_at - ${LONGEST_AGO}::interval, done.watermark_at - ${CLOCKS_DIFFER}::interval) as "afterAt", ${FIRST_ID} as "afterMessageId"
      from latest left join lateral (
        select max(earlier.watermark_at) as watermark_at
        from (
          select status, watermark_at, provider_event_id from receipt
          where account_id = latest.account_id and address = latest.address and watermark_at < latest.first_at
          order by watermark_at desc limit ${MOST_EARLIER}) as earlier
        join provider_event on provider_event.id = earlier.provider_event_id
        where earlier.status = latest.status and provider_event.processed_at is not null) as done on true
      order by latest.id`;
  }

  /** Of as many watermarks, in their order, as make the most that is marked at once; of each its next attempts by their time. */
  private async markSome(watermarks: readonly Watermark[]): Promise<Covered[]> {
    return this.database.rows<Covered>`
      with given as (
        select receipt.id, account_id, address, status, occurred_at, watermark_at, after_at, after_message_id
        from unnest(${watermarks.map(({ receiptId }) => receiptId)}::bigint[], ${watermarks.map(({ afterAt }) => afterAt)}::timestamptz[],
          ${watermarks.map(({ afterMessageId }) => afterMessageId)}::uuid[]) as given(id, after_at, after_message_id) join receipt on receipt.id = given.id),
      covered as (
        select given.id as receipt_id, given.status, given.occurred_at, attempt.* from given cross join lateral (
          select message_id, number, started_at from attempt
          where account_id = given.account_id and address = given.address and state = 'sent'
            and (started_at, message_id) > (given.after_at, given.after_message_id) and started_at < given.watermark_at + ${CLOCKS_DIFFER}::interval
            and coalesce(provider_at, started_at) <= given.watermark_at
            and coalesce(case given.status when 'read' then read_at else delivered_at end, given.occurred_at) >= given.occurred_at
          order by started_at, message_id fetch first ${MOST_AT_ONCE} rows with ties) as attempt
        order by given.id fetch first ${MOST_AT_ONCE} rows with ties),
      news as (
        select message_id, number, min(occurred_at) as delivered_at, min(occurred_at) filter (where status = 'read') as read_at from covered group by message_id, number),
      marked as (
        update attempt set delivered_at = least(attempt.delivered_at, news.delivered_at), read_at = least(attempt.read_at, news.read_at)
        from news where attempt.message_id = news.message_id and attempt.number = news.number)
      select receipt_id as "receiptId", message_id as "messageId", started_at as "startedAt", status from covered order by receipt_id, started_at, message_id`;
  }
}

/** The last watermark that attempts were found for may cover more of them, and those behind it have not been looked at. */
function leftAfter(watermarks: readonly Watermark[], covered: readonly Covered[]): Watermark[] {
  const last = covered.at(-1);
  if (!last || covered.length < MOST_AT_ONCE) return [];
  const index = watermarks.findIndex(({ receiptId }) => receiptId === last.receiptId);
  return [{ receiptId: last.receiptId, afterAt: last.startedAt, afterMessageId: last.messageId }, ...watermarks.slice(index + 1)];
}
