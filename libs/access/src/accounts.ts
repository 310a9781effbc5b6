import { Inject, Injectable } from '@nestjs/common';
import { Memory } from '@app/core';
import { plainToInstance } from 'class-transformer';
import type { Channel, ChannelAccount, ChannelRegistry } from '@app/channels';
import { Database, LOGGER, type Logger, Settings } from '@app/infra';
import { MOST_ADDRESS_CHARACTERS } from './account-address.js';
import { CHANNELS } from './channels-token.js';
import { UNTIL_RELEASED } from './held.js';
import { SecretBox } from './secret-box.js';
import { withSharedSecrets } from './shared-secrets.js';

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
export const TRUST = { forMs: 5_000, most: 10_000 };
/** A webhook call that names no account we know is compared with this many accounts' secrets at most. */
const MOST_TRIED = 200;

/** The channel accounts of all apiSpaces, remembered for a moment. */
@Injectable()
export class Accounts {
  private readonly bySpace = new Memory<Account[]>(TRUST);
  private readonly byChannelAddress = new Memory<Account[]>(TRUST);
  private readonly byChannel = new Memory<Account[]>(TRUST);
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

  /** Of all apiSpaces, the oldest: so many that each may be tried for one webhook call. */
  async oldestOf(channel: string): Promise<Account[]> {
    return this.byChannel.get(channel, () => this.read({ channel }, { limit: MOST_TRIED }));
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

  /** What is remembered here; other processes forget by themselves. */
  forget(): void {
    this.bySpace.clear();
    this.byChannelAddress.clear();
    this.byChannel.clear();
    this.registries.clear();
  }

  /** Opens an account's secrets once; what can't be opened is told once for each time that the account is read. */
  private opener(channel: Channel, { id: accountId, apiSpaceId, address, secrets: sealed }: { id: string; apiSpaceId: string; address: string; secrets: string | null }): () => object {
    let known: { secrets: object } | { error: unknown } | undefined;
    const open = (): NonNullable<typeof known> => {
      try {
        return { secrets: plainToInstance(channel.secrets, withSharedSecrets(channel, sealed === null ? {} : this.secretBox.open<Record<string, unknown>>(sealed), this.environment)) };
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
