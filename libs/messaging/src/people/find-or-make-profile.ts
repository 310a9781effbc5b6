import { Inject, Injectable } from '@nestjs/common';
import { type Account, CHANNELS, FacebookState, type FacebookStateData, profileFieldsOf } from '@app/access';
import type { ChannelRegistry } from '@app/channels';
import type { DatabaseSession } from '@app/infra';
import { type ProfileChange, profileIdFor, Profiles } from '@app/profiles';

/** Whose profile it is, and what else to put on it. */
export interface KnownPerson {
  profileId: string;
  fields: Record<string, unknown>;
}

/** The person that a reference of the business names. */
export function personOfState(state: FacebookStateData): KnownPerson {
  return { profileId: state.profileId, fields: profileFieldsOf(state) };
}

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
   * With a known person the address goes on the very profile that it names, made if it is missing; another profile that held
   * the address keeps it. `change` is there when that made or changed a profile.
   */
  async for(session: DatabaseSession, account: Account, address: string | undefined, person?: KnownPerson): Promise<{ id: string; change?: ProfileChange } | undefined> {
    const { addressField } = this.channels.ofAccount(account)!;
    if (person) return this.merge(session, account, person.profileId, { ...person.fields, ...onProfile(addressField, address) });
    if (address === undefined) return undefined;
    const madeForUnknown = profileIdFor(account.apiSpaceId, addressField, address);
    const known = await this.profiles.withAddress(account.apiSpaceId, addressField, address, session);
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

/** An address that is the profile's own id is no field of it. */
function onProfile(addressField: string, address: string | undefined): Record<string, unknown> {
  return address === undefined || addressField === 'profileId' ? {} : { [addressField]: address };
}
