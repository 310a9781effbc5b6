import { ValidationError, type ValidationFailure } from './api-error.js';
import { isUuid } from './is-uuid.js';

const USUAL_PAGE = 100;
const LARGEST_PAGE = 1_000;

/** One page of a list: so many, after this id. */
export interface PageRequest {
  limit: number;
  after?: string;
}

/** Reads `limit` (1 to 1000, usually 100) and `after` (an id, as `next` of the page before gave it). */
export function pageRequest(query: Record<string, unknown>): PageRequest {
  const { limit = String(USUAL_PAGE), after } = query;
  const failures: ValidationFailure[] = [];
  if (typeof limit !== 'string' || !/^\d{1,4}$/.test(limit) || Number(limit) < 1 || Number(limit) > LARGEST_PAGE) {
    failures.push({ paramName: 'limit', message: `must be a number from 1 to ${LARGEST_PAGE}` });
  }
  if (after !== undefined && (typeof after !== 'string' || !isUuid(after))) failures.push({ paramName: 'after', message: 'must be what next of the page before said' });
  if (failures.length > 0) throw new ValidationError(failures);
  return { limit: Number(limit), ...(typeof after === 'string' ? { after } : {}) };
}

/** Cuts one more than a page down to the page, and says where the next one begins. */
export function pageOf<T extends { id: string }>(rows: readonly T[], { limit }: PageRequest): { items: T[]; next?: string } {
  const items = rows.slice(0, limit);
  return { items, ...(rows.length > limit ? { next: items.at(-1)!.id } : {}) };
}
