import { Inject, Injectable } from '@nestjs/common';
import { type Account, CHANNELS } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import type { DatabaseSession } from '@app/infra';
import { type ProfileChange, profileIdFor, Profiles } from '@app/profiles';

/** The profile of a person who wrote or opted in; one is made for somebody unknown (contract §4). */
@Injectable()
export class FindOrMakeProfile {
  constructor(
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
  ) {}

  /** `change` is there when the profile was made now. */
  async for(session: DatabaseSession, account: Account, address: string): Promise<{ id: string; change?: ProfileChange }> {
    const { addressField } = this.channels.get(account.channel)!;
    const [known] = await this.profiles.withAddress(account.apiSpaceId, addressField, address);
    if (known) return { id: known.id };
    const id = profileIdFor(account.apiSpaceId, addressField, address);
    const [change] = await this.profiles.merge(session, [{ apiSpaceId: account.apiSpaceId, id, fields: { [addressField]: address }, by: 'system' }]);
    return { id, ...(change ? { change } : {}) };
  }
}
