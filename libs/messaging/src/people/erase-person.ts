import { Injectable } from '@nestjs/common';
import { newId } from '@app/core';
import type { DatabaseSession } from '@app/infra';
import { deliveriesOf, type DueDelivery, type DueRow, SELECT_DUE, writeEventsSql } from '@app/webhooks';
import { KEY_LIFE_MS } from '../accept/idempotency-keys.js';
import type { Traces } from './find-traces.js';
import { TELL_CHANGED, UNSETTLED } from '../receipts/status-sql.js';

interface Inbounds {
  ids: string[];
  providerEventIds: string[];
}

/** Whom to erase: their profiles, the addresses of these, and where else they were found. */
export interface Person extends Traces {
  apiSpaceId: string;
  profileIds: readonly string[];
  addresses: readonly string[];
}

/** The addresses in the forms in which messages, attempts and inbounds name them. */
export function namesOf(found: readonly { field: string; address: string }[]): string[] {
  return found.flatMap(({ field, address }) => [address, ...(field === 'phoneNumber' ? [`phoneNumber:${address}`] : [])]);
}

/**
 * Takes a person out of all that was sent to them and that they sent: contents, addresses, events and the providers'
 * raw calls. Bare rows stay (status, times, dedupe keys), so that counts stay right and a late receipt harms nothing.
 */
@Injectable()
export class ErasePerson {
  /** Belongs into the transaction that takes the profiles away. What waits to be sent fails instead; returns what is to be told of that. */
  async erase(session: DatabaseSession, person: Person): Promise<DueDelivery[]> {
    const { apiSpaceId, profileIds, addresses } = person;
    const messageIds = await this.messageIds(session, person);
    await this.deleteLinks(session, messageIds);
    await this.forgetAddresses(session, person, messageIds);
    const inbounds = await this.blankInbounds(session, person);
    await this.deleteEvents(session, apiSpaceId, [...profileIds, ...messageIds, ...inbounds.ids]);
    const due = await this.blankMessages(session, messageIds);
    const providerEventIds = await this.blankAttempts(session, apiSpaceId, messageIds, addresses);
    await this.blankProviderEvents(session, [...inbounds.providerEventIds, ...providerEventIds, ...person.providerEventIds]);
    await this.blankKeys(session, person, messageIds);
    return due;
  }

  /** Their addresses of today, those that they had before and nobody else has now, and the profile's own id, by which custom channels may go. */
  private async forgetAddresses(session: DatabaseSession, { apiSpaceId, profileIds, addresses }: Person, messageIds: readonly string[]): Promise<void> {
    await session.$executeRaw`
      with former as (
        select address from attempt where message_id = any(${messageIds}::uuid[])
        union
        select address from inbound where api_space_id = ${apiSpaceId}::uuid and profile_id = any(${profileIds}::text[]) and address is not null
        except
        select address from profile_address where api_space_id = ${apiSpaceId}::uuid and profile_id <> all(${profileIds}::text[]))
      delete from account_address using account
      where account.id = account_address.account_id and account.api_space_id = ${apiSpaceId}::uuid
        and (account_address.address = any(${[...addresses, ...profileIds]}::text[]) or account_address.address in (select address from former))`;
  }

  /** Those to the profiles, and those to an address of them that named no profile. */
  private async messageIds(session: DatabaseSession, { apiSpaceId, profileIds, addresses, messageIds }: Person): Promise<string[]> {
    const rows = await session.$queryRaw<{ id: string }[]>`
      select id from message where api_space_id = ${apiSpaceId}::uuid and profile_id = any(${profileIds}::text[])
      union
      select id from message where id = any(${messageIds}::uuid[])
      union
      select message.id from account
      join attempt on attempt.account_id = account.id and attempt.address = any(${addresses}::text[])
      join message on message.id = attempt.message_id and message.profile_id is null
      where account.api_space_id = ${apiSpaceId}::uuid`;
    return rows.map((row) => row.id);
  }

  private async blankMessages(session: DatabaseSession, messageIds: readonly string[]): Promise<DueDelivery[]> {
    const reason = 'The person was erased before the message was sent.';
    return deliveriesOf(await session.$queryRaw<DueRow[]>`
      with given as (
        select message.id, message.status in ${UNSETTLED} and message.deleted_at is null as is_open, event_id
        from unnest(${messageIds}::uuid[], ${messageIds.map(() => newId())}::uuid[]) as wanted(id, event_id) join message using (id)
        order by message.id for update of message),
      changed as (
        update message set request = jsonb_build_object('to', '{}'::jsonb, 'rules', message.request->'rules'), profile_id = null, redacted_at = now(),
          status = case when is_open then 'failed' else message.status end, revision = message.revision + is_open::int, updated_at = now(),
          status_details = jsonb_build_object('channel', message.status_details->'channel', 'channelId', message.status_details->'channelId')
            || case when is_open then jsonb_build_object('reason', ${reason}::text) else '{}' end,
          claim = null, awaited_status = null, due_at = null, sweep_at = null
        from given where message.id = given.id
        returning message.id, message.api_space_id, message.revision, message.request, message.status_details, given.event_id,
          case when is_open then 'message.failed' end as event_name, message.status_details->>'channel' as channel),
      ${TELL_CHANGED}, ${writeEventsSql([])} ${SELECT_DUE}`);
  }

  /** Locked first: what a worker or a click is just adding is there when the links, and after them the events, are deleted. */
  private async deleteLinks(session: DatabaseSession, messageIds: readonly string[]): Promise<void> {
    await session.$executeRaw`select from message where id = any(${messageIds}::uuid[]) order by id for update`;
    await session.$executeRaw`delete from short_link where message_id = any(${messageIds}::uuid[])`;
  }

  private async blankAttempts(session: DatabaseSession, apiSpaceId: string, messageIds: readonly string[], addresses: readonly string[]): Promise<string[]> {
    await session.$executeRaw`update attempt set address = '', reason = null where message_id = any(${messageIds}::uuid[])`;
    const rows = await session.$queryRaw<{ id: string | null }[]>`
      update receipt set address = null, watermark_at = null, reason = null
      where message_id = any(${messageIds}::uuid[]) or (watermark_at is not null and address = any(${addresses}::text[])
        and account_id in (select id from account where api_space_id = ${apiSpaceId}::uuid))
      returning provider_event_id as id`;
    return rows.flatMap(({ id }) => id ?? []);
  }

  private async blankInbounds(session: DatabaseSession, { apiSpaceId, profileIds, addresses }: Person): Promise<Inbounds> {
    const rows = await session.$queryRaw<{ id: string; providerEventId: string | null }[]>`
      update inbound set content = '{}', address = null, profile_id = null
      where id in (
        select id from inbound where api_space_id = ${apiSpaceId}::uuid and profile_id = any(${profileIds}::text[])
        union
        select nobodys.id from account
        join inbound as nobodys on nobodys.account_id = account.id and nobodys.address = any(${addresses}::text[]) and nobodys.profile_id is null and nobodys.address is not null
        where account.api_space_id = ${apiSpaceId}::uuid)
      returning id, provider_event_id as "providerEventId"`;
    return { ids: rows.map((row) => row.id), providerEventIds: rows.flatMap((row) => row.providerEventId ?? []) };
  }

  /** The answers that are kept under keys, found by the time that they are kept until; a key that has an address in it goes altogether. */
  private async blankKeys(session: DatabaseSession, { apiSpaceId, keys }: Person, messageIds: readonly string[]): Promise<void> {
    await session.$executeRaw`
      update idempotency_key set answer = jsonb_set(answer, '{body}', jsonb_build_object('messageId', answer->'body'->'messageId'))
      from message where message.id = any(${messageIds}::uuid[])
        and idempotency_key.expires_at = message.accepted_at + make_interval(secs => ${KEY_LIFE_MS / 1_000})
        and idempotency_key.api_space_id = ${apiSpaceId}::uuid and answer->'body'->>'messageId' = message.id::text`;
    await session.$executeRaw`delete from idempotency_key where api_space_id = ${apiSpaceId}::uuid and key = any(${keys}::text[])`;
  }

  private async deleteEvents(session: DatabaseSession, apiSpaceId: string, entityIds: readonly string[]): Promise<void> {
    await session.$executeRaw`
      with gone as (delete from event where api_space_id = ${apiSpaceId}::uuid and entity_id = any(${entityIds}::text[]) returning id)
      delete from delivery using gone where delivery.event_id = gone.id`;
  }

  /** A raw call may tell of other people too; what it told is recorded by now, unless it was set aside, and then the person's wish comes first. One that waits to be read is left. */
  private async blankProviderEvents(session: DatabaseSession, ids: readonly string[]): Promise<void> {
    await session.$executeRaw`
      update provider_event set raw_body = ''::bytea, query = '' where id = any(${[...new Set(ids)]}::uuid[]) and sweep_at is null`;
  }
}
