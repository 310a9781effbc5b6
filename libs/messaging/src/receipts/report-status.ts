import { Inject, Injectable } from '@nestjs/common';
import { formatAttemptReference, type ReceiptFact } from '@app/core';
import { CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Database, toStorableJson } from '@app/infra';
import { ApplyReceipts } from './apply-receipts.js';
import { MAY_BECOME, NOW_ISO } from './status-sql.js';

/** What a custom channel says of a message that it was given (contract §1.1). */
export interface StatusReport {
  status: ReceiptFact['status'];
  /** The custom channel in hand, or else the one tried last, when it is left out. */
  channel?: string;
  occurredAt: Date;
  failureReason?: string;
  /** Kept in the channel's `details`: `channelStatus`, `additionalInfo`. */
  details: Record<string, unknown>;
}

/** Where the message is after a report. */
export interface ReportedStatus {
  channel: string;
  /** The message's status, which may be past what was reported. */
  status: string;
}

interface CustomAttempt {
  number: number;
  channel: string;
  accountId: string;
  address: string;
  state: string;
}

/** Takes in what a business's own channel reports of a message: a receipt like any provider's. */
@Injectable()
export class ReportStatus {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(ApplyReceipts) private readonly applyReceipts: ApplyReceipts,
  ) {}

  /** `unknown`: the apiSpace has no such message; `notTried`: it was tried on no custom channel, or not on the one named. */
  async report(apiSpaceId: string, messageId: string, report: StatusReport): Promise<ReportedStatus | 'unknown' | 'notTried'> {
    const id = messageId.toLowerCase();
    const before = await this.find(apiSpaceId, id);
    if (!before) return 'unknown';
    const attempt = pick(await this.customAttempts(id), report.channel, before.channel);
    if (!attempt) return 'notTried';
    await this.noteDetails(id, attempt.channel, report);
    const { status, occurredAt, failureReason, details } = report;
    const reference = formatAttemptReference({ messageId: id, attemptNumber: attempt.number });
    const fact = { kind: 'receipt' as const, status, reference, accountAddress: attempt.address, occurredAt, raw: details, ...(failureReason === undefined ? {} : { reason: failureReason }) };
    await this.applyReceipts.record([{ accountId: attempt.accountId, fact }]);
    const after = await this.find(apiSpaceId, id);
    return after ? { channel: attempt.channel, status: after.status } : 'unknown';
  }

  private async find(apiSpaceId: string, id: string): Promise<{ status: string; channel: string } | undefined> {
    const rows = await this.database.$queryRaw<{ status: string; channel: string }[]>`
      select status, status_details->>'channel' as channel from message where id = ${id}::uuid and api_space_id = ${apiSpaceId}::uuid and deleted_at is null`;
    return rows[0];
  }

  /** The newest first. What is not built in is, or was, a custom channel. */
  private async customAttempts(messageId: string): Promise<CustomAttempt[]> {
    return this.database.$queryRaw<CustomAttempt[]>`
      select number::int, channel, account_id as "accountId", address, state from attempt
      where message_id = ${messageId}::uuid and channel <> all(${this.channels.names()}::text[]) order by number desc`;
  }

  /**
   * Before the receipt is applied, so that its event has them; a report that changes nothing leaves them as they are.
   * A report may come before the send's own commit, when nothing stands there of the channel yet: the commit keeps them.
   */
  private async noteDetails(messageId: string, channel: string, { status, details }: StatusReport): Promise<void> {
    if (Object.keys(details).length === 0) return;
    await this.database.$executeRaw`
      update message set status_details = status_details || jsonb_build_object('channelStatus', coalesce(status_details->'channelStatus', '{}')
        || jsonb_build_object(${channel}::text, jsonb_build_object('status', 'processing', 'updatedOn', ${NOW_ISO})
          || coalesce(status_details->'channelStatus'->${channel}, '{}')
          || jsonb_build_object('details', coalesce(status_details->'channelStatus'->${channel}->'details', '{}') || ${toStorableJson(details)}::jsonb)))
      where id = ${messageId}::uuid and (coalesce(status_details->'channelStatus'->${channel}->>'status', 'processing'), ${status}) in ${MAY_BECOME}`;
  }
}

/** The attempt that the channel speaks of: the newest that has not failed, for it may be the one whose answer was lost. */
function pick(attempts: readonly CustomAttempt[], named: string | undefined, inHand: string): CustomAttempt | undefined {
  const channel = named ?? attempts.find((attempt) => attempt.channel === inHand)?.channel ?? attempts[0]?.channel;
  const ofChannel = attempts.filter((attempt) => attempt.channel === channel);
  return ofChannel.find(({ state }) => state !== 'failed') ?? ofChannel[0];
}
