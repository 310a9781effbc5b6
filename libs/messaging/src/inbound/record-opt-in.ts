import { Inject, Injectable } from '@nestjs/common';
import { newId, type OptInFact } from '@app/core';
import { type Account, CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import { Database, type DatabaseSession, toStorableText } from '@app/infra';
import { DeliverEvents, writeEvents } from '@app/webhooks';
import { FindOrMakeProfile, personOfState } from '../people/find-or-make-profile.js';
import { FindPerson } from '../people/find-person.js';
import { inboundKey } from './inbound-key.js';
import { profileEvent } from '../people/profile-event.js';

/** A person let the business write to them: they get a profile, the one that the reference names, and the business is told (`facebook.optin`). */
@Injectable()
export class RecordOptIn {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(FindOrMakeProfile) private readonly findOrMakeProfile: FindOrMakeProfile,
    @Inject(FindPerson) private readonly findPerson: FindPerson,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
  ) {}

  async record(account: Account, fact: OptInFact): Promise<void> {
    const { addressField } = this.channels.get(account.channel)!;
    const state = this.findOrMakeProfile.stateOf(account, fact.ref);
    const { due, profileId } = await this.database.$transaction(async (session) => {
      const isNew = await session.$queryRaw<{ id: string }[]>`
        insert into inbound (id, api_space_id, account_id, dedupe_key, channel, address, content, occurred_at)
        values (${newId()}::uuid, ${account.apiSpaceId}::uuid, ${account.id}::uuid, ${inboundKey(fact)}, ${account.channel},
          ${fact.address === undefined ? null : toStorableText(fact.address)},
          ${JSON.stringify({ kind: 'optIn' })}::jsonb, ${fact.occurredAt})
        on conflict (account_id, dedupe_key) do nothing returning id`;
      if (isNew.length === 0) return { due: [], profileId: undefined };
      if (fact.address !== undefined) await this.makeKnown(session, account, fact.address);
      const found = fact.address === undefined ? undefined : await this.findOrMakeProfile.for(session, account, fact.address, state && personOfState(state));
      const payload = {
        ...(fact.address === undefined ? {} : { [addressField]: fact.address }),
        ...(fact.userRef === undefined ? {} : { userRef: fact.userRef }),
        ...(found ? { profileId: found.id } : {}),
        ...(state ? { stateData: state } : {}),
        ...(fact.ref === undefined ? {} : { ref: fact.ref }),
        rawData: fact.raw,
        pageId: account.address,
      };
      const optIn = { eventId: newId(), apiSpaceId: account.apiSpaceId, name: 'facebook.optin', entityId: isNew[0]!.id, revision: 0, payload, facts: { channel: account.channel } };
      return { due: await writeEvents(session, [...(found?.change ? [profileEvent(found.change)] : []), optIn], this.deliverEvents.busyWebhooks()), profileId: found?.id };
    });
    this.deliverEvents.deliver(due);
    if (profileId !== undefined && fact.address !== undefined) this.findPerson.inBackground(account, fact.address, profileId);
  }

  /** The account knows this person from now on: what is sent to them goes out on it. Their window stays as it is. */
  private async makeKnown(session: DatabaseSession, account: Account, address: string): Promise<void> {
    await session.$executeRaw`
      insert into account_address (account_id, address) values (${account.id}::uuid, ${toStorableText(address)}) on conflict (account_id, address) do nothing`;
  }
}
