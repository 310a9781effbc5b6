import { Inject, Injectable } from '@nestjs/common';
import { firstIdAt, timeOfId } from '@app/core';
import { Database } from '@app/infra';
import type { SendRequest } from './send-request.js';

export type Direction = 'inbound' | 'outbound';

export interface HistoryQuery {
  profileId: string;
  channelId?: string;
  direction?: Direction;
  /** Walks backwards from here. */
  from: Date;
  limit: number;
}

/** One message of a conversation (contract §2.2). */
export interface HistoryEntry {
  messageId: string;
  submittedOn: string;
  profileId: string;
  channelId: string;
  direction: Direction;
  status: string;
  message: { title?: string; body?: string; channelData?: unknown };
}

interface Row {
  id: string;
  direction: Direction;
  channelId: string;
  status: string;
  content: Partial<SendRequest> & { channelData?: unknown };
}

/** The statuses of the contract's history are fewer than a message's. */
const SHOWN_STATUS: Record<string, string> = { retrying: 'processing', expired: 'failed', filtered: 'failed', received: 'delivered' };

/** What went to and fro between the business and a person. */
@Injectable()
export class ReadHistory {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Newest first, before `from`. `submittedOn` of the last entry is the `from` of the next call: entries of one
   * millisecond are never torn apart, so there may be a few more than `limit`.
   */
  async read(apiSpaceId: string, { profileId, channelId, direction, from, limit }: HistoryQuery): Promise<HistoryEntry[]> {
    const [before, channel, wanted] = [firstIdAt(from), channelId ?? null, direction ?? null];
    const rows = await this.database.$queryRaw<Row[]>`
      with outbound as (
        select id, 'outbound' as direction, status_details->>'channel' as channel_id, status, request as content from message
        where api_space_id = ${apiSpaceId}::uuid and profile_id = ${profileId} and id < ${before}::uuid and deleted_at is null
          and ${wanted}::text is distinct from 'inbound' and (${channel}::text is null or status_details->>'channel' = ${channel})
        order by id desc fetch first ${limit + SAME_MOMENT} rows only),
      inbounds as (
        select id, 'inbound' as direction, channel as channel_id, status, content from inbound
        where api_space_id = ${apiSpaceId}::uuid and profile_id = ${profileId} and id < ${before}::uuid
          and ${wanted}::text is distinct from 'outbound' and (${channel}::text is null or channel = ${channel})
        order by id desc fetch first ${limit + SAME_MOMENT} rows only),
      both_ways as (select * from outbound union all select * from inbounds)
      select id, direction, channel_id as "channelId", status, content from both_ways
      order by left(id::text, 13) desc fetch first ${limit} rows with ties`;
    return rows.toSorted((a, b) => (a.id < b.id ? 1 : -1)).map((row) => entry(row, profileId));
  }
}

/** The most of one millisecond that is shown beyond the limit: a batch's worth. */
const SAME_MOMENT = 5_000;

function entry({ id, direction, channelId, status, content }: Row, profileId: string): HistoryEntry {
  const { title, body, messageParts, customBody, channelData } = content;
  const data = channelData ?? customBody?.[channelId] ?? (messageParts ? { messageParts } : undefined);
  return {
    messageId: id,
    submittedOn: timeOfId(id).toISOString(),
    profileId,
    channelId,
    direction,
    status: SHOWN_STATUS[status] ?? status,
    message: { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body }), ...(data === undefined ? {} : { channelData: data }) },
  };
}
