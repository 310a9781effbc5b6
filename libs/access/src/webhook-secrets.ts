import { Inject, Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import type { Channel } from '@app/channels';
import { Settings } from '@app/infra';
import { MOST_ADDRESS_CHARACTERS } from './account-address.js';
import { type Account, Accounts, TRUST } from './accounts.js';
import { hashSecret } from './hash-secret.js';
import { withSharedSecrets } from './shared-secrets.js';

/** So long a gateway may go on taking webhooks by a secret that another process has replaced, by a clock of its own. */
const GRACE_MS = 2 * TRUST.forMs;
/** A webhook call names so few accounts, each remembered; more are read in one statement and not remembered, whoever made them up. */
const FEW_ADDRESSES = 5;

/** What providers sign their webhooks with, now and before. */
@Injectable()
export class WebhookSecrets {
  /** By the accounts, which are remembered: each call of a provider asks. */
  private readonly ofAll = new WeakMap<readonly Account[], string[]>();

  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Settings) private readonly environment: Settings,
  ) {}

  /** Distinct secrets that a webhook for these addresses may be signed with. */
  async forAddresses(channel: Channel, given: readonly string[]): Promise<string[]> {
    const addresses = given.filter(({ length }) => length <= MOST_ADDRESS_CHARACTERS);
    if (addresses.length > FEW_ADDRESSES) return this.distinct(channel, await this.accounts.read({ channel: channel.name, address: { in: addresses } }, { withRemoved: true }));
    const named = await Promise.all(addresses.map((address) => this.accounts.byAddress(channel.name, address)));
    return this.distinct(channel, named.flat());
  }

  /** Distinct secrets that any webhook of the channel may be signed with. */
  async all(channel: Channel): Promise<string[]> {
    const accounts = await this.accounts.oldestOf(channel.name);
    const known = this.ofAll.get(accounts) ?? this.distinct(channel, accounts);
    this.ofAll.set(accounts, known);
    return known;
  }

  /** What this account's webhooks are signed with. Throws when no key opens its secrets. */
  of(channel: Channel, account: Account): string | undefined {
    return account.isRemoved ? undefined : channel.webhookSecret(account.secrets);
  }

  /** What those of an account with these secrets of its own would be signed with. */
  ofOwn(channel: Channel, own: Record<string, unknown>): string | undefined {
    return channel.webhookSecret(plainToInstance(channel.secrets, withSharedSecrets(channel, own, this.environment)));
  }

  /** Whether a webhook with this hash of its secret was signed for the account when it was taken in. Throws when no key opens its secrets. */
  isSignedFor(channel: Channel, account: Account, { secretHash, receivedAt }: { secretHash: string; receivedAt: Date }): boolean {
    const secret = this.of(channel, account);
    if (secret !== undefined && hashSecret(secret) === secretHash) return true;
    return account.formerSecrets.some(({ hash, until }) => hash === secretHash && receivedAt.getTime() < Date.parse(until) + GRACE_MS);
  }

  /** Hashes of the secrets that an account's webhooks were or are signed with, as far as a key opens them. */
  hashes(channel: Channel, account: Account): string[] {
    const secret = this.accounts.opens(account) ? this.of(channel, account) : undefined;
    return [...(secret === undefined ? [] : [hashSecret(secret)]), ...account.formerSecrets.map(({ hash }) => hash)];
  }

  private distinct(channel: Channel, accounts: readonly Account[]): string[] {
    // One account whose secrets no key opens must not stop the webhooks of all others.
    const secrets = accounts.filter((account) => this.accounts.opens(account)).map((account) => this.of(channel, account));
    secrets.push(this.ofOwn(channel, {}));
    return [...new Set(secrets.filter((secret) => secret !== undefined))];
  }
}
