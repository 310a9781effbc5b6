import { Inject, Injectable } from '@nestjs/common';
import { FIRST_ID } from '@app/core';
import { Database, DELETE_STEP, deleteInSteps, type DeleteStep } from '@app/infra';

/** Forgets access tokens that were revoked long ago: a token without a row is refused as well. */
@Injectable()
export class DeleteOldTokens {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Tokens that were revoked before that time go. Returns how many. */
  async before(time: Date, signal: AbortSignal): Promise<number> {
    const step = (after: string): Promise<DeleteStep[]> => this.database.$queryRaw<DeleteStep[]>`
      with scanned as materialized (select id, revoked_at from access_token where id > ${after}::uuid order by id limit ${DELETE_STEP}),
      gone as (delete from access_token using scanned where access_token.id = scanned.id and scanned.revoked_at < ${time} returning 1)
      select (select count(*)::int from gone) as count, (select id::text from scanned order by id desc limit 1) as last`;
    return deleteInSteps(FIRST_ID, step, signal);
  }
}
