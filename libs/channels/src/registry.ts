import type { Channel } from './channel.js';
import { customChannel, isCustomName } from './custom/custom.js';
import { dummy } from './dummy/dummy.js';
import { fbMessenger } from './fb-messenger/fb-messenger.js';
import { sms } from './sms/sms.js';
import { VENDOR_CHANNELS } from './vendor-channels.js';

/** All channels of the gateway: a new one is one line here. See ADDING-A-CHANNEL.md. */
export const CHANNELS: readonly Channel[] = [
  fbMessenger,
  sms,
];

const OUR_NAMES = new Set([...CHANNELS, dummy].map(({ name }) => name));

/** A channel's name as a label of metrics. Tenants name their own channels, and each name would be a series for ever: those share one. */
export function channelLabel(name: string): string {
  return OUR_NAMES.has(name) ? name : 'custom';
}

/** Whether there is such a channel, or may be one: ours, the vendor's, or a name that a business may give to its own. */
export function isChannelName(name: string): boolean {
  return OUR_NAMES.has(name) || VENDOR_CHANNELS.includes(name) || isCustomName(name);
}

/** What of an account says which channel it is on. */
export interface ChannelOfAccount {
  channel: string;
  settings: object;
}

export interface ChannelRegistry {
  all: readonly Channel[];
  names(): string[];
  get(name: string): Channel | undefined;
  /** The channel that an account is on: a built-in one, or the business's own; undefined for a name that can be neither. */
  ofAccount(account: ChannelOfAccount): Channel | undefined;
  /** These channels and the custom ones among the accounts. */
  withCustom(accounts: readonly ChannelOfAccount[]): ChannelRegistry;
}

/** The dummy is there only when asked for: it belongs in tests. Throws when two channels have the same name. */
export function createChannelRegistry({ withDummy = false }: { withDummy?: boolean } = {}): ChannelRegistry {
  return registryOf(withDummy ? [...CHANNELS, dummy] : CHANNELS);
}

/** The channels that can be asked about, in a history or an opt-in: those that there are and, besides, the vendor's. */
export function namesWithVendors(channels: ChannelRegistry): string[] {
  return [...new Set([...channels.names(), ...VENDOR_CHANNELS])];
}

function registryOf(all: readonly Channel[]): ChannelRegistry {
  const byName = new Map(all.map((channel) => [channel.name, channel]));
  if (byName.size < all.length) throw new Error(`Two channels have the same name: ${all.map(({ name }) => name).join(', ')}`);
  const registry: ChannelRegistry = {
    all,
    names: () => [...byName.keys()],
    get: (name) => byName.get(name),
    ofAccount: ({ channel, settings }) => byName.get(channel) ?? (isCustomName(channel) ? customChannel(channel, idFieldOf(settings)) : undefined),
    withCustom: (accounts) => {
      const own = accounts.filter(({ channel }) => !byName.has(channel)).flatMap((account) => registry.ofAccount(account) ?? []);
      return own.length === 0 ? registry : registryOf([...all, ...own]);
    },
  };
  return registry;
}

function idFieldOf(settings: object): string | undefined {
  const { idField } = settings as { idField?: unknown };
  return typeof idField === 'string' ? idField : undefined;
}
