import { Inject, Injectable } from '@nestjs/common';
import { Memory, newId } from '@app/core';
import { plainToInstance } from 'class-transformer';
import type { Channel, ChannelAccount, ChannelRegistry } from '@app/channels';
import { type AddressGuard, createAddressGuard, Database, LOGGER, type Logger, Settings } from '@app/infra';
import { AccountError, checkGiven, throwAny } from './account-error.js';
import { UNTIL_RELEASED } from './account-views.js';
import { CHANNELS } from './channels-token.js';
import { customAccountFailures } from './custom-account.js';
import { SecretBox } from './secret-box.js';

/** An account as the pipeline uses it: secrets in memory only, opened when they are first asked for, which throws when no key opens them. */
export interface Account extends ChannelAccount<object, object> {
  apiSpaceId: string;
  channel: string;
  /** Not sent on until then, and why. */
  heldUntil: Date | null;
  heldReason: string | null;
  /** The secrets as they are stored: other ones are those of an account that was connected again. */
  sealedSecrets: string;
}

export interface NewAccount {
  apiSpaceId: string;
  channel: string;
  /** A custom channel goes by its name and needs none. */
  address?: string;
  settings: Record<string, unknown>;
  /** Without them an account that is there keeps its own. */
  secrets?: Record<string, unknown>;
  /** Given by a tenant: the secret that signs its webhooks must be its own, since whoever has the app's own could claim another's page. */
  signsForItself?: boolean;
}

/** Other processes see a change of an account after at most this long. */
const TRUST = { forMs: 5_000, most: 10_000 };
/** A webhook call that names no account we know is compared with this many accounts' secrets at most. */
const MOST_SECRETS_TRIED = 200;

/** The channel accounts of all apiSpaces, remembered for a moment. */
@Injectable()
export class Accounts {
  private readonly bySpace = new Memory<Account[]>(TRUST);
  private readonly byChannelAddress = new Memory<Account[]>(TRUST);
  private readonly secretsByChannel = new Memory<string[]>(TRUST);
  private readonly registries = new Memory<ChannelRegistry>(TRUST);
  private readonly addressGuard: AddressGuard;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SecretBox) private readonly secretBox: SecretBox,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(Settings) private readonly environment: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.addressGuard = createAddressGuard({ allowPrivate: environment.ALLOW_PRIVATE_URLS });
  }

  /** Makes an account, or replaces the settings and secrets of the one with this address. Throws AccountError. */
  async connect(given: NewAccount): Promise<string> {
    const channel = this.channels.ofAccount(given);
    // A name that is misspelt could be a channel of the customer's own; one without a URL is none.
    if (!channel || (channel.isCustom && given.settings['url'] === undefined)) {
      throw new AccountError([{ paramName: 'channel', message: `is none; there are: ${this.channels.names().join(', ')}. A channel of your own has a name like myChannel and settings.url` }]);
    }
    const { apiSpaceId, address = channel.isCustom ? channel.name : undefined } = given;
    if (address === undefined) throw new AccountError([{ paramName: 'address', message: 'is missing: the page id, or the phone number with its country code' }]);
    await checkGiven('settings', channel.settings, given.settings);
    if (channel.isCustom) throwAny(customAccountFailures(channel, { address, settings: given.settings }, this.addressGuard, this.environment.ALLOW_PRIVATE_URLS));
    const secrets = await this.sealedSecrets(channel, { ...given, address });
    const values = { settings: given.settings as object, secrets, heldReason: null, heldUntil: null, updatedAt: new Date() };
    const { id } = await this.database.account.upsert({
      where: { apiSpaceId_channel_address: { apiSpaceId, channel: channel.name, address } },
      create: { id: newId(), apiSpaceId, channel: channel.name, address, ...values },
      update: values,
      select: { id: true },
    });
    this.forget();
    return id;
  }

  /** All accounts of an apiSpace, oldest first: the first of a channel is its default. */
  async ofSpace(apiSpaceId: string): Promise<Account[]> {
    return this.bySpace.get(apiSpaceId, () => this.load({ apiSpaceId }));
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
    const rows = (): Promise<{ channel: string; settings: unknown }[]> => this.database.account.findMany({ where: { apiSpaceId }, select: { channel: true, settings: true } });
    return this.registries.get(apiSpaceId, async () => this.channels.withCustom((await rows()) as { channel: string; settings: object }[]));
  }

  /** Looks again before it says that there is none: the message may have come faster than the word of a new channel. */
  async channelOf(apiSpaceId: string, name: string): Promise<Channel | undefined> {
    const known = this.channels.get(name) ?? (await this.channelsOf(apiSpaceId)).get(name);
    if (known) return known;
    this.registries.forget(apiSpaceId);
    return (await this.channelsOf(apiSpaceId)).get(name);
  }

  /** The accounts that a provider means by an address; several when tenants share a page. */
  async byAddress(channel: string, address: string): Promise<Account[]> {
    return this.byChannelAddress.get(`${channel} ${address}`, () => this.load({ channel, address }));
  }

  /** As they are now, for whoever has found that what is remembered does not fit. */
  async byAddressAnew(channel: string, address: string): Promise<Account[]> {
    this.byChannelAddress.forget(`${channel} ${address}`);
    return this.byAddress(channel, address);
  }

  /** Distinct secrets that a webhook for these addresses may be signed with. */
  async webhookSecrets(channel: Channel, addresses: readonly string[]): Promise<string[]> {
    const named = await Promise.all(addresses.map((address) => this.byAddress(channel.name, address)));
    return this.secretsOf(channel, named.flat());
  }

  /** Distinct secrets that any webhook of the channel may be signed with. */
  async allWebhookSecrets(channel: Channel): Promise<string[]> {
    return this.secretsByChannel.get(channel.name, async () => this.secretsOf(channel, await this.load({ channel: channel.name }, MOST_SECRETS_TRIED)));
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
    return channel.webhookSecret(account.secrets);
  }

  /** Nothing is sent on the account for `holdMs`, or until an operator releases it, unless it has other secrets by now than those that failed. */
  async hold(account: Account, reason: string, holdMs?: number): Promise<void> {
    const heldUntil = holdMs === undefined ? UNTIL_RELEASED : new Date(Date.now() + holdMs);
    account.heldUntil = heldUntil;
    account.heldReason = reason;
    // It may have been removed in the meantime.
    await this.database.account.updateMany({ where: { id: account.id, secrets: account.sealedSecrets }, data: { heldUntil, heldReason: reason, updatedAt: new Date() } });
    this.forget();
  }

  /** Lets messages go out on the account again. False when the apiSpace has none with this id. */
  async release(apiSpaceId: string, id: string): Promise<boolean> {
    const { count } = await this.database.account.updateMany({ where: { id, apiSpaceId }, data: { heldUntil: null, heldReason: null, updatedAt: new Date() } });
    this.forget();
    return count > 0;
  }

  /** Takes the account and its secrets away; what was sent on it stays. False when the apiSpace has none with this id. */
  async remove(apiSpaceId: string, id: string): Promise<boolean> {
    const { count } = await this.database.account.deleteMany({ where: { id, apiSpaceId } });
    this.forget();
    return count > 0;
  }

  private async sealedSecrets(channel: Channel, given: NewAccount & { address: string }): Promise<string> {
    if (given.secrets === undefined) {
      const { apiSpaceId, address } = given;
      const known = await this.database.account.findUnique({ where: { apiSpaceId_channel_address: { apiSpaceId, channel: channel.name, address } }, select: { secrets: true } });
      if (known && this.secretBox.openIfKnown(known.secrets) !== undefined) return known.secrets;
    }
    const secrets = given.secrets ?? {};
    await checkGiven('secrets', channel.secrets, secrets);
    const shared = Object.keys(channel.sharedSecrets ?? {}).find((name) => secrets[name] === undefined);
    if (given.signsForItself && shared) throw new AccountError([{ paramName: `secrets.${shared}`, message: 'is required: the one that the gateway shares is not for accounts of customers' }]);
    return this.secretBox.seal(secrets);
  }

  private secretsOf(channel: Channel, accounts: readonly Account[]): string[] {
    // One account whose secrets no key opens must not stop the webhooks of all others.
    const secrets = accounts.filter((account) => this.opens(account)).map((account) => this.webhookSecret(channel, account));
    secrets.push(channel.webhookSecret(plainToInstance(channel.secrets, this.withShared(channel, {}))));
    return [...new Set(secrets.filter((secret) => secret !== undefined))];
  }

  /** Secrets that the account leaves to the settings are taken from there. */
  private withShared(channel: Channel, own: Record<string, unknown>): Record<string, unknown> {
    const shared = Object.entries(channel.sharedSecrets ?? {}).map(([name, setting]) => [name, this.environment.text(setting)] as const);
    return { ...Object.fromEntries(shared.filter(([, value]) => value !== undefined)), ...own };
  }

  private forget(): void {
    this.bySpace.clear();
    this.byChannelAddress.clear();
    this.secretsByChannel.clear();
    this.registries.clear();
  }

  private async load(where: { apiSpaceId?: string; channel?: string; address?: string }, limit?: number): Promise<Account[]> {
    const rows = await this.database.account.findMany({ where, orderBy: { createdAt: 'asc' }, ...(limit ? { take: limit } : {}) });
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
        },
      ];
    });
  }

  /** Opens an account's secrets once; what can't be opened is told once for each time that the account is read. */
  private opener(channel: Channel, { id: accountId, apiSpaceId, address, secrets: sealed }: { id: string; apiSpaceId: string; address: string; secrets: string }): () => object {
    let known: { secrets: object } | { error: unknown } | undefined;
    const open = (): NonNullable<typeof known> => {
      try {
        return { secrets: plainToInstance(channel.secrets, this.withShared(channel, this.secretBox.open<Record<string, unknown>>(sealed))) };
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
