import type { Channel } from './channel.js';
import { dummy } from './dummy/dummy.js';
import { fbMessenger } from './fb-messenger/fb-messenger.js';
import { sms } from './sms/sms.js';

/** All channels of the gateway: a new one is one line here. See ADDING-A-CHANNEL.md. */
export const CHANNELS: readonly Channel[] = [
  fbMessenger,
  sms,
];

export interface ChannelRegistry {
  all: readonly Channel[];
  names(): string[];
  get(name: string): Channel | undefined;
}

/** The dummy is there only when asked for: it belongs in tests. Throws when two channels have the same name. */
export function createChannelRegistry({ withDummy = false }: { withDummy?: boolean } = {}): ChannelRegistry {
  const all = withDummy ? [...CHANNELS, dummy] : CHANNELS;
  const byName = new Map(all.map((channel) => [channel.name, channel]));
  if (byName.size < all.length) throw new Error(`Two channels have the same name: ${all.map(({ name }) => name).join(', ')}`);
  return { all, names: () => [...byName.keys()], get: (name) => byName.get(name) };
}
