import { Inject, Injectable } from '@nestjs/common';
import { normalisePhoneNumber, type Recipient, recipientAddress } from '@app/core';
import { type Account, isHeld } from '@app/access';
import type { Channel } from '@app/channels';
import { createBatcher, Database } from '@app/infra';
import { Profiles } from '@app/profiles';
import type { ClaimedMessage } from './message-claims.js';

/** The account a rule sends on, and the person on it. */
export interface Resolved {
  account: Account;
  recipient: Recipient;
  /** When the person last wrote to this account, as far as known. */
  lastInboundAt?: Date;
}

interface AddressKey {
  accountId: string;
  address: string;
}

/** That an account knows a person, and when they last wrote to it; null when they have not, but let it write to them. */
interface Acquaintance {
  lastInboundAt: Date | null;
}

/** Finds a person's address on a channel. */
@Injectable()
export class ResolveRecipient {
  private readonly acquaintance: (key: AddressKey) => Promise<Acquaintance | undefined>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Profiles) private readonly profiles: Profiles,
  ) {
    this.acquaintance = createBatcher({ run: (keys: AddressKey[]) => this.acquaintances(keys), maxItems: 500 });
  }

  /**
   * The address in `to`; another way that the channel has of naming a person; the profile's address; the address of a
   * profile with this phone number; the provider's own matching where the account switches it on. Undefined: none of them.
   * Of several accounts the one that the person wrote to last is taken, else the first that is not held. Where an address is
   * of one account alone, the one that knows the person is taken even when it is held: on another they are nobody.
   */
  async resolve(message: ClaimedMessage, channel: Channel, accounts: readonly Account[], profile: Record<string, unknown> | undefined): Promise<Resolved | undefined> {
    const free = accounts.filter((account) => !isHeld(account));
    const usable = free.length > 0 ? free : accounts;
    const address = await this.findAddress(message, channel, profile);
    if (address) return this.onAccount({ kind: 'address', address }, usable, channel.addressesAreOfOneAccount ? accounts : usable);
    for (const account of usable) {
      const recipient = channel.otherRecipient?.(message.request.to, account.settings);
      if (recipient) return { account, recipient };
    }
    return undefined;
  }

  private async findAddress(message: ClaimedMessage, channel: Channel, profile: Record<string, unknown> | undefined): Promise<string | undefined> {
    const { to } = message.request;
    const given = to[channel.addressField];
    if (given !== undefined) return channel.normaliseAddress(given);
    // A user reference stands for a person who has no address yet; what a profile says is about somebody else's visit.
    if (to['userRef'] ?? to['user_ref']) return undefined;
    const known = profile?.[channel.addressField];
    if (typeof known === 'string' || typeof known === 'number') {
      const address = channel.normaliseAddress(String(known));
      if (address) return address;
    }
    const phoneNumber = normalisePhoneNumber(to['phoneNumber'] ?? '');
    if (!phoneNumber) return undefined;
    return this.profiles.findAddressByPhone({ apiSpaceId: message.apiSpaceId, phoneNumber, field: channel.addressField });
  }

  /** `candidates` are looked through for one that knows the person. */
  private async onAccount(recipient: Recipient, [first]: readonly Account[], candidates: readonly Account[]): Promise<Resolved> {
    const address = recipientAddress(recipient);
    const known = await Promise.all(candidates.map((account) => this.acquaintance({ accountId: account.id, address })));
    let best: { account: Account; at: number } | undefined;
    for (const [index, account] of candidates.entries()) {
      const at = known[index]?.lastInboundAt?.getTime() ?? 0;
      if (known[index] && (!best || at > best.at)) best = { account, at };
    }
    if (!best) return { account: first!, recipient };
    return { account: best.account, recipient, ...(best.at > 0 ? { lastInboundAt: new Date(best.at) } : {}) };
  }

  private async acquaintances(keys: AddressKey[]): Promise<(Acquaintance | undefined)[]> {
    const rows = await this.database.rows<AddressKey & Acquaintance>`
      select account_id as "accountId", address, last_inbound_at as "lastInboundAt" from account_address
      where (account_id, address) in (select * from unnest(${keys.map((key) => key.accountId)}::uuid[], ${keys.map((key) => key.address)}::text[]))`;
    const found = new Map(rows.map((row) => [`${row.accountId} ${row.address}`, row]));
    return keys.map((key) => found.get(`${key.accountId} ${key.address}`));
  }
}
