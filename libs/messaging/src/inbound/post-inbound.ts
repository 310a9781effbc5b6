import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { MessagePart } from '@app/core';
import type { Account, Caller } from '@app/access';
import { Database } from '@app/infra';
import { Inbounds, type InboundView } from './inbounds.js';
import { RecordInbound } from './record-inbound.js';

/** What a person sent on a custom channel, checked. */
export interface PostedInbound {
  account: Account;
  /** The business's own id of it: the same id is the same inbound. */
  ownId?: string;
  /** The person's address on the channel, in stored form, where one was given. */
  address?: string;
  /** All ids that were given, `profileId` among them. */
  from: Record<string, string>;
  body?: string;
  messageParts?: MessagePart[];
  /** The message of ours that it answers. */
  inReplyTo?: string;
  /** title, metadata, conversationId, to, channelData: kept as they came. */
  more: Record<string, unknown>;
}

/** Takes in what a person sent on a business's own channel (contract §1.1). */
@Injectable()
export class PostInbound {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RecordInbound) private readonly recordInbound: RecordInbound,
    @Inject(Inbounds) private readonly inbounds: Inbounds,
  ) {}

  /**
   * Posted again under the same id it is the first one that is answered, and nothing is told a second time. Other addresses of
   * the person than the channel's own go on their profile only when the caller may change profiles: they decide where messages go.
   */
  async post(caller: Caller, { account, ownId, address, from, body, messageParts, inReplyTo, more }: PostedInbound): Promise<InboundView> {
    const dedupeKey = ownId === undefined ? `custom:${randomUUID()}` : `custom:sha256:${createHash('sha256').update(ownId).digest('hex')}`;
    const { profileId, ...fields } = from;
    const by = `access:${caller.tokenId}`;
    const correlation = inReplyTo === undefined ? undefined : await this.correlation(caller.apiSpaceId, inReplyTo);
    const keptFields = caller.permissions.has('profiles:write') ? fields : {};
    await this.recordInbound.record(account, {
      kind: 'inbound',
      type: 'message',
      dedupeKey,
      accountAddress: account.address,
      occurredAt: new Date(),
      raw: undefined,
      from: fields,
      ...(address === undefined ? {} : { address }),
      ...(profileId === undefined ? {} : { person: { profileId, fields: keptFields } }),
      ...(body === undefined ? {} : { body }),
      ...(messageParts ? { messageParts } : {}),
      more: { ...more, ...(correlation ? { correlation } : {}), ...(ownId === undefined ? {} : { channelMessageId: ownId }), _createdBy: by, _updatedBy: by },
    });
    return (await this.inbounds.findByKey(account.id, dedupeKey))!;
  }

  /** With the metadata of the message where it is one of the apiSpace's; an id that it does not know is kept as it came. */
  private async correlation(apiSpaceId: string, messageId: string): Promise<Record<string, unknown>> {
    if (!isUuid(messageId)) return { messageId };
    const rows = await this.database.$queryRaw<{ metadata: unknown }[]>`
      select request->'metadata' as metadata from message where id = ${messageId}::uuid and api_space_id = ${apiSpaceId}::uuid`;
    return { messageId, ...(rows[0]?.metadata ? { metadata: rows[0].metadata } : {}) };
  }
}
