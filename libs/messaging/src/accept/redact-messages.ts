import { Inject, Injectable } from '@nestjs/common';
import { CLOCK_SLACK_MS, firstIdAt } from '@app/core';
import { CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Database, type DatabaseSession } from '@app/infra';
import { KEY_LIFE_MS } from './idempotency-keys.js';

/** What came of it: `tooEarly` while the content is still needed for sending. */
export type Redacted = 'done' | 'tooEarly' | 'unknown';

/** The fields of a send request that say something. */
const CONTENT = ['title', 'body', 'messageParts', 'customBody', 'channelOptions', 'metadata', 'overrides'];

interface RedactedMessage {
  id: string;
  apiSpaceId: string;
  acceptedAt: Date;
  /** The last change before this one. */
  updatedAt: Date;
}

/** Takes the content of a message out of all that is kept of it; who it went to and what became of it stays. */
@Injectable()
export class RedactMessages {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
  ) {}

  async redact(apiSpaceId: string, messageId: string): Promise<Redacted> {
    const isDone = await this.database.$transaction(async (session) => {
      const message = await this.redactRow(session, apiSpaceId, messageId);
      if (message) await this.redactTraces(session, message);
      if (message) await this.redactLinks(session, message);
      if (message) await this.redactAnswers(session, message);
      return message !== undefined;
    });
    if (isDone) return 'done';
    const known = await this.database.message.findFirst({ where: { id: messageId, apiSpaceId, deletedAt: null }, select: { id: true } });
    return known ? 'tooEarly' : 'unknown';
  }

  private async redactRow(session: DatabaseSession, apiSpaceId: string, messageId: string): Promise<RedactedMessage | undefined> {
    const rows = await session.$queryRaw<RedactedMessage[]>`
      with before as (
        select id, updated_at from message
        where id = ${messageId}::uuid and api_space_id = ${apiSpaceId}::uuid and sweep_at is null and claim is null for update)
      update message set redacted_at = coalesce(redacted_at, now()), updated_at = now(),
        request = request - ${CONTENT}::text[]
      from before where message.id = before.id
      returning message.id, api_space_id as "apiSpaceId", accepted_at as "acceptedAt", before.updated_at as "updatedAt"`;
    return rows[0];
  }

  /** Its events (found by the time they were made in), the answer kept under its idempotency key, and echoes of its text. */
  private async redactTraces(session: DatabaseSession, { id, apiSpaceId, acceptedAt, updatedAt }: RedactedMessage): Promise<void> {
    const first = firstIdAt(new Date(acceptedAt.getTime() - CLOCK_SLACK_MS));
    const last = firstIdAt(new Date(updatedAt.getTime() + CLOCK_SLACK_MS));
    await session.$executeRaw`
      update event set payload = payload - 'metadata'
      where api_space_id = ${apiSpaceId}::uuid and id between ${first}::uuid and ${last}::uuid and entity_id = ${id}`;
    await session.$executeRaw`
      update idempotency_key set answer = jsonb_set(answer, '{body}', (answer->'body') - ${CONTENT}::text[])
      where api_space_id = ${apiSpaceId}::uuid and expires_at = ${new Date(acceptedAt.getTime() + KEY_LIFE_MS)}
        and answer->'body'->>'messageId' = ${id}`;
    await session.$executeRaw`
      update provider_event set raw_body = ''::bytea
      where processed_at is not null and id in (select provider_event_id from receipt where message_id = ${id}::uuid)`;
  }

  /** What the person answered to it names its metadata. Answers are looked for among what the persons sent whom it went to. */
  private async redactAnswers(session: DatabaseSession, { id, apiSpaceId, acceptedAt }: RedactedMessage): Promise<void> {
    const first = firstIdAt(new Date(acceptedAt.getTime() - CLOCK_SLACK_MS));
    const fields = this.channels.all.map(({ addressField }) => addressField);
    await session.$executeRaw`
      with person as (
        select profile_id from message where id = ${id}::uuid
        union
        select owner.profile_id from attempt
        join profile_address as owner on owner.api_space_id = ${apiSpaceId}::uuid and owner.field = any(${fields}::text[]) and owner.address = attempt.address
        where attempt.message_id = ${id}::uuid),
      answer as (
        select inbound.id from person
        join inbound on inbound.api_space_id = ${apiSpaceId}::uuid and inbound.profile_id = person.profile_id and inbound.id >= ${first}::uuid),
      blanked as (
        update inbound set content = content #- '{correlation,metadata}' from answer
        where inbound.id = answer.id and inbound.content->'correlation'->>'messageId' = ${id})
      update event set payload = payload #- '{correlation,metadata}' from answer
      where event.entity_id = answer.id::text and event.api_space_id = ${apiSpaceId}::uuid and event.payload->'correlation'->>'messageId' = ${id}`;
  }

  /** Its short links lead nowhere from now on, and the events of their clicks don't say where they led. */
  private async redactLinks(session: DatabaseSession, { id, apiSpaceId }: RedactedMessage): Promise<void> {
    const [clicked] = await session.$queryRaw<{ first: Date | null; last: Date | null }[]>`
      with blanked as (update short_link set url = null, url_hash = code where message_id = ${id}::uuid returning first_clicked_at, last_clicked_at)
      select min(first_clicked_at) as first, max(last_clicked_at) as last from blanked`;
    if (!clicked?.first || !clicked.last) return;
    const first = firstIdAt(new Date(clicked.first.getTime() - CLOCK_SLACK_MS));
    const last = firstIdAt(new Date(clicked.last.getTime() + CLOCK_SLACK_MS));
    await session.$executeRaw`
      update event set payload = payload - ${['url', 'metadata', 'userAgent']}::text[]
      where api_space_id = ${apiSpaceId}::uuid and id between ${first}::uuid and ${last}::uuid and entity_id = ${id} and name = 'interaction.click'`;
  }
}
