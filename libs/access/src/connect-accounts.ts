import { Inject, Injectable } from '@nestjs/common';
import { newId, someOf } from '@app/core';
import type { Channel, ChannelRegistry } from '@app/channels';
import { type AddressGuard, createAddressGuard, Database, Settings } from '@app/infra';
import { normaliseAccountAddress } from './account-address.js';
import { AccountError, checkGiven, throwAny } from './account-error.js';
import { type Account, Accounts, type FormerSecret } from './accounts.js';
import { CHANNELS } from './channels-token.js';
import { customAccountFailures } from './custom-account.js';
import { hashSecret } from './hash-secret.js';
import { SecretBox } from './secret-box.js';
import { WebhookSecrets } from './webhook-secrets.js';

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

const ADDRESS = /^[\w.:@-]{1,100}$/;
/** Each is wanted until the calls that it signed are read, which takes moments. */
const MOST_FORMER_SECRETS = 5;
const MOST_ACCOUNTS = 1_000;
/** With those that were removed: by their fields profiles are found, for who is erased. */
const MOST_EVER = 2_000;

/** Makes, changes and removes the channel accounts of apiSpaces. */
@Injectable()
export class ConnectAccounts {
  private readonly addressGuard: AddressGuard;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SecretBox) private readonly secretBox: SecretBox,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(WebhookSecrets) private readonly webhookSecrets: WebhookSecrets,
    @Inject(CHANNELS) private readonly channels: ChannelRegistry,
    @Inject(Settings) private readonly environment: Settings,
  ) {
    this.addressGuard = createAddressGuard({ allowPrivate: environment.ALLOW_PRIVATE_URLS });
  }

  /** Makes an account, or replaces the settings and secrets of the one with this address, also of one that was removed. Throws AccountError. */
  async connect(given: NewAccount): Promise<string> {
    const channel = this.channels.ofAccount(given);
    // A name that is misspelt could be a channel of the customer's own; one without a URL is none.
    if (!channel || (channel.isCustom && given.settings['url'] === undefined)) {
      throw new AccountError([{ paramName: 'channel', message: `is none; there are: ${someOf(this.channels.names())}. A channel of your own has a name like myChannel and settings.url` }]);
    }
    const { apiSpaceId } = given;
    const address = given.address === undefined ? (channel.isCustom ? channel.name : undefined) : normaliseAccountAddress(given.address);
    if (address !== undefined && !ADDRESS.test(address)) throw new AccountError([{ paramName: 'address', message: 'must be the page id, or the phone number with its country code' }]);
    if (address === undefined) throw new AccountError([{ paramName: 'address', message: 'is missing: the page id, or the phone number with its country code' }]);
    await checkGiven('settings', channel.settings, given.settings);
    if (channel.isCustom) throwAny(customAccountFailures(channel, { address, settings: given.settings }, this.addressGuard, this.environment.ALLOW_PRIVATE_URLS));
    const [known] = await this.accounts.read({ apiSpaceId, channel: channel.name, address });
    if (!known) await this.refuseTooMany(apiSpaceId);
    const secrets = await this.sealedSecrets(channel, given, known);
    const former = known && given.secrets ? { formerSecrets: this.formerSecrets(channel, known, given.secrets) as object[] } : {};
    const values = { settings: given.settings as object, secrets, ...former, heldReason: null, heldUntil: null, updatedAt: new Date(), removedAt: null };
    const { id } = await this.database.account.upsert({
      where: { apiSpaceId_channel_address: { apiSpaceId, channel: channel.name, address } },
      create: { id: newId(), apiSpaceId, channel: channel.name, address, ...values },
      update: values,
      select: { id: true },
    });
    this.accounts.forget();
    return id;
  }

  /** Takes the account and its secrets away; what was sent on it stays. False when the apiSpace has none with this id (a UUID). */
  async remove(apiSpaceId: string, id: string): Promise<boolean> {
    const [known] = await this.accounts.read({ apiSpaceId, id });
    const former = known ? { formerSecrets: this.formerSecrets(this.channels.ofAccount(known)!, known, undefined) as object[] } : {};
    const { count } = await this.database.account.updateMany({
      where: { id, apiSpaceId, removedAt: null },
      data: { secrets: null, ...former, heldReason: null, heldUntil: null, updatedAt: new Date(), removedAt: new Date() },
    });
    this.accounts.forget();
    return count > 0;
  }

  /** All of them are read at once. Several that come at the same moment may be let through. */
  private async refuseTooMany(apiSpaceId: string): Promise<void> {
    const [count, countEver] = await Promise.all([this.database.account.count({ where: { apiSpaceId, removedAt: null } }), this.database.account.count({ where: { apiSpaceId } })]);
    if (count >= MOST_ACCOUNTS) throw new AccountError([{ paramName: 'address', message: `would be one too many: an apiSpace has at most ${MOST_ACCOUNTS} accounts` }]);
    if (countEver >= MOST_EVER) throw new AccountError([{ paramName: 'address', message: `would be one too many: an apiSpace has had at most ${MOST_EVER} accounts, which are kept when they are removed` }]);
  }

  private async sealedSecrets(channel: Channel, given: NewAccount, known: Account | undefined): Promise<string> {
    if (given.secrets === undefined && known?.sealedSecrets && this.accounts.opens(known)) return known.sealedSecrets;
    const secrets = given.secrets ?? {};
    await checkGiven('secrets', channel.secrets, secrets);
    const shared = Object.keys(channel.sharedSecrets ?? {}).find((name) => secrets[name] === undefined);
    if (given.signsForItself && shared) throw new AccountError([{ paramName: `secrets.${shared}`, message: 'is required: the one that the gateway shares is not for accounts of customers' }]);
    return this.secretBox.seal(secrets);
  }

  /** Webhooks that the former secret signed may still wait to be read when another one, or none, takes its place. */
  private formerSecrets(channel: Channel, known: Account, secrets: Record<string, unknown> | undefined): FormerSecret[] {
    const { formerSecrets } = known;
    if (!this.accounts.opens(known)) return [...formerSecrets];
    const before = this.webhookSecrets.of(channel, known);
    const after = secrets && this.webhookSecrets.ofOwn(channel, secrets);
    if (before === undefined || before === after) return [...formerSecrets];
    return [{ hash: hashSecret(before), until: new Date().toISOString() }, ...formerSecrets].slice(0, MOST_FORMER_SECRETS);
  }
}
