import { Inject, Injectable } from '@nestjs/common';
import { v5 as uuidv5 } from 'uuid';
import { CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { connectionTurns, createBatcher, Database, type DatabaseSession, Prisma, toStorableJson } from '@app/infra';
import { type AddressFields, addressFields } from './address-fields.js';
import { indexAddresses, indexCustomField } from './profile-addresses.js';
import { deleteLinks } from './profile-links.js';

/** As JSON. A person's fields are few and small; a page has a thousand profiles, and each event of one has all of it. */
export const MOST_PROFILE_CHARS = 100_000;

/** What is left of the opt-ins when a new profile takes the place of a deleted one: whoever wanted no messages still wants none. */
export const REFUSALS_ALONE = Prisma.sql`(select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(profile.opt_ins) where value = 'false')`;

export interface ProfileKey {
  apiSpaceId: string;
  id: string;
}

export interface ProfileMerge extends ProfileKey {
  /** Merged over what is there, top level only. */
  fields: Record<string, unknown>;
  /** `access:<token id>` or `system`. */
  by: string;
}

export interface ProfileChange extends ProfileKey {
  created: boolean;
  revision: number;
  data: Record<string, unknown>;
}

interface PhoneLookup {
  apiSpaceId: string;
  phoneNumber: string;
  field: string;
}

/** The profile store: what is known of a person, and the addresses they are found by. */
@Injectable()
export class Profiles {
  private readonly fields: AddressFields;
  private readonly indexing = connectionTurns();

  /** The profile's data; undefined when there is none (or it is deleted). Batched. */
  readonly find: (key: ProfileKey) => Promise<Record<string, unknown> | undefined>;
  /** The address in `field` of a profile with this phone number; the one changed last when there are several. Batched. */
  readonly findAddressByPhone: (lookup: PhoneLookup) => Promise<string | undefined>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CHANNELS) channels: ChannelRegistry,
  ) {
    this.fields = addressFields(channels);
    this.find = createBatcher({ run: (keys: ProfileKey[]) => this.findMany(keys), maxItems: 500 });
    this.findAddressByPhone = createBatcher({ run: (lookups: PhoneLookup[]) => this.findAddressesByPhone(lookups), maxItems: 500 });
  }

  /**
   * Makes the profiles, or merges fields into those that are there. Returns the ones that this changed: one that would
   * become too large stays as it is.
   * One that was deleted is made anew: its data, links and consent are not back.
   * Meant for a transaction: profile and addresses are written by two statements.
   */
  async merge(session: DatabaseSession, merges: readonly ProfileMerge[]): Promise<ProfileChange[]> {
    const rows = mergedByProfile(merges);
    if (rows.length === 0) return [];
    const changes = await session.$queryRaw<ProfileChange[]>`
      with deleted as (
        select api_space_id, id from profile where deleted_at is not null
          and (api_space_id, id) in (select * from unnest(${rows.map((row) => row.apiSpaceId)}::uuid[], ${rows.map((row) => row.id)}::text[])))
      insert into profile (api_space_id, id, data, created_by, updated_by)
      select * from unnest(
        ${rows.map((row) => row.apiSpaceId)}::uuid[], ${rows.map((row) => row.id)}::text[],
        ${rows.map((row) => toStorableJson(row.fields))}::jsonb[], ${rows.map((row) => row.by)}::text[], ${rows.map((row) => row.by)}::text[])
      on conflict (api_space_id, id) do update set
        data = case when profile.deleted_at is null then profile.data || excluded.data else excluded.data end,
        opt_ins = case when profile.deleted_at is null then profile.opt_ins else ${REFUSALS_ALONE} end,
        created_at = case when profile.deleted_at is null then profile.created_at else now() end,
        created_by = case when profile.deleted_at is null then profile.created_by else excluded.created_by end,
        revision = profile.revision + 1, updated_at = now(), updated_by = excluded.updated_by, deleted_at = null
      where profile.deleted_at is not null
        or (profile.data || excluded.data <> profile.data and char_length((profile.data || excluded.data)::text) <= ${MOST_PROFILE_CHARS})
      returning api_space_id as "apiSpaceId", id, revision, data, revision = 0 or (api_space_id, id) in (select * from deleted) as created`;
    await deleteLinks(session, changes.filter(({ created, revision }) => created && revision > 0));
    await indexAddresses(session, changes, this.fields);
    return changes;
  }

  /** Makes all profiles of the apiSpace found by the field of a custom channel that has just been connected. Throws TooBusy. */
  async indexCustomField(apiSpaceId: string): Promise<void> {
    await this.indexing(apiSpaceId, () => indexCustomField(this.database, apiSpaceId, this.fields));
  }

  /** The profiles that hold an address, the one changed last first. */
  async withAddress(apiSpaceId: string, field: string, address: string, session: DatabaseSession = this.database): Promise<{ id: string; data: Record<string, unknown> }[]> {
    return session.$queryRaw`
      select p.id, p.data from profile_address a
      join profile p on p.api_space_id = a.api_space_id and p.id = a.profile_id and p.deleted_at is null
      where a.api_space_id = ${apiSpaceId}::uuid and a.field = ${field} and a.address = ${address}
      order by p.updated_at desc limit 10`;
  }

  /** The id of the profile that holds one of the addresses, by field: of the first of them that anyone holds. */
  async ownerOf(apiSpaceId: string, addresses: Readonly<Record<string, string>>): Promise<string | null> {
    const rows = await this.database.rows<{ id: string }>`
      select p.id from unnest(${Object.keys(addresses)}::text[], ${Object.values(addresses)}::text[]) with ordinality as wanted(field, address, place)
      join profile_address a on a.api_space_id = ${apiSpaceId}::uuid and a.field = wanted.field and a.address = wanted.address
      join profile p on p.api_space_id = a.api_space_id and p.id = a.profile_id and p.deleted_at is null
      order by wanted.place, p.updated_at desc limit 1`;
    return rows[0]?.id ?? null;
  }

  private async findMany(keys: ProfileKey[]): Promise<(Record<string, unknown> | undefined)[]> {
    const rows = await this.database.$queryRaw<(ProfileKey & { data: Record<string, unknown> })[]>`
      select api_space_id as "apiSpaceId", id, data from profile
      where deleted_at is null and (api_space_id, id) in (select * from unnest(
        ${keys.map((key) => key.apiSpaceId)}::uuid[], ${keys.map((key) => key.id)}::text[]))`;
    const found = new Map(rows.map((row) => [`${row.apiSpaceId} ${row.id}`, row.data]));
    return keys.map((key) => found.get(`${key.apiSpaceId} ${key.id}`));
  }

  private async findAddressesByPhone(lookups: PhoneLookup[]): Promise<(string | undefined)[]> {
    const rows = await this.database.$queryRaw<{ index: number; address: string }[]>`
      select wanted.index::int, found.address
      from unnest(
        ${lookups.map((lookup) => lookup.apiSpaceId)}::uuid[], ${lookups.map((lookup) => lookup.phoneNumber)}::text[],
        ${lookups.map((lookup) => lookup.field)}::text[]) with ordinality as wanted(api_space_id, phone_number, field, index)
      cross join lateral (
        select other.address from profile_address phone
        join profile_address other on other.api_space_id = phone.api_space_id and other.profile_id = phone.profile_id and other.field = wanted.field
        join profile p on p.api_space_id = phone.api_space_id and p.id = phone.profile_id and p.deleted_at is null
        where phone.api_space_id = wanted.api_space_id and phone.field = 'phoneNumber' and phone.address = wanted.phone_number
        order by p.updated_at desc limit 1) found`;
    const byIndex = new Map(rows.map((row) => [row.index, row.address]));
    return lookups.map((_, index) => byIndex.get(index + 1));
  }
}

const NAMESPACE = '5f0d3f3e-7a1b-4c0e-9a53-0c7f3f1c2b11';

/** The id of a profile that is made for an unknown person; always the same for one address, so that two at once make one. */
export function profileIdFor(apiSpaceId: string, field: string, address: string): string {
  // Half a surrogate pair, which a provider may send, has no bytes to be hashed.
  return uuidv5(`${apiSpaceId} ${field} ${address}`.toWellFormed(), NAMESPACE);
}

/** One row a profile, in a fixed order: a statement may not touch a row twice, and two of them may not deadlock. */
function mergedByProfile(merges: readonly ProfileMerge[]): ProfileMerge[] {
  const byKey = new Map<string, ProfileMerge>();
  for (const merge of merges) {
    const key = `${merge.apiSpaceId} ${merge.id}`;
    const earlier = byKey.get(key);
    const together = earlier ? { ...merge, fields: { ...earlier.fields, ...merge.fields } } : merge;
    // Hundreds of messages of one call may name one person, each with other fields.
    if (!earlier || JSON.stringify(together.fields).length <= MOST_PROFILE_CHARS) byKey.set(key, together);
  }
  return [...byKey.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, merge]) => merge);
}
