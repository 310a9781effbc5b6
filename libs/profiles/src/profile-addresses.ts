import { type DatabaseSession, Prisma } from '@app/infra';
import { type AddressFields, addressesIn, MOST_ADDRESS_CHARS } from './address-fields.js';
import { profileWindows } from './profile-windows.js';

/** A profile whose data has just been written. */
interface Written {
  apiSpaceId: string;
  id: string;
  created: boolean;
  data: Record<string, unknown>;
}

/** Brings the index over addresses to what the profiles now say; belongs into the transaction that wrote them. */
export async function indexAddresses(session: DatabaseSession, changes: readonly Written[], fields: AddressFields): Promise<void> {
  const rows = changes.flatMap((change) => addressesIn(change.data, fields).map((found) => ({ ...found, apiSpaceId: change.apiSpaceId, profileId: change.id })));
  const updated = changes.filter((change) => !change.created);
  if (updated.length > 0) {
    await session.$executeRaw`
      delete from profile_address where (api_space_id, profile_id) in (select * from unnest(
        ${updated.map((change) => change.apiSpaceId)}::uuid[], ${updated.map((change) => change.id)}::text[]))`;
  }
  await session.$executeRaw`
    insert into profile_address (api_space_id, field, address, profile_id)
    select * from unnest(
      ${rows.map((row) => row.apiSpaceId)}::uuid[], ${rows.map((row) => row.field)}::text[],
      ${rows.map((row) => row.address)}::text[], ${rows.map((row) => row.profileId)}::text[])
    union ${customAddresses(fields)}
      and (profile.api_space_id, profile.id) in (select * from unnest(
        ${changes.map((change) => change.apiSpaceId)}::uuid[], ${changes.map((change) => change.id)}::text[]))
    on conflict do nothing`;
}

/** Puts the profiles that are there already under the field by which a new custom channel names people. */
export async function indexCustomField(session: DatabaseSession, apiSpaceId: string, fields: AddressFields): Promise<void> {
  for await (const window of profileWindows(session, apiSpaceId)) {
    await session.$executeRaw`
      insert into profile_address (api_space_id, field, address, profile_id)
      ${customAddresses(fields)} and profile.api_space_id = ${apiSpaceId}::uuid and ${window}
      on conflict do nothing`;
  }
}

/** The values of profiles in the fields that custom channels of their apiSpace name people by, removed ones too: who is erased is found by them. Ends in a condition. */
function customAddresses(fields: AddressFields): Prisma.Sql {
  return Prisma.sql`
    select profile.api_space_id, id_field.name, btrim(profile.data->>id_field.name), profile.id
    from profile join account on account.api_space_id = profile.api_space_id and account.settings ? 'idField'
    cross join lateral (select account.settings->>'idField' as name) id_field
    where id_field.name <> all(${[...fields.keys()]}::text[]) and jsonb_typeof(profile.data->id_field.name) in ('string', 'number')
      and length(btrim(profile.data->>id_field.name)) between 1 and ${MOST_ADDRESS_CHARS}::int`;
}
