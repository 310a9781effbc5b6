import { Inject, Injectable } from '@nestjs/common';
import { Database, DELETE_STEP, deleteInSteps, type DeleteStep, Prisma } from '@app/infra';
import { REFUSALS_ALONE } from './profiles.js';

/** What is deleted and not forgotten yet. The index over it has the same words. */
const IS_FORGETTABLE = Prisma.sql`profile.deleted_at is not null and not (profile.data = '{}'::jsonb and profile.opt_ins <> '{}'::jsonb)`;
const REFUSES = Prisma.sql`(${REFUSALS_ALONE} <> '{}')`;

/** Forgets profiles that were deleted long ago. */
@Injectable()
export class DeleteOldProfiles {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Profiles that were deleted before that time go, with their links and addresses, and what our accounts know of an address
   * that no other profile has: nobody can undelete them any more. Of whoever wanted no messages the id and the refusals stay,
   * since the person may come back. Returns how many went.
   */
  async before(time: Date, signal: AbortSignal): Promise<number> {
    const step = (): Promise<DeleteStep[]> => this.database.$queryRaw<DeleteStep[]>`
      with old as materialized (
        select api_space_id, id, ${REFUSES} as refuses from profile
        where ${IS_FORGETTABLE} and profile.deleted_at < ${time} order by profile.deleted_at limit ${DELETE_STEP} for update skip locked),
      gone as (delete from profile using old where profile.api_space_id = old.api_space_id and profile.id = old.id and not old.refuses),
      emptied as (
        update profile set data = '{}', opt_ins = ${REFUSALS_ALONE} from old
        where profile.api_space_id = old.api_space_id and profile.id = old.id and old.refuses),
      gone_addresses as (
        delete from profile_address as found using old where found.api_space_id = old.api_space_id and found.profile_id = old.id
        returning found.api_space_id, found.field, found.address),
      gone_acquaintances as (
        delete from account_address as known using gone_addresses as gone, account
        where known.address = gone.address and account.id = known.account_id and account.api_space_id = gone.api_space_id and not exists (
          select from profile_address as other where other.api_space_id = gone.api_space_id and other.field = gone.field and other.address = gone.address
            and (other.api_space_id, other.profile_id) not in (select api_space_id, id from old))),
      gone_links as (delete from profile_link as link using old where link.api_space_id = old.api_space_id and link.profile_id = old.id),
      gone_links_to as (delete from profile_link as link using old where link.api_space_id = old.api_space_id and link.linked_id = old.id)
      select count(*)::int as count, case when count(*) = ${DELETE_STEP}::int then max(id) end as last from old`;
    return deleteInSteps('', step, signal);
  }
}
