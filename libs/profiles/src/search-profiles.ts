import { Inject, Injectable } from '@nestjs/common';
import { CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Database, Prisma } from '@app/infra';
import { type AddressFields, addressFields } from './address-fields.js';
import { PROFILE_ROW, type ProfileRow } from './profile-rows.js';
import type { ProfileQuery } from './query/index.js';
import { NOT_KEPT, orderOf, whereOf } from './query/query-sql.js';

const DEFAULT_LIMIT = 100;
const PAGE_SIZE = 500;

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

  /** By id unless `$sort` says otherwise, `$limit` of them (100 when it is not given). */
  async find(apiSpaceId: string, query: ProfileQuery): Promise<ProfileRow[]> {
    return this.database.$queryRaw<ProfileRow[]>`
      ${NOT_KEPT} select ${PROFILE_ROW} from profile where ${whereOf(apiSpaceId, query, this.fields)}
      order by ${orderOf(query.sort)} limit ${query.limit ?? DEFAULT_LIMIT} offset ${query.skip ?? 0}`;
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
