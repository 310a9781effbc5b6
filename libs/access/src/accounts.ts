import { Inject, Injectable } from '@nestjs/common';
import { Memory } from '@app/core';
import { plainToInstance } from 'class-transformer';
import type { Channel, ChannelAccount, ChannelRegistry } from '@app/channels';
import { Database, LOGGER, type Logger, Settings } from '@app/infra';
import { MOST_ADDRESS_CHARACTERS } from './account-address.js';
import { CHANNELS } from './channels-token.js';
import { hashSecret } from './hash-secret.js';
import { UNTIL_RELEASED } from './held.js';
import { SecretBox } from './secret-box.js';

/** An account as the pipeline uses it: secrets in memory only, opened when they are first asked for, which throws when no key opens them. */
export interface Account extends ChannelAccount<object, object> {
  apiSpaceId: string;
  channel: string;
  /** Not sent on until then, and why. */
  heldUntil: Date | null;
  heldReason: string | null;
  /** The secrets as they are stored: other ones are those of an account that was connected again. Null when it is removed. */
  sealedSecrets: string | null;
  formerSecrets: readonly FormerSecret[];
  /** Nothing new is begun on it, and no secret is its own any more. */
  isRemoved: boolean;
}

/** What signed an account's webhooks before, as a hash, and until when (ISO 8601). */
export interface FormerSecret {
  hash: string;
  until: string;
}

/** Other processes see a change of an account after at most this long. */
const TRUST = { forMs: 5_000, most: 10_000 };
/** So long a gateway may go on taking webhooks by a secret that another process has replaced, by a clock of its own. */
const SECRET_GRACE_MS = 2 * TRUST.forMs;
/** A webhook call names so few accounts, each remembered; more are read in one statement and not remembered, whoever made them up. */
const FEW_ADDRESSES = 5;
/** A webhook call that names no account we know is compared with this many accounts' secrets at most. */
const MOST_SECRETS_TRIED = 200;

/** The channel accounts of all apiSpaces, remembered for a moment. */
@Injectable()
export class Accounts {
  private readonly bySpace = new Memory<Account[]>(TRUST);
  private readonly byChannelAddress = new Memory<Account[]>(TRUST);
  private readonly secretsByChannel = new Memory<string[]>(TRUST);
  private readonly registries = new Memory<ChannelRegistry>(TRUST);

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SecretBox) private readonly secretBox: SecretBox,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(Settings) private readonly environment: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** All accounts of an apiSpace, oldest first: the first of a channel is its default. */
  async ofSpace(apiSpaceId: string): Promise<Account[]> {
    return this.bySpace.get(apiSpaceId, () => this.read({ apiSpaceId }));
  }

  /** The apiSpace's accounts of one channel. Looks again before it says that there is none, as `channelOf` does. */
  async ofChannel(apiSpaceId: string, channelName: string): Promise<Account[]> {
    const known = (await this.ofSpace(apiSpaceId)).filter(({ channel }) => channel === channelName);
    if (known.length > 0) return known;
    this.bySpace.forget(apiSpaceId);
    return (await this.ofSpace(apiSpaceId)).filter(({ channel }) => channel === channelName);
  }

  /** The built-in channels and the apiSpace's own. */
  async channelsOf(apiSpaceId: string): Promise<ChannelRegistry> {
    // Without the secrets: whoever only asks what channels there are needs no key to them.
    const rows = (): Promise<{ channel: string; settings: unknown }[]> => this.database.account.findMany({ where: { apiSpaceId, removedAt: null }, orderBy: { createdAt: 'asc' }, select: { channel: true, settings: true } });
    return this.registries.get(apiSpaceId, async () => this.channels.withCustom((await rows()) as { channel: string; settings: object }[]));
  }

  /** Looks again before it says that there is none: the message may have come faster than the word of a new channel. */
  async channelOf(apiSpaceId: string, name: string): Promise<Channel | undefined> {
    const known = this.channels.get(name) ?? (await this.channelsOf(apiSpaceId)).get(name);
    if (known) return known;
    this.registries.forget(apiSpaceId);
    return (await this.channelsOf(apiSpaceId)).get(name);
  }

  /** The accounts that a provider means by an address, also removed ones; several when tenants share a page. */
  async byAddress(channel: string, address: string): Promise<Account[]> {
    if (address.length > MOST_ADDRESS_CHARACTERS) return [];
    return this.byChannelAddress.get(`${channel} ${address}`, () => this.read({ channel, address }, { withRemoved: true }));
  }

  /** As they are now, for whoever has found that what is remembered does not fit. */
  async byAddressAnew(channel: string, address: string): Promise<Account[]> {
    this.byChannelAddress.forget(`${channel} ${address}`);
    return this.byAddress(channel, address);
  }

  /** Distinct secrets that a webhook for these addresses may be signed with. */
  async webhookSecrets(channel: Channel, given: readonly string[]): Promise<string[]> {
    const addresses = given.filter(({ length }) => length <= MOST_ADDRESS_CHARACTERS);
    if (addresses.length > FEW_ADDRESSES) return this.secretsOf(channel, await this.read({ channel: channel.name, address: { in: [...addresses] } }, { withRemoved: true }));
    const named = await Promise.all(addresses.map((address) => this.byAddress(channel.name, address)));
    return this.secretsOf(channel, named.flat());
  }

  /** Distinct secrets that any webhook of the channel may be signed with. */
  async allWebhookSecrets(channel: Channel): Promise<string[]> {
    return this.secretsByChannel.get(channel.name, async () => this.secretsOf(channel, await this.read({ channel: channel.name }, { limit: MOST_SECRETS_TRIED })));
  }

  /** Accounts as they are stored now, oldest first. */
  async read(where: { apiSpaceId?: string; id?: string; channel?: string; address?: string | { in: string[] } }, { limit, withRemoved }: { limit?: number; withRemoved?: boolean } = {}): Promise<Account[]> {
    const rows = await this.database.account.findMany({ where: { ...where, ...(withRemoved ? {} : { removedAt: null }) }, orderBy: { createdAt: 'asc' }, ...(limit ? { take: limit } : {}) });
    return rows.flatMap((row) => {
      const channel = this.channels.ofAccount({ channel: row.channel, settings: row.settings as object });
      if (!channel) return [];
      const opened = this.opener(channel, row);
      return [
        {
          id: row.id,
          apiSpaceId: row.apiSpaceId,
          channel: row.channel,
          address: row.address,
          settings: plainToInstance(channel.settings, row.settings),
          get secrets() {
            return opened();
          },
          heldUntil: row.heldUntil,
          heldReason: row.heldReason,
          sealedSecrets: row.secrets,
          formerSecrets: row.formerSecrets as unknown as FormerSecret[],
          isRemoved: row.removedAt !== null,
        },
      ];
    });
  }

  /** False when no key opens the account's secrets: nothing can be begun on it. */
  opens(account: Account): boolean {
    try {
      return account.secrets !== undefined;
    } catch {
      return false;
    }
  }

  /** What the provider signs this account's webhooks with. Throws when no key opens its secrets. */
  webhookSecret(channel: Channel, account: Account): string | undefined {
    return account.isRemoved ? undefined : channel.webhookSecret(account.secrets);
  }

  /** What the provider signs webhooks with for an account with these secrets of its own. */
  webhookSecretOf(channel: Channel, own: Record<string, unknown>): string | undefined {
    return channel.webhookSecret(plainToInstance(channel.secrets, this.withShared(channel, own)));
  }

  /** Whether a webhook with this hash of its secret was signed for the account when it was taken in. Throws when no key opens its secrets. */
  isSignedFor(channel: Channel, account: Account, { secretHash, receivedAt }: { secretHash: string; receivedAt: Date }): boolean {
    const secret = this.webhookSecret(channel, account);
    if (secret !== undefined && hashSecret(secret) === secretHash) return true;
    return account.formerSecrets.some(({ hash, until }) => hash === secretHash && receivedAt.getTime() < Date.parse(until) + SECRET_GRACE_MS);
  }

  /** Hashes of the secrets that an account's webhooks were or are signed with, as far as a key opens them. */
  secretHashes(channel: Channel, account: Account): string[] {
    const secret = this.opens(account) ? this.webhookSecret(channel, account) : undefined;
    return [...(secret === undefined ? [] : [hashSecret(secret)]), ...account.formerSecrets.map(({ hash }) => hash)];
  }

  /**
   * Nothing is sent on the account for `holdMs`, or until an operator releases it, unless it has other secrets by now than those
   * that failed. A hold that lasts longer stays: calls that were under way may fail for another reason.
   */
  async hold(account: Account, reason: string, holdMs?: number): Promise<void> {
    const heldUntil = holdMs === undefined ? UNTIL_RELEASED : new Date(Date.now() + holdMs);
    if (account.heldUntil && account.heldUntil >= heldUntil) return;
    account.heldUntil = heldUntil;
    account.heldReason = reason;
    // It may have been removed in the meantime.
    await this.database.account.updateMany({ where: { id: account.id, secrets: account.sealedSecrets, OR: [{ heldUntil: null }, { heldUntil: { lt: heldUntil } }] }, data: { heldUntil, heldReason: reason, updatedAt: new Date() } });
    this.forget();
  }

  /** Lets messages go out on the account again. False when the apiSpace has none with this id. */
  async release(apiSpaceId: string, id: string): Promise<boolean> {
    const { count } = await this.database.account.updateMany({ where: { id, apiSpaceId, removedAt: null }, data: { heldUntil: null, heldReason: null, updatedAt: new Date() } });
    this.forget();
    return count > 0;
  }

  private secretsOf(channel: Channel, accounts: readonly Account[]): string[] {
    // One account whose secrets no key opens must not stop the webhooks of all others.
    const secrets = accounts.filter((account) => this.opens(account)).map((account) => this.webhookSecret(channel, account));
    secrets.push(this.webhookSecretOf(channel, {}));
    return [...new Set(secrets.filter((secret) => secret !== undefined))];
  }

  /** Secrets that the account leaves to the settings are taken from there. */
  private withShared(channel: Channel, own: Record<string, unknown>): Record<string, unknown> {
    const shared = Object.entries(channel.sharedSecrets ?? {}).map(([name, setting]) => [name, this.environment.text(setting)] as const);
    return { ...Object.fromEntries(shared.filter(([, value]) => value !== undefined)), ...own };
  }

  /** What is remembered here; other processes forget by themselves. */
  forget(): void {
    this.bySpace.clear();
    this.byChannelAddress.clear();
    this.secretsByChannel.clear();
    this.registries.clear();
  }

  /** Opens an account's secrets once; what can't be opened is told once for each time that the account is read. */
  private opener(channel: Channel, { id: accountId, apiSpaceId, address, secrets: sealed }: { id: string; apiSpaceId: string; address: string; secrets: string | null }): () => object {
    let known: { secrets: object } | { error: unknown } | undefined;
    const open = (): NonNullable<typeof known> => {
      try {
        return { secrets: plainToInstance(channel.secrets, this.withShared(channel, sealed === null ? {} : this.secretBox.open<Record<string, unknown>>(sealed))) };
      } catch (error) {
        this.logger.error({ err: error, accountId, apiSpaceId, channel: channel.name, address }, 'the secrets of an account can not be opened: connect it again');
        return { error };
      }
    };
    return () => {
      known ??= open();
      if ('error' in known) throw known.error;
      return known.secrets;
    };
  }
}
