import { Inject, Injectable } from '@nestjs/common';
import { newId, type OptInFact } from '@app/core';
import { type Account, CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { type DatabaseSession, toStorableText } from '@app/infra';
import { FindOrMakeProfile, personOfState } from '../people/find-or-make-profile.js';
import { inboundKey, KeepOnce, ToldTwice } from './keep-once.js';
import { profileEvent } from '../people/profile-event.js';

/** A person let the business write to them: they get a profile, the one that the reference names, and the business is told (`facebook.optin`). */
@Injectable()
export class RecordOptIn {
  constructor(
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(FindOrMakeProfile) private readonly findOrMakeProfile: FindOrMakeProfile,
    @Inject(KeepOnce) private readonly keepOnce: KeepOnce,
  ) {}

  /** `providerEventId`: the provider's call that told of it. */
  async record(account: Account, fact: OptInFact, providerEventId: string): Promise<void> {
    const { addressField } = this.channels.get(account.channel)!;
    const state = this.findOrMakeProfile.stateOf(account, fact.ref);
    const person = state && personOfState(state);
    await this.keepOnce.keep(account, fact, person, async (session) => {
      if (fact.address !== undefined) await this.makeKnown(session, account, fact.address);
      const found = fact.address === undefined ? undefined : await this.findOrMakeProfile.for(session, account, fact.address, person);
      const optInId = await this.insert(session, account, fact, found?.id, providerEventId);
      const payload = {
        ...(fact.address === undefined ? {} : { [addressField]: fact.address }),
        ...(fact.userRef === undefined ? {} : { userRef: fact.userRef }),
        ...(found ? { profileId: found.id } : {}),
        ...(state ? { stateData: state } : {}),
        ...(fact.ref === undefined ? {} : { ref: fact.ref }),
        rawData: fact.raw,
        pageId: account.address,
      };
      const optIn = { eventId: newId(), apiSpaceId: account.apiSpaceId, name: 'facebook.optin', entityId: optInId, revision: 0, payload, facts: { channel: account.channel } };
      return { events: [...(found?.change ? [profileEvent(found.change)] : []), optIn], profileId: found?.id };
    });
  }

  /** It is kept as an inbound of a status of its own, which histories leave out, so that it is told once and erased with the person. */
  private async insert(session: DatabaseSession, account: Account, fact: OptInFact, profileId: string | undefined, providerEventId: string): Promise<string> {
    const rows = await session.$queryRaw<{ id: string }[]>`
      insert into inbound (id, api_space_id, account_id, dedupe_key, channel, address, profile_id, content, status, occurred_at, provider_event_id)
      values (${newId()}::uuid, ${account.apiSpaceId}::uuid, ${account.id}::uuid, ${inboundKey(fact)}, ${account.channel},
        ${fact.address === undefined ? null : toStorableText(fact.address)}, ${profileId ?? null}, '{}', 'optIn', ${fact.occurredAt}, ${providerEventId}::uuid)
      on conflict (account_id, dedupe_key) do nothing returning id`;
    if (!rows[0]) throw new ToldTwice();
    return rows[0].id;
  }

  /** The account knows this person from now on: what is sent to them goes out on it. Their window stays as it is. */
  private async makeKnown(session: DatabaseSession, account: Account, address: string): Promise<void> {
    await session.$executeRaw`
      insert into account_address (account_id, address) values (${account.id}::uuid, ${toStorableText(address)}) on conflict (account_id, address) do nothing`;
  }
}
