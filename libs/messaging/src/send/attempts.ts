import { Inject, Injectable } from '@nestjs/common';
import { createBatcher, createRecorder, Database, isDatabaseUnavailable, Prisma, recordset } from '@app/infra';

const OPEN = Prisma.sql`('started', 'unknown')`;

/** The failures that receipts tell of, as `failure_kind` of an attempt. */
export const REPORTED_FAILURES: readonly string[] = ['reported', 'expired', 'filtered'];

/** What a statement is told of how a call ended; `endedColumns` are its values. */
export const ENDED_COLUMNS = Prisma.sql`attempt_number int, attempt_state text, provider_message_id text, failure_kind text, reason text, provider_code text`;

/**
 * What `update attempt` sets from an `outcome` with ENDED_COLUMNS. A receipt may have settled the attempt before its own
 * call was answered; the provider's id is kept then too, since later receipts name it.
 */
export const END_ATTEMPT = Prisma.sql`
  provider_message_id = coalesce(attempt.provider_message_id, outcome.provider_message_id), finished_at = clock_timestamp(),
  state = case when attempt.state in ${OPEN} then outcome.attempt_state else attempt.state end,
  failure_kind = case when attempt.state in ${OPEN} then outcome.failure_kind else attempt.failure_kind end,
  reason = case when attempt.state in ${OPEN} then outcome.reason else attempt.reason end,
  provider_code = case when attempt.state in ${OPEN} then outcome.provider_code else attempt.provider_code end`;

export function endedColumns(end: AttemptEnd | undefined): Record<string, unknown> {
  if (!end) return {};
  const { number, state, providerMessageId, failureKind, reason, providerCode } = end;
  return { attempt_number: number, attempt_state: state, provider_message_id: providerMessageId, failure_kind: failureKind, reason, provider_code: providerCode };
}

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
  partCount: number;
  state: AttemptState;
  failureKind: string | null;
  reason: string | null;
  accountId: string;
  address: string;
  providerMessageId: string | null;
  startedAt: Date;
  finishedAt: Date | null;
}

/** True when every part of the rule is out; `attempts` are those of one rule. */
export function isWhole(attempts: readonly Attempt[]): boolean {
  const sent = attempts.filter(({ state }) => state === 'sent');
  return new Set(sent.map(({ partIndex }) => partIndex)).size === sent[0]?.partCount;
}

/** The last try of its part. */
function isLastTry({ partIndex, number }: Attempt, ofRule: readonly Attempt[]): boolean {
  return !ofRule.some((later) => later.partIndex === partIndex && later.number > number);
}

/** What a provider told of a rule's call after it: the last try of one of its parts has failed there. */
export function lateFailure(ofRule: readonly Attempt[]): Attempt | undefined {
  return ofRule.find((attempt) => attempt.state === 'failed' && REPORTED_FAILURES.includes(attempt.failureKind!) && isLastTry(attempt, ofRule));
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
    this.start = createBatcher({ run: (attempts: NewAttempt[]) => this.startMany(attempts), maxItems: 400, concurrency: 1, retryAlone: (error) => !isDatabaseUnavailable(error) });
    this.end = createRecorder({ run: (ends: AttemptEnd[]) => this.endMany(ends), maxItems: 200 });
  }

  /** The attempts of the messages, oldest first, without those that were throttled: they prove nothing, and may be thousands. */
  async of(messageIds: readonly string[]): Promise<Attempt[]> {
    if (messageIds.length === 0) return [];
    return this.database.rows<Attempt>`
      select message_id as "messageId", number, rule_index as "ruleIndex", try_number as "tryNumber", part_index as "partIndex",
        part_count as "partCount", failure_kind as "failureKind", reason, state, account_id as "accountId", address, provider_message_id as "providerMessageId", started_at as "startedAt", finished_at as "finishedAt"
      from attempt where message_id = any(${messageIds}::uuid[]) and failure_kind is distinct from 'throttled' order by message_id, number`;
  }

  /** Ends those whose outcome is still open as failed; false when a receipt has settled one of them meanwhile. */
  async giveUp(messageId: string, numbers: readonly number[], reason: string): Promise<boolean> {
    const rows = await this.database.rows`
      update attempt set state = 'failed', failure_kind = 'unknown', reason = ${reason}, finished_at = clock_timestamp()
      where message_id = ${messageId}::uuid and number = any(${numbers}::int[]) and state in ${OPEN} returning number`;
    return rows.length === numbers.length;
  }

  private async startMany(attempts: NewAttempt[]): Promise<boolean[]> {
    const rows = await this.database.rows<{ id: string; claim: string | null }>`
      with given as ${recordset(attempts.map(rowOf), NEW_COLUMNS)},
      mine as (
        select given.*, message.rule_index <> given.rule_index or message.awaited_status is not null as is_next_rule
        from given join message on message.id = given.message_id and message.claim = given.claim),
      moved as (
        update message set rule_index = mine.rule_index, awaited_status = null
        from mine where mine.is_next_rule and message.id = mine.message_id and message.claim = mine.claim),
      started as (
        insert into attempt (message_id, number, rule_index, try_number, part_index, part_count, channel, account_id, address, started_at)
        select message_id, number, rule_index, try_number, part_index, part_count, channel, account_id, address, clock_timestamp()
        from mine
        on conflict do nothing
        returning message_id)
      select message_id as id, claim from mine union all select message_id, null from started`;
    const mine = new Set(rows.flatMap(({ id, claim }) => (claim ? [`${id} ${claim}`] : [])));
    const started = new Set(rows.flatMap(({ id, claim }) => (claim ? [] : [id])));
    return attempts.map(({ messageId, claim }) => mine.has(`${messageId} ${claim}`) && started.has(messageId));
  }

  private async endMany(ends: AttemptEnd[]): Promise<void> {
    await this.database.rows`
      with outcome as ${recordset(ends.map((end) => ({ id: end.messageId, ...endedColumns(end) })), Prisma.sql`id uuid, ${ENDED_COLUMNS}`)}
      update attempt set ${END_ATTEMPT} from outcome where attempt.message_id = outcome.id and attempt.number = outcome.attempt_number`;
  }
}

const NEW_COLUMNS = Prisma.sql`message_id uuid, claim uuid, number int, rule_index int, try_number int, part_index int, part_count int, channel text, account_id uuid, address text`;

function rowOf({ messageId, claim, number, ruleIndex, tryNumber, partIndex, partCount, channel, accountId, address }: NewAttempt): Record<string, unknown> {
  return {
    message_id: messageId, claim, number, rule_index: ruleIndex, try_number: tryNumber, part_index: partIndex, part_count: partCount,
    channel, account_id: accountId, address,
  };
}
