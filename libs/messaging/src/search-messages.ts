import { Inject, Injectable } from '@nestjs/common';
import { firstIdAt, normalisePhoneNumber } from '@app/core';
import { Database, Prisma } from '@app/infra';
import { type MessageView, ReadMessage } from './read-message.js';

/** What to look for; what is left out does not matter. */
export interface MessageSearch {
  statuses?: string[];
  /** The channel in hand, or one that was tried. */
  channel?: string;
  profileId?: string;
  /** An address that it was sent to: a Messenger id, a phone number. */
  address?: string;
  /** Accepted at this time or later, and before that time. */
  from: Date;
  to: Date;
  metadata: { key: string; value: string }[];
  limit: number;
  /** Only messages before (older than) this one. */
  after?: string;
}

export interface MessagePage {
  messages: MessageView[];
  /** For `after` of the next page; left out when there is none. */
  next?: string;
}

/** Rows looked at by one statement: few at first, more when little is found. */
const FIRST_WINDOW = 1_000;
const LARGEST_WINDOW = 50_000;
/** A call that has found too little by then answers with what it has, and where to go on. */
const LONGEST_MS = 1_000;

interface Scan {
  scanned: number;
  last: string | null;
  ids: string[];
}

/** Finds messages, newest first. */
@Injectable()
export class SearchMessages {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReadMessage) private readonly readMessage: ReadMessage,
  ) {}

  /**
   * Goes down the index by id, which is the order of time, until the page is full, the time range ends or a second is over.
   * So a page may be short, even empty, and still have a `next`.
   */
  async search(apiSpaceId: string, search: MessageSearch): Promise<MessagePage> {
    const until = Date.now() + LONGEST_MS;
    const ids: string[] = [];
    let before = firstIdAt(search.to);
    if (search.after !== undefined && search.after < before) before = search.after;
    let next: string | undefined;
    for (let window = Math.max(FIRST_WINDOW, search.limit); ; window = Math.min(window * 4, LARGEST_WINDOW)) {
      const scan = await this.scan(apiSpaceId, search, before, window, search.limit - ids.length);
      ids.push(...scan.ids);
      next = ids.length >= search.limit ? ids.at(-1) : (scan.last ?? undefined);
      if (ids.length >= search.limit) break;
      if (scan.scanned < window || scan.last === null) {
        next = undefined;
        break;
      }
      if (Date.now() > until) break;
      before = scan.last;
    }
    return { messages: await this.readMessage.findMany(apiSpaceId, ids), ...(next === undefined ? {} : { next }) };
  }

  private async scan(apiSpaceId: string, search: MessageSearch, before: string, window: number, limit: number): Promise<Scan> {
    const { statuses, channel, metadata } = search;
    const [row] = await this.database.$queryRaw<Scan[]>`
      with scanned as (
        select id, status, status_details, request, deleted_at from message
        where api_space_id = ${apiSpaceId}::uuid and id < ${before}::uuid and id >= ${firstIdAt(search.from)}::uuid
          ${search.profileId === undefined ? Prisma.empty : Prisma.sql`and profile_id = ${search.profileId}`}
          ${search.address === undefined ? Prisma.empty : sentTo(apiSpaceId, search.address, search.from)}
        order by id desc limit ${window}),
      found as (
        select id from scanned where deleted_at is null
          and (${statuses ?? null}::text[] is null or status = any(${statuses ?? null}::text[]))
          and (${channel ?? null}::text is null or status_details->>'channel' = ${channel ?? null} or jsonb_exists(status_details->'channelStatus', ${channel ?? null}))
          ${metadata.length === 0 ? Prisma.empty : hasMetadata(metadata)}
        order by id desc limit ${limit})
      select (select count(*)::int from scanned) as scanned, (select id from scanned order by id limit 1) as last,
        coalesce((select array_agg(id::text order by id desc) from found), '{}') as ids`;
    return row!;
  }
}

/** By the index on attempts; an attempt is never made before its message is accepted. */
function sentTo(apiSpaceId: string, address: string, from: Date): Prisma.Sql {
  const spellings = [...new Set([address, normalisePhoneNumber(address) ?? address])];
  return Prisma.sql`and id in (
    select message_id from attempt where account_id in (select id from account where api_space_id = ${apiSpaceId}::uuid)
      and address = any(${spellings}::text[]) and started_at >= ${from})`;
}

/** Each value as text; a name with dots is also a path. */
function hasMetadata(metadata: MessageSearch['metadata']): Prisma.Sql {
  return Prisma.sql`and not exists (
    select from unnest(${metadata.map(({ key }) => key)}::text[], ${metadata.map(({ value }) => value)}::text[]) as wanted(key, value)
    where coalesce(request->'metadata'->>wanted.key, request->'metadata'#>>string_to_array(wanted.key, '.')) is distinct from wanted.value)`;
}
