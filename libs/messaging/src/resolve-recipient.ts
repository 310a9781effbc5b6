import { Inject, Injectable } from '@nestjs/common';
import { normalisePhoneNumber, type Recipient, recipientAddress } from '@app/core';
import type { Account } from '@app/access';
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

/** Finds a person's address on a channel (design §5.3). */
@Injectable()
export class ResolveRecipient {
  private readonly lastInboundAt: (key: AddressKey) => Promise<Date | undefined>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Profiles) private readonly profiles: Profiles,
  ) {
    this.lastInboundAt = createBatcher({ run: (keys: AddressKey[]) => this.lastInbounds(keys), maxItems: 500 });
  }

  /**
   * The address in `to`; another way that the channel has of naming a person; the profile's address; the address of a
   * profile with this phone number; the provider's own matching where the account switches it on. Undefined: none of them.
   * Of several accounts the one that the person wrote to last is taken, else the first.
   */
  async resolve(message: ClaimedMessage, channel: Channel, accounts: readonly Account[], profile: Record<string, unknown> | undefined): Promise<Resolved | undefined> {
    const address = await this.findAddress(message, channel, profile);
    if (address) return this.onAccount({ kind: 'address', address }, accounts);
    for (const account of accounts) {
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

  private async onAccount(recipient: Recipient, accounts: readonly Account[]): Promise<Resolved> {
    const address = recipientAddress(recipient);
    const times = await Promise.all(accounts.map((account) => this.lastInboundAt({ accountId: account.id, address })));
    let best = 0;
    times.forEach((time, index) => {
      if (time && time > (times[best] ?? new Date(0))) best = index;
    });
    const lastInboundAt = times[best];
    return { account: accounts[best]!, recipient, ...(lastInboundAt ? { lastInboundAt } : {}) };
  }

  private async lastInbounds(keys: AddressKey[]): Promise<(Date | undefined)[]> {
    const rows = await this.database.rows<AddressKey & { lastInboundAt: Date | null }>`
      select account_id as "accountId", address, last_inbound_at as "lastInboundAt" from account_address
      where (account_id, address) in (select * from unnest(${keys.map((key) => key.accountId)}::uuid[], ${keys.map((key) => key.address)}::text[]))`;
    const found = new Map(rows.map((row) => [`${row.accountId} ${row.address}`, row.lastInboundAt ?? undefined]));
    return keys.map((key) => found.get(`${key.accountId} ${key.address}`));
  }
}
