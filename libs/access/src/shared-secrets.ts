import type { Channel } from '@app/channels';
import type { Settings } from '@app/infra';

/** An account's own secrets, and from the settings those that it leaves to them: the app's secret, where the app is the gateway's own. */
export function withSharedSecrets(channel: Channel, own: Record<string, unknown>, environment: Pick<Settings, 'text'>): Record<string, unknown> {
  const shared = Object.entries(channel.sharedSecrets ?? {}).map(([name, setting]) => [name, environment.text(setting)] as const);
  return { ...Object.fromEntries(shared.filter(([, value]) => value !== undefined)), ...own };
}
