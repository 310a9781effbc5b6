import { Inject, Injectable } from '@nestjs/common';
import { createBatcher, Database, Prisma, toStorableText, untilRecorded } from '@app/infra';

/** A receipt may have settled the attempt before its own call was answered; the provider's id is kept then too, since later receipts name it. */
export const OPEN = Prisma.sql`('started', 'unknown')`;

/** One provider call that is about to be made. */
export interface NewAttempt {
  messageId: string;
  claim: string;
  number: number;
  ruleIndex: number;
  tryNumber: number;
  partIndex: number;
  partCount: number;
  channel: string;
  accountId: string;
  address: string;
}

export type AttemptState = 'started' | 'sent' | 'failed' | 'unknown';

/** How a provider call ended. */
export interface AttemptEnd {
  messageId: string;
  number: number;
  state: Exclude<AttemptState, 'started'>;
  providerMessageId?: string;
  failureKind?: string;
  reason?: string;
  providerCode?: string;
}

export interface Attempt {
  messageId: string;
  number: number;
  ruleIndex: number;
  tryNumber: number;
  partIndex: number;
  state: AttemptState;
  accountId: string;
  address: string;
  providerMessageId: string | null;
  startedAt: Date;
  finishedAt: Date | null;
}

/** The attempt table: a row is committed before each provider call, and its end after it. */
@Injectable()
export class Attempts {
  /**
   * Commits the attempt; false when the message is no longer this worker's, and the call must not be made: another claim
   * shows in the message, and where it came at this very moment the attempt's number is taken.
   */
  readonly start: (attempt: NewAttempt) => Promise<boolean>;
  /** Commits the end of an attempt that does not decide the message by itself; the others end in `RecordOutcome`. */
  readonly end: (end: AttemptEnd) => Promise<void>;

  constructor(@Inject(Database) private readonly database: Database) {
    this.start = createBatcher({ run: (attempts: NewAttempt[]) => this.startMany(attempts), maxItems: 200 });
    const end = createBatcher({ run: (ends: AttemptEnd[]) => this.endMany(ends), maxItems: 200 });
    this.end = (ended) => untilRecorded(() => end(ended));
  }

  /** All attempts of the messages, oldest first. */
  async of(messageIds: readonly string[]): Promise<Attempt[]> {
    if (messageIds.length === 0) return [];
    return this.database.rows<Attempt>`
      select message_id as "messageId", number, rule_index as "ruleIndex", try_number as "tryNumber", part_index as "partIndex",
        state, account_id as "accountId", address, provider_message_id as "providerMessageId", started_at as "startedAt", finished_at as "finishedAt"
      from attempt where message_id = any(${messageIds}::uuid[]) order by message_id, number`;
  }

  private async startMany(attempts: NewAttempt[]): Promise<boolean[]> {
    const rows = await this.database.rows<{ id: string }>`
      with given as (select * from unnest(
          ${attempts.map((attempt) => attempt.messageId)}::uuid[], ${attempts.map((attempt) => attempt.claim)}::uuid[],
          ${attempts.map((attempt) => attempt.number)}::int[], ${attempts.map((attempt) => attempt.ruleIndex)}::int[],
          ${attempts.map((attempt) => attempt.tryNumber)}::int[], ${attempts.map((attempt) => attempt.partIndex)}::int[],
          ${attempts.map((attempt) => attempt.partCount)}::int[], ${attempts.map((attempt) => attempt.channel)}::text[],
          ${attempts.map((attempt) => attempt.accountId)}::uuid[], ${attempts.map((attempt) => toStorableText(attempt.address))}::text[]
        ) as given(message_id, claim, number, rule_index, try_number, part_index, part_count, channel, account_id, address)),
      mine as (
        select message.id, message.rule_index <> given.rule_index or message.awaited_status is not null as is_next_rule
        from given join message on message.id = given.message_id and message.claim = given.claim),
      moved as (
        update message set rule_index = given.rule_index, awaited_status = null
        from given join mine on mine.id = given.message_id and mine.is_next_rule
        where message.id = given.message_id and message.claim = given.claim)
      insert into attempt (message_id, number, rule_index, try_number, part_index, part_count, channel, account_id, address, started_at)
      select message_id, number, rule_index, try_number, part_index, part_count, channel, account_id, address, clock_timestamp()
      from given join mine on mine.id = given.message_id
      on conflict do nothing
      returning message_id as id`;
    const started = new Set(rows.map((row) => row.id));
    return attempts.map((attempt) => started.has(attempt.messageId));
  }

  private async endMany(ends: AttemptEnd[]): Promise<void[]> {
    await this.database.rows`
      update attempt set provider_message_id = coalesce(attempt.provider_message_id, ended.provider_message_id), finished_at = clock_timestamp(),
        state = case when attempt.state in ${OPEN} then ended.state else attempt.state end,
        failure_kind = case when attempt.state in ${OPEN} then ended.failure_kind else attempt.failure_kind end,
        reason = case when attempt.state in ${OPEN} then ended.reason else attempt.reason end,
        provider_code = case when attempt.state in ${OPEN} then ended.provider_code else attempt.provider_code end
      from unnest(
        ${ends.map((end) => end.messageId)}::uuid[], ${ends.map((end) => end.number)}::int[], ${ends.map((end) => end.state)}::text[],
        ${ends.map((end) => end.providerMessageId ?? null)}::text[], ${ends.map((end) => end.failureKind ?? null)}::text[],
        ${ends.map((end) => (end.reason === undefined ? null : toStorableText(end.reason)))}::text[], ${ends.map((end) => end.providerCode ?? null)}::text[]
      ) as ended(message_id, number, state, provider_message_id, failure_kind, reason, provider_code)
      where attempt.message_id = ended.message_id and attempt.number = ended.number`;
    return ends.map(() => undefined);
  }
}
