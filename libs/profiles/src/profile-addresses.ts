import type { DatabaseSession } from '@app/infra';
import { type AddressFields, addressesIn } from './address-fields.js';

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
  if (rows.length === 0) return;
  await session.$executeRaw`
    insert into profile_address (api_space_id, field, address, profile_id)
    select * from unnest(
      ${rows.map((row) => row.apiSpaceId)}::uuid[], ${rows.map((row) => row.field)}::text[],
      ${rows.map((row) => row.address)}::text[], ${rows.map((row) => row.profileId)}::text[])
    on conflict do nothing`;
}
