import { Inject, Injectable } from '@nestjs/common';
import { newId, type InboundFact } from '@app/core';
import { type Account, CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { type DatabaseSession, Settings, toStorableJson, toStorableText } from '@app/infra';
import type { NewEvent } from '@app/webhooks';
import { profileEvent } from '../people/profile-event.js';
import { FindOrMakeProfile, personOfState } from '../people/find-or-make-profile.js';
import { inboundKey, KeepOnce, ToldTwice } from './keep-once.js';

/** Keeps what a person sent, once, and tells the business of it. */
@Injectable()
export class RecordInbound {
  constructor(
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(FindOrMakeProfile) private readonly findOrMakeProfile: FindOrMakeProfile,
    @Inject(KeepOnce) private readonly keepOnce: KeepOnce,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** `providerEventId`: the provider's call that told of it, where there was one. */
  async record(account: Account, fact: InboundFact, providerEventId?: string): Promise<void> {
    const state = this.findOrMakeProfile.stateOf(account, fact.ref);
    const person = fact.person ?? (state && personOfState(state));
    await this.keepOnce.keep(account, fact, person, async (session) => {
      if (fact.address !== undefined) await this.openWindow(session, account, fact.address, fact.occurredAt);
      const found = fact.address === undefined && !fact.person ? undefined : await this.findOrMakeProfile.for(session, account, fact.address, person);
      const inboundId = await this.insert(session, account, fact, found?.id, providerEventId);
      const inbound = await this.inboundEvent(session, inboundId, account, fact, found?.id);
      return { events: [...(found?.change ? [profileEvent(found.change)] : []), inbound], profileId: found?.id };
    });
  }

  /** The 24-hour window runs from the person's last message. */
  private async openWindow(session: DatabaseSession, account: Account, address: string, at: Date): Promise<void> {
    await session.$executeRaw`
      insert into account_address as known (account_id, address, last_inbound_at) values (${account.id}::uuid, ${toStorableText(address)}, ${at})
      on conflict (account_id, address) do update set last_inbound_at = greatest(known.last_inbound_at, excluded.last_inbound_at)`;
  }

  private async insert(session: DatabaseSession, account: Account, fact: InboundFact, profileId: string | undefined, providerEventId: string | undefined): Promise<string> {
    const rows = await session.$queryRaw<{ id: string }[]>`
      insert into inbound (id, api_space_id, account_id, dedupe_key, channel, address, profile_id, content, occurred_at, provider_event_id)
      values (${newId()}::uuid, ${account.apiSpaceId}::uuid, ${account.id}::uuid, ${inboundKey(fact)}, ${account.channel},
        ${fact.address === undefined ? null : toStorableText(fact.address)}, ${profileId ?? null}, ${toStorableJson(this.content(account, fact, profileId))}::jsonb,
        ${fact.occurredAt}, ${providerEventId ?? null}::uuid)
      on conflict (account_id, dedupe_key) do nothing returning id`;
    if (!rows[0]) throw new ToldTwice();
    return rows[0].id;
  }

  private async inboundEvent(session: DatabaseSession, inboundId: string, account: Account, fact: InboundFact, profileId: string | undefined): Promise<NewEvent> {
    const receivedOn = new Date().toISOString();
    const correlation = fact.inReplyTo === undefined ? undefined : await this.correlation(session, account, fact.inReplyTo);
    return {
      eventId: newId(),
      apiSpaceId: account.apiSpaceId,
      name: 'message.inbound',
      entityId: inboundId,
      revision: 0,
      payload: { id: inboundId, messageId: inboundId, receivedOn, status: 'received', _createdOn: receivedOn, _createdBy: 'system', _updatedOn: receivedOn, _updatedBy: 'system', ...this.content(account, fact, profileId), ...(correlation ? { correlation } : {}) },
      facts: { channel: account.channel },
    };
  }

  /** The InboundMessage of the contract (§3.4), less ids and times. `messageParts` only when there are some. */
  private content(account: Account, fact: InboundFact, profileId: string | undefined): Record<string, unknown> {
    const channel = this.channels.ofAccount(account)!;
    const from = {
      ...fact.from,
      ...(profileId === undefined ? {} : { profileId }),
      ...(fact.address === undefined ? {} : { [channel.addressField]: fact.address }),
      ...(fact.userRef === undefined ? {} : { userRef: fact.userRef }),
    };
    const isPage = channel.accountField === 'pageId';
    return {
      channel: account.channel,
      from,
      to: { [channel.accountField]: account.address, ...(isPage && this.settings.FACEBOOK_USERNAME ? { pageName: this.settings.FACEBOOK_USERNAME } : {}) },
      ...(fact.body === undefined ? {} : { body: fact.body }),
      ...(fact.messageParts?.length ? { messageParts: fact.messageParts } : {}),
      ...(fact.payload === undefined ? {} : { postbackPayload: fact.payload }),
      ...(isPage ? { routingPolicy: this.settings.FB_ROUTING_POLICY } : {}),
      ...(fact.raw === undefined ? {} : { channelData: { body: { raw: fact.raw } } }),
      ...fact.more,
    };
  }

  /** The message of ours that the person answered. */
  private async correlation(session: DatabaseSession, account: Account, providerMessageId: string): Promise<Record<string, unknown> | undefined> {
    const rows = await session.$queryRaw<{ id: string; metadata: unknown }[]>`
      select message.id, message.request->'metadata' as metadata from attempt join message on message.id = attempt.message_id
      where attempt.account_id = ${account.id}::uuid and attempt.provider_message_id = ${toStorableText(providerMessageId)} limit 1`;
    const row = rows[0];
    return row && { messageId: row.id, ...(row.metadata ? { metadata: row.metadata } : {}) };
  }
}
