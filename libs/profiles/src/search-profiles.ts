import { Inject, Injectable } from '@nestjs/common';
import { CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { connectionTurns, Database, type DatabaseSession, NOT_KEPT, Prisma, StatementTooSlow, withinMs } from '@app/infra';
import { type AddressFields, addressFields } from './address-fields.js';
import { ProfileRefusal } from './profile-refusal.js';
import { PROFILE_ROW, type ProfileRow, SAME_ROW } from './profile-rows.js';
import { profileWindows } from './profile-windows.js';
import type { ProfileQuery } from './query/index.js';
import { isByIndex, orderOf, whereOf } from './query/query-sql.js';

const DEFAULT_LIMIT = 100;
const PAGE_SIZE = 500;
/** Only ids and addresses have an index. What reads profile after profile must not keep the database from its work for long. */
const LONGEST_MS = 5_000;
/** Of their data as text. */
const MOST_PAGE_BYTES = 10_000_000;
/** Columns of a table that has one for each field. */
const MOST_FIELD_NAMES = 1_000;

/** Answers queries of profiles (query-language.ts). */
@Injectable()
export class SearchProfiles {
  private readonly fields: AddressFields;
  private readonly inTurn = connectionTurns();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CHANNELS) channels: ChannelRegistry,
  ) {
    this.fields = addressFields(channels);
  }

  /**
   * By id unless `$sort` says otherwise, `$limit` of them (100 when it is not given). Throws a ProfileRefusal when it has
   * to read so many profiles that it takes too long, or when they are too large to be answered at once, TooBusy when too
   * many such queries of the apiSpace are under way.
   */
  async find(apiSpaceId: string, query: ProfileQuery): Promise<ProfileRow[]> {
    const rows = (session: DatabaseSession): Promise<ProfileRow[]> => this.page(session, apiSpaceId, query);
    if (isByIndex(query, this.fields)) return rows(this.database);
    try {
      return await this.inTurn(apiSpaceId, () => withinMs(this.database, LONGEST_MS, rows));
    } catch (error) {
      if (!(error instanceof StatementTooSlow)) throw error;
      throw new ProfileRefusal('tooSlow', `The query took longer than ${LONGEST_MS / 1_000} s and was stopped. Ask by id or by an address, go page by page with id=><the last id>, or export the profiles.`);
    }
  }

  /** A shorter page would be no answer: the next one begins by `$skip`. So one that is too large is refused before it is read. */
  private async page(session: DatabaseSession, apiSpaceId: string, query: ProfileQuery): Promise<ProfileRow[]> {
    const order = orderOf(query.sort);
    const rows = await session.$queryRaw<(ProfileRow & { pageBytes: number })[]>`
      ${NOT_KEPT} with page as materialized (
        select ${PROFILE_ROW}, row_number() over (order by ${order}) as place from profile where ${whereOf(apiSpaceId, query, this.fields)}
        order by ${order} limit ${query.limit ?? DEFAULT_LIMIT} offset ${query.skip ?? 0}),
      total as (select coalesce(sum(octet_length(data::text)), 0)::float8 as "pageBytes" from page)
      select ${SAME_ROW}, total."pageBytes" from total left join page on total."pageBytes" <= ${MOST_PAGE_BYTES} order by place`;
    const { pageBytes } = rows[0]!;
    if (pageBytes > MOST_PAGE_BYTES) throw new ProfileRefusal('tooLarge', `asks for ${Math.round(pageBytes / 1e6)} MB of profiles; at most ${MOST_PAGE_BYTES / 1e6} MB are answered at once: ask for fewer by $limit`);
    return rows.filter(({ id }) => id !== null);
  }

  /** All of them in the order of their ids, a page at a time, so that an export of millions needs no memory, and finding few among them no long statement. */
  async *pages(apiSpaceId: string, query: ProfileQuery): AsyncGenerator<ProfileRow[]> {
    const where = whereOf(apiSpaceId, query, this.fields);
    let left = query.limit ?? Infinity;
    for await (const window of this.windows(apiSpaceId, query)) {
      let after = Prisma.empty;
      for (let isMore = true; isMore; ) {
        const rows = await this.database.$queryRaw<ProfileRow[]>`
          ${NOT_KEPT} with page as materialized (
            select ${PROFILE_ROW} from profile where ${where} and ${window} ${after} order by profile.id limit ${Math.min(PAGE_SIZE, left)}),
          sized as (select id, row_number() over (order by id) as place, sum(octet_length(data::text)) over (order by id) as bytes from page)
          select ${SAME_ROW} from page join sized using (id) where place = 1 or bytes <= ${MOST_PAGE_BYTES} order by place`;
        if (rows.length > 0) yield rows;
        left -= rows.length;
        if (left === 0) return;
        isMore = rows.length > 0;
        if (isMore) after = Prisma.sql`and profile.id > ${rows.at(-1)!.id}`;
      }
    }
  }

  /** The names of the top-level fields that the profiles have. Throws a ProfileRefusal when there are too many for a table. */
  async fieldNames(apiSpaceId: string, query: ProfileQuery): Promise<string[]> {
    const where = whereOf(apiSpaceId, query, this.fields);
    const names = new Set<string>();
    for await (const window of this.windows(apiSpaceId, query)) {
      const rows = await this.database.$queryRaw<{ name: string }[]>`
        ${NOT_KEPT} select distinct jsonb_object_keys(profile.data) as name from profile where ${where} and ${window} limit ${MOST_FIELD_NAMES + 1}`;
      for (const { name } of rows) names.add(name);
      if (names.size > MOST_FIELD_NAMES) throw new ProfileRefusal('tooLarge', `is for profiles with more than ${MOST_FIELD_NAMES} fields; name those that you want in fields`);
    }
    return [...names].toSorted();
  }

  private async *windows(apiSpaceId: string, query: ProfileQuery): AsyncGenerator<Prisma.Sql> {
    if (isByIndex(query, this.fields)) yield Prisma.sql`true`;
    else yield* profileWindows(this.database, apiSpaceId);
  }
}
