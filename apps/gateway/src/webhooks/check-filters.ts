import { isChannelName } from '@app/channels';
import { FILTER_NAMES, HAS_NO_CHANNEL } from '@app/webhooks';
import type { ValidationFailure } from '../http/api-error.js';
import type { SubscriptionDto, SubscriptionFilterDto } from './webhook.dto.js';

type Filters = readonly SubscriptionFilterDto[] | null | undefined;

/** A subscription with filters that hold for no event of its type would be silent for ever. */
export function checkSubscription({ type, filters }: SubscriptionDto, path: string): ValidationFailure[] {
  if (filters?.length && HAS_NO_CHANNEL.test(type)) return [{ paramName: `${path}.filters`, message: `must be left out: ${type} has no channel` }];
  return checkFilters(filters, `${path}.filters`);
}

/** All filters of a list must hold (contract §3.5), so two values for one name would let no event through, and nobody means that. */
export function checkFilters(filters: Filters, path: string): ValidationFailure[] {
  const valuesOf = (name: string): number => new Set((filters ?? []).filter((filter) => filter?.name === name).map(({ value }) => value)).size;
  const unknown = (filters ?? []).flatMap(({ name, value }, index) =>
    name === 'channel' && !isChannelName(value) ? [{ paramName: `${path}[${index}].value`, message: 'is the name of no channel, like fbMessenger or sms' }] : [],
  );
  const doubled = FILTER_NAMES.filter((name) => valuesOf(name) > 1).map((name) => ({
    paramName: path,
    message: `asks for two values of ${name}, which no event has; give each value an entry of its own`,
  }));
  return [...unknown, ...doubled];
}
