import type { Channel } from '@app/channels';
import type { AddressGuard } from '@app/infra';

interface GivenCustomAccount {
  address: string;
  settings: Record<string, unknown>;
}

/**
 * What is wrong with the account of a custom channel besides its fields' forms. It has one account, whose address is the
 * channel's own name. Its URL is held to what webhooks are; plain http is only for networks of one's own.
 */
export function customAccountFailures(channel: Channel, { address, settings }: GivenCustomAccount, guard: AddressGuard, allowHttp: boolean): { paramName: string; message: string }[] {
  const failures: { paramName: string; message: string }[] = [];
  if (address !== channel.name) failures.push({ paramName: 'address', message: `must be left out, or be "${channel.name}": a custom channel has one account` });
  const url = String(settings['url']);
  const reason = guard.checkUrl(url) ?? (allowHttp || new URL(url).protocol === 'https:' ? undefined : 'must begin with https://');
  if (reason) failures.push({ paramName: 'settings.url', message: reason });
  return failures;
}
