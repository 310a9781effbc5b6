import { Inject, Injectable } from '@nestjs/common';
import { FIRST_ID, firstIdAt, LAST_ID, timeOfId } from '@app/core';
import { connectionTurns, Database, type DatabaseSession, Prisma, withinMs } from '@app/infra';
import { fillPage, pageColumns, type PageRow } from './fill-page.js';
import type { SendRequest } from '../accept/send-request.js';

export type Direction = 'inbound' | 'outbound';

export interface HistoryQuery {
  profileId: string;
  channelId?: string;
  conversationId?: string;
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

interface Row extends PageRow {
  direction: Direction;
  channelId: string;
  status: string;
}

/** The statuses of the contract's history are fewer than a message's. */
const SHOWN_STATUS: Record<string, string> = { retrying: 'processing', expired: 'failed', filtered: 'failed', received: 'delivered' };

/** A person may have a million messages, none of which fits a filter. */
const LONGEST_MS = 5_000;
/** The words of message_history_idx, which holds the channel too. */
const CHANNEL = Prisma.sql`status_details->>'channel'`;

/** What went to and fro between the business and a person. */
@Injectable()
export class ReadHistory {
  private readonly inTurn = connectionTurns();

  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Newest first, before `from`. `submittedOn` of the last entry is the `from` of the next call: entries of one
   * millisecond are never torn apart, so there may be a few more than `limit`, and fewer where all would make more than
   * a page of 10 MB. Undefined when there is no such profile, and nothing of a deleted one. Throws StatementTooSlow when
   * what fits a filter lies too far apart, TooBusy when too many such calls of the apiSpace are under way.
   */
  async read(apiSpaceId: string, query: HistoryQuery): Promise<HistoryEntry[] | undefined> {
    const isFiltered = query.channelId !== undefined || query.conversationId !== undefined;
    const rows = isFiltered
      ? await this.inTurn(apiSpaceId, () => withinMs(this.database, LONGEST_MS, (session) => this.newest(session, apiSpaceId, query)))
      : await this.newest(this.database, apiSpaceId, query);
    if (rows.length === 0 && !(await this.isKnown(apiSpaceId, query.profileId))) return undefined;
    const page = await fillPage(rows, (row) => this.contentText(row), (row, before) => timeOfId(row.id).getTime() === timeOfId(before.id).getTime());
    return page.map((row) => entry(row, query.profileId));
  }

  /** Ids first: the history's indexes know which they are, and the rows between them are not read. */
  private newest(session: DatabaseSession, apiSpaceId: string, query: HistoryQuery): Promise<Row[]> {
    const [out, into] = [outbound(apiSpaceId, query), inbound(apiSpaceId, query)];
    const isOfMoment = Prisma.sql`id >= (select first_id from moment) and id <= (select last_id from moment)`;
    return session.$queryRaw<Row[]>`
      with newest as (
        select id from (
          (select id from message where ${out} order by id desc limit ${query.limit})
          union all
          (select id from inbound where ${into} order by id desc limit ${query.limit})) both_ways
        order by id desc limit ${query.limit}),
      moment as (
        select (moment || ${FIRST_ID.slice(13)})::uuid as first_id, (moment || ${LAST_ID.slice(13)})::uuid as last_id
        from (select left(min(id::text collate "C"), 13) as moment from newest having count(*) = ${query.limit}) last),
      shown as (
        select id from newest union select id from message where ${out} and ${isOfMoment} union select id from inbound where ${into} and ${isOfMoment})
      select id, 'outbound' as direction, ${CHANNEL} as "channelId", status, ${pageColumns('request')} from message where id in (select id from shown)
      union all
      select id, 'inbound', channel, status, ${pageColumns('content')} from inbound where id in (select id from shown)
      order by id desc limit ${query.limit + SAME_MOMENT}`;
  }

  private async contentText({ id, direction }: Row): Promise<string | undefined> {
    const content = direction === 'inbound' ? Prisma.sql`content::text as text from inbound` : Prisma.sql`request::text as text from message`;
    const [row] = await this.database.rows<{ text: string }>`select ${content} where id = ${id}::uuid`;
    return row?.text;
  }

  /** A message may name a profile that was never made, and outlives one that was deleted. */
  private async isKnown(apiSpaceId: string, profileId: string): Promise<boolean> {
    const rows = await this.database.$queryRaw<{ isKnown: boolean }[]>`
      select exists (select from profile where api_space_id = ${apiSpaceId}::uuid and id = ${profileId} and deleted_at is null)
        or exists (select from message where api_space_id = ${apiSpaceId}::uuid and profile_id = ${profileId} and deleted_at is null)
        or exists (select from inbound where api_space_id = ${apiSpaceId}::uuid and profile_id = ${profileId}) as "isKnown"`;
    return rows[0]!.isKnown;
  }
}

function outbound(apiSpaceId: string, query: HistoryQuery): Prisma.Sql {
  return Prisma.sql`${ofPerson(apiSpaceId, query)} and deleted_at is null and ${query.direction !== 'inbound'}::boolean
    ${onlyIf(CHANNEL, query.channelId)} ${onlyIf(Prisma.sql`request->>'conversationId'`, query.conversationId)}`;
}

function inbound(apiSpaceId: string, query: HistoryQuery): Prisma.Sql {
  return Prisma.sql`${ofPerson(apiSpaceId, query)} and status <> 'optIn' and ${query.direction !== 'outbound'}::boolean
    ${onlyIf(Prisma.sql`channel`, query.channelId)} ${onlyIf(Prisma.sql`content->>'conversationId'`, query.conversationId)}`;
}

function ofPerson(apiSpaceId: string, { profileId, from }: HistoryQuery): Prisma.Sql {
  return Prisma.sql`api_space_id = ${apiSpaceId}::uuid and profile_id = ${profileId} and id < ${firstIdAt(from)}::uuid`;
}

function onlyIf(value: Prisma.Sql, wanted: string | undefined): Prisma.Sql {
  return wanted === undefined ? Prisma.empty : Prisma.sql`and ${value} = ${wanted}`;
}

/** The most of one millisecond that is shown beyond the limit: a batch's worth. */
const SAME_MOMENT = 5_000;

function entry({ id, direction, channelId, status, content }: Row, profileId: string): HistoryEntry {
  const { title, body, messageParts, customBody, channelData } = content as Partial<SendRequest> & { channelData?: unknown };
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
