import { Inject, Injectable } from '@nestjs/common';
import { CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Database, type DatabaseSession, NOT_KEPT, Prisma, StatementTooSlow, withinMs } from '@app/infra';
import { type AddressFields, addressFields } from './address-fields.js';
import { ProfileRefusal } from './profile-refusal.js';
import { PROFILE_ROW, type ProfileRow } from './profile-rows.js';
import type { ProfileQuery } from './query/index.js';
import { isByIndex, orderOf, whereOf } from './query/query-sql.js';

const DEFAULT_LIMIT = 100;
const PAGE_SIZE = 500;
/** Only ids and addresses have an index. What reads profile after profile must not keep the database from its work for long. */
const LONGEST_MS = 5_000;

/** Answers queries of profiles (query-language.ts). */
@Injectable()
export class SearchProfiles {
  private readonly fields: AddressFields;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CHANNELS) channels: ChannelRegistry,
  ) {
    this.fields = addressFields(channels);
  }

  /**
   * By id unless `$sort` says otherwise, `$limit` of them (100 when it is not given). Throws a ProfileRefusal when it has
   * to read so many profiles that it takes too long.
   */
  async find(apiSpaceId: string, query: ProfileQuery): Promise<ProfileRow[]> {
    const rows = (session: DatabaseSession): Promise<ProfileRow[]> => session.$queryRaw<ProfileRow[]>`
      ${NOT_KEPT} select ${PROFILE_ROW} from profile where ${whereOf(apiSpaceId, query, this.fields)}
      order by ${orderOf(query.sort)} limit ${query.limit ?? DEFAULT_LIMIT} offset ${query.skip ?? 0}`;
    if (isByIndex(query, this.fields)) return rows(this.database);
    try {
      return await withinMs(this.database, LONGEST_MS, rows);
    } catch (error) {
      if (!(error instanceof StatementTooSlow)) throw error;
      throw new ProfileRefusal('tooSlow', `The query took longer than ${LONGEST_MS / 1_000} s and was stopped. Ask by id or by an address, go page by page with id=><the last id>, or export the profiles.`);
    }
  }

  /** All of them in the order of their ids, a page at a time, so that an export of millions needs no memory. */
  async *pages(apiSpaceId: string, query: ProfileQuery): AsyncGenerator<ProfileRow[]> {
    const where = whereOf(apiSpaceId, query, this.fields);
    let last: string | undefined;
    let left = query.limit ?? Infinity;
    while (left > 0) {
      const after = last === undefined ? Prisma.empty : Prisma.sql`and profile.id > ${last}`;
      const rows = await this.database.$queryRaw<ProfileRow[]>`
        ${NOT_KEPT} select ${PROFILE_ROW} from profile where ${where} ${after} order by profile.id limit ${Math.min(PAGE_SIZE, left)}`;
      if (rows.length > 0) yield rows;
      if (rows.length < PAGE_SIZE) return;
      last = rows.at(-1)!.id;
      left -= rows.length;
    }
  }

  /** The names of the top-level fields that the profiles have. */
  async fieldNames(apiSpaceId: string, query: ProfileQuery): Promise<string[]> {
    const rows = await this.database.$queryRaw<{ name: string }[]>`
      ${NOT_KEPT} select distinct jsonb_object_keys(profile.data) as name from profile where ${whereOf(apiSpaceId, query, this.fields)} order by name`;
    return rows.map((row) => row.name);
  }
}
