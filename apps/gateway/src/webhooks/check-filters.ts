import { FILTER_NAMES } from '@app/webhooks';
import type { ValidationFailure } from '../http/api-error.js';
import type { SubscriptionFilterDto } from './webhook.dto.js';

/** All filters of a list must hold (contract §3.5), so two values for one name would let no event through, and nobody means that. */
export function checkFilters(filters: readonly SubscriptionFilterDto[] | null | undefined, path: string): ValidationFailure[] {
  const valuesOf = (name: string): number => new Set((filters ?? []).filter((filter) => filter?.name === name).map(({ value }) => value)).size;
  return FILTER_NAMES.filter((name) => valuesOf(name) > 1).map((name) => ({
    paramName: path,
    message: `asks for two values of ${name}, which no event has; give each value an entry of its own`,
  }));
}
