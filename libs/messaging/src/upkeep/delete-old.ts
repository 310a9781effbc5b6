import { Inject, Injectable } from '@nestjs/common';
import { FIRST_ID, firstIdAt } from '@app/core';
import { CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Database, DELETE_STEP, deleteInSteps, type DeleteStep } from '@app/infra';
import { UNSETTLED } from '../receipts/status-sql.js';


/**
 * Forgets what happened before a given time, in small steps. Ids are made from the time, so the primary keys find old rows.
 * Rows that somebody else holds are left to the next run. Each verb returns how many rows went.
 */
@Injectable()
export class DeleteOld {
  private readonly addressFields: readonly string[];

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CHANNELS) channels: ChannelRegistry,
  ) {
    this.addressFields = [...new Set(channels.all.map(({ addressField }) => addressField))];
  }

  /** With attempts, receipts and short links. Those that are not settled and not taken back, have work due, or changed since stay. */
  async messages(time: Date, signal: AbortSignal): Promise<number> {
    const step = (after: string): Promise<DeleteStep[]> => this.database.$queryRaw<DeleteStep[]>`
      with scanned as materialized (
        select id from message where id > ${after}::uuid and id < ${firstIdAt(time)}::uuid order by id limit ${DELETE_STEP}),
      old as materialized (
        select message.id from message join scanned using (id)
        where (message.status not in ${UNSETTLED} or message.deleted_at is not null) and message.sweep_at is null and message.updated_at < ${time}
        for update of message skip locked),
      gone as (delete from message using old where message.id = old.id returning message.id),
      gone_attempts as (delete from attempt using gone where attempt.message_id = gone.id),
      gone_links as (delete from short_link using gone where short_link.message_id = gone.id),
      gone_receipts as (delete from receipt using gone where receipt.message_id = gone.id)
      select (select count(*)::int from gone) as count, (select id::text from scanned order by id desc limit 1) as last`;
    return deleteInSteps(FIRST_ID, step, signal);
  }

  /** Receipts that have no message: it never came, it went before them, or they cover many by a watermark. */
  async lonelyReceipts(time: Date, signal: AbortSignal): Promise<number> {
    const step = (after: string): Promise<DeleteStep[]> => this.database.$queryRaw<DeleteStep[]>`
      with scanned as materialized (select id, recorded_at from receipt where id > ${after}::bigint order by id limit ${DELETE_STEP}),
      old as materialized (
        select receipt.id from receipt join scanned using (id)
        where scanned.recorded_at < ${time} and not exists (select from message where message.id = receipt.message_id)
        for update of receipt skip locked),
      gone as (delete from receipt using old where receipt.id = old.id returning receipt.id)
      select (select count(*)::int from gone) as count,
        (select id::text from scanned where (select min(recorded_at) from scanned) < ${time} order by id desc limit 1) as last`;
    return deleteInSteps('0', step, signal);
  }

  /** With what their accounts know of an address, where no profile has it and it has been silent since. */
  async inbounds(time: Date, signal: AbortSignal): Promise<number> {
    const step = (after: string): Promise<DeleteStep[]> => this.database.$queryRaw<DeleteStep[]>`
      with old as materialized (
        select id, account_id, address from inbound where id > ${after}::uuid and id < ${firstIdAt(time)}::uuid order by id limit ${DELETE_STEP} for update skip locked),
      gone as (delete from inbound using old where inbound.id = old.id returning inbound.id),
      gone_acquaintances as (
        delete from account_address as known using old, account
        where known.account_id = old.account_id and known.address = old.address and account.id = old.account_id
          and coalesce(known.last_inbound_at < ${time}, true)
          and not exists (
            select from profile_address as found where found.api_space_id = account.api_space_id and found.address = known.address
              and found.field = any(array_append(${this.addressFields}::text[], account.settings->>'idField')))
          and not exists (
            select from inbound as later where later.account_id = known.account_id and later.address = known.address and later.profile_id is null
              and later.id not in (select id from old)))
      select (select count(*)::int from gone) as count, (select id::text from old order by id desc limit 1) as last`;
    return deleteInSteps(FIRST_ID, step, signal);
  }

  /** Those that still wait to be read stay. */
  async providerEvents(time: Date, signal: AbortSignal): Promise<number> {
    const step = (after: string): Promise<DeleteStep[]> => this.database.$queryRaw<DeleteStep[]>`
      with scanned as materialized (
        select id from provider_event where id > ${after}::uuid and id < ${firstIdAt(time)}::uuid order by id limit ${DELETE_STEP}),
      old as materialized (
        select provider_event.id from provider_event join scanned using (id) where provider_event.sweep_at is null for update of provider_event skip locked),
      gone as (delete from provider_event using old where provider_event.id = old.id returning provider_event.id)
      select (select count(*)::int from gone) as count, (select id::text from scanned order by id desc limit 1) as last`;
    return deleteInSteps(FIRST_ID, step, signal);
  }
}
