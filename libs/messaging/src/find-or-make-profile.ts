import { Inject, Injectable } from '@nestjs/common';
import { type Account, CHANNELS, FacebookState, type FacebookStateData, profileFieldsOf } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import type { DatabaseSession } from '@app/infra';
import { type ProfileChange, profileIdFor, Profiles } from '@app/profiles';

/** The profile of a person who wrote or opted in; one is made for somebody unknown (contract §4). */
@Injectable()
export class FindOrMakeProfile {
  constructor(
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(FacebookState) private readonly facebookState: FacebookState,
  ) {}

  /** What the business put into a reference that has come back; undefined for one that is not ours, altered, or another apiSpace's. */
  stateOf(account: Account, ref: string | undefined): FacebookStateData | undefined {
    return account.channel === 'fbMessenger' ? this.facebookState.open(account.apiSpaceId, ref) : undefined;
  }

  /**
   * With a state the address goes on the very profile that it names, made if it is missing; another profile that held
   * the address keeps it. `change` is there when that made or changed a profile.
   */
  async for(session: DatabaseSession, account: Account, address: string, state?: FacebookStateData): Promise<{ id: string; change?: ProfileChange }> {
    const { addressField } = this.channels.get(account.channel)!;
    const madeForUnknown = profileIdFor(account.apiSpaceId, addressField, address);
    if (state) return this.merge(session, account, state.profileId, { ...profileFieldsOf(state), [addressField]: address });
    const known = await this.profiles.withAddress(account.apiSpaceId, addressField, address);
    // The profile that the business knows the person by comes before the one that was made while nobody knew them.
    const best = known.find(({ id }) => id !== madeForUnknown) ?? known[0];
    if (best) return { id: best.id };
    return this.merge(session, account, madeForUnknown, { [addressField]: address });
  }

  private async merge(session: DatabaseSession, { apiSpaceId }: Account, id: string, fields: Record<string, unknown>): Promise<{ id: string; change?: ProfileChange }> {
    const [change] = await this.profiles.merge(session, [{ apiSpaceId, id, fields, by: 'system' }]);
    return { id, ...(change ? { change } : {}) };
  }
}
