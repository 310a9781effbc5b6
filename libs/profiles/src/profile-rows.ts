import { Inject, Injectable } from '@nestjs/common';
import { CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Database, type DatabaseSession, Prisma, toStorableJson } from '@app/infra';
import { addressFields, type AddressFields } from './address-fields.js';
import { indexAddresses } from './profile-addresses.js';
import { ProfileRefusal } from './profile-refusal.js';
import { deleteLinks } from './profile-links.js';
import { MOST_PROFILE_CHARS, REFUSALS_ALONE } from './profiles.js';

/** A profile with all that is kept beside its data. */
export interface ProfileRow {
  id: string;
  data: Record<string, unknown>;
  revision: number;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
  deletedAt: Date | null;
}

const MOST_LOCKED_BYTES = 20_000_000;
/** In UTF-8, of a UTF-16 unit. */
const MOST_BYTES_A_CHAR = 3;

/** The columns of a ProfileRow, from the table `profile`. */
export const PROFILE_ROW = Prisma.sql`profile.id, profile.data, profile.revision, profile.created_at as "createdAt", profile.created_by as "createdBy",
  profile.updated_at as "updatedAt", profile.updated_by as "updatedBy", profile.deleted_at as "deletedAt"`;

/** The same columns again, from a query of PROFILE_ROW. */
export const SAME_ROW = Prisma.sql`page.id, page.data, page.revision, page."createdAt", page."createdBy", page."updatedAt", page."updatedBy", page."deletedAt"`;

/** Profiles as rows: read, locked and written back by what changes them on a customer's behalf. */
@Injectable()
export class ProfileRows {
  private readonly fields: AddressFields;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CHANNELS) channels: ChannelRegistry,
  ) {
    this.fields = addressFields(channels);
  }

  /** Deleted ones too; undefined when there is none. */
  async find(apiSpaceId: string, id: string): Promise<ProfileRow | undefined> {
    const rows = await this.database.$queryRaw<ProfileRow[]>`
      select ${PROFILE_ROW} from profile where api_space_id = ${apiSpaceId}::uuid and id = ${id}`;
    return rows[0];
  }

  /** Those that there are, deleted ones too, held until the transaction ends; always in the order of their ids, so that two calls can't block each other. */
  async lock(session: DatabaseSession, apiSpaceId: string, ids: readonly string[]): Promise<Map<string, ProfileRow>> {
    if (ids.length * MOST_PROFILE_CHARS * MOST_BYTES_A_CHAR > MOST_LOCKED_BYTES) await this.refuseTooLarge(session, apiSpaceId, ids);
    const rows = await session.$queryRaw<ProfileRow[]>`
      select ${PROFILE_ROW} from profile where api_space_id = ${apiSpaceId}::uuid and id = any(${ids}::text[]) order by id collate "C" for update`;
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** They are read, told and written back whole: a short call may name hundreds of megabytes. Throws a ProfileRefusal. */
  private async refuseTooLarge(session: DatabaseSession, apiSpaceId: string, ids: readonly string[]): Promise<void> {
    const [sum] = await session.$queryRaw<{ bytes: number }[]>`
      select coalesce(sum(octet_length(data::text)), 0)::float8 as bytes from profile where api_space_id = ${apiSpaceId}::uuid and id = any(${ids}::text[])`;
    if (sum!.bytes <= MOST_LOCKED_BYTES) return;
    throw new ProfileRefusal('tooLarge', `names profiles of ${Math.round(sum!.bytes / 1e6)} MB; change at most ${MOST_LOCKED_BYTES / 1e6} MB of them at once`);
  }

  /**
   * Writes the profiles as they shall be, each with the revision after the one that is there (0: there is none).
   * One that `isNew` takes the place of a deleted one: it has neither its links nor its consent.
   * Throws a ProfileRefusal when another call came in between; the transaction must end with it.
   */
  async write(session: DatabaseSession, apiSpaceId: string, rows: readonly (ProfileRow & { isNew?: boolean })[]): Promise<void> {
    if (rows.length === 0) return;
    const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const replacing = rows.filter((row) => row.isNew && row.revision > 0).map((row) => row.id);
    await deleteLinks(session, replacing.map((id) => ({ apiSpaceId, id })));
    const written = await session.$executeRaw`
      insert into profile (api_space_id, id, data, revision, created_at, created_by, updated_at, updated_by, deleted_at)
      select ${apiSpaceId}::uuid, * from unnest(
        ${sorted.map((row) => row.id)}::text[], ${sorted.map((row) => toStorableJson(row.data))}::jsonb[], ${sorted.map((row) => row.revision)}::int[],
        ${sorted.map((row) => row.createdAt)}::timestamptz[], ${sorted.map((row) => row.createdBy)}::text[], ${sorted.map((row) => row.updatedAt)}::timestamptz[],
        ${sorted.map((row) => row.updatedBy)}::text[], ${sorted.map((row) => row.deletedAt)}::timestamptz[])
      on conflict (api_space_id, id) do update set data = excluded.data, revision = excluded.revision, created_at = excluded.created_at,
        created_by = excluded.created_by, updated_at = excluded.updated_at, updated_by = excluded.updated_by, deleted_at = excluded.deleted_at,
        opt_ins = case when profile.id = any(${replacing}::text[]) then ${REFUSALS_ALONE} else profile.opt_ins end
      where profile.revision = excluded.revision - 1`;
    if (written < rows.length) throw new ProfileRefusal('race', 'Another call changed the profile at the same moment; try again.');
    await indexAddresses(session, rows.map((row) => ({ apiSpaceId, id: row.id, created: row.revision === 0, data: row.data })), this.fields);
  }

  /** The profiles, their addresses and links are gone for good. */
  async erase(session: DatabaseSession, apiSpaceId: string, id: string): Promise<void> {
    await session.$executeRaw`delete from profile_address where api_space_id = ${apiSpaceId}::uuid and profile_id = ${id}`;
    await deleteLinks(session, [{ apiSpaceId, id }]);
    await session.$executeRaw`delete from profile where api_space_id = ${apiSpaceId}::uuid and id = ${id}`;
  }

  /** The addresses under which the profiles are found. */
  async addresses(session: DatabaseSession, apiSpaceId: string, ids: readonly string[]): Promise<{ field: string; address: string }[]> {
    return session.$queryRaw`select field, address from profile_address where api_space_id = ${apiSpaceId}::uuid and profile_id = any(${ids}::text[])`;
  }
}
