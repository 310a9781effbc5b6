import { LONGEST_REPLAY_MS, type ReplayRange } from '@app/webhooks';
import { ValidationError, type ValidationFailure } from '../http/api-error.js';
import { objectOf } from '../http/object-of.js';
import { validateBody } from '../http/validate-body.js';
import { checkFilters } from './check-filters.js';
import { ReplayDto } from './webhook.dto.js';

export type CheckedReplay = { state: 'dead'; range: ReplayRange } | { state: 'all'; range: ReplayRange & { from: Date; to: Date } };

/** The body of a replay; an empty one means all that is dead. Throws ValidationError that names every wrong field. */
export function checkReplay(body: unknown, now: Date): CheckedReplay {
  const { value, failures } = validateBody(ReplayDto, objectOf(body ?? {}));
  const from = timeOf('from', value.from, failures);
  const to = timeOf('to', value.to, failures);
  if (failures.length === 0) failures.push(...checkSpan(value.state, from, to ?? now), ...checkFilters(value.filters, 'filters'));
  if (failures.length > 0) throw new ValidationError(failures);
  const narrowed = { ...(value.types ? { types: value.types } : {}), ...(value.filters ? { filters: value.filters } : {}) };
  if (value.state === 'all') return { state: 'all', range: { from: from!, to: to ?? now, ...narrowed } };
  return { state: 'dead', range: { ...(from ? { from } : {}), ...(to ? { to } : {}), ...narrowed } };
}

function checkSpan(state: ReplayDto['state'], from: Date | undefined, to: Date): ValidationFailure[] {
  if (!from) return state === 'all' ? [{ paramName: 'from', message: 'is missing: say from when on events are to be delivered again' }] : [];
  if (from > to) return [{ paramName: 'to', message: 'must not be before from' }];
  if (state === 'all' && to.getTime() - from.getTime() > LONGEST_REPLAY_MS) {
    return [{ paramName: 'from', message: 'must be at most 7 days before to; take a longer span in several steps' }];
  }
  return [];
}

/** ISO 8601 also has weeks and days of the year, which Date does not read; and nothing happened before 1970. */
function timeOf(paramName: string, text: string | null | undefined, failures: ValidationFailure[]): Date | undefined {
  if (typeof text !== 'string' || failures.some((failure) => failure.paramName === paramName)) return undefined;
  const time = new Date(text).getTime();
  if (!Number.isNaN(time)) return new Date(Math.max(0, time));
  failures.push({ paramName, message: 'must be an ISO 8601 time, for example 2026-01-31T12:00:00Z' });
  return undefined;
}
