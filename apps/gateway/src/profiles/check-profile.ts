import { isObject } from '@app/core';
import { ValidationError, type ValidationFailure } from '../http/api-error.js';

const MOST_ID_CHARS = 255;
/** What the platform writes; sent back, as in what was read before, it is passed over. */
const SYSTEM_FIELDS = new Set(['_createdOn', '_createdBy', '_updatedOn', '_updatedBy', '_deletedOn', '_lastActivityOn', '_systemProfile']);

export interface CheckedProfile {
  id?: string;
  data: Record<string, unknown>;
}

/** A profile as customers write it: any JSON object. `path` stands before the names of fields. Throws with every wrong field. */
export function checkProfile(body: unknown, path = ''): CheckedProfile {
  const checked = readProfile(body, path);
  if (checked.failures.length > 0) throw new ValidationError(checked.failures);
  return checked;
}

/** The same for a profile that the path of the call names. */
export function checkProfileOf(id: string, body: unknown): Record<string, unknown> {
  const checked = checkProfile(body);
  if (checked.id !== undefined && checked.id !== id) throw new ValidationError([{ paramName: 'id', message: 'must be the id in the path, or be left out' }]);
  return checked.data;
}

export function readProfile(body: unknown, path = ''): CheckedProfile & { failures: ValidationFailure[] } {
  if (!isObject(body)) {
    return { data: {}, failures: [{ paramName: path || 'request', message: 'must be a JSON object' }] };
  }
  const { id: given, ...rest } = body as Record<string, unknown>;
  const id = given ?? undefined;
  const inner = path ? `${path}.` : '';
  const reason = id === undefined ? undefined : wrongId(id);
  const failures = reason === undefined ? [] : [{ paramName: `${inner}id`, message: reason }];
  const data = Object.fromEntries(Object.entries(rest).filter(([name]) => !SYSTEM_FIELDS.has(name)));
  for (const name of Object.keys(data)) {
    if (name === '') failures.push({ paramName: path || 'request', message: 'has a field without a name' });
    if (name.includes('_')) failures.push({ paramName: `${inner}${name}`, message: 'must have no underscore in its name; names with underscores are kept for the platform' });
  }
  return { data, failures, ...(reason === undefined && id !== undefined ? { id: id as string } : {}) };
}

/** Why this can't be a profile's id. */
export function wrongId(id: unknown): string | undefined {
  if (typeof id !== 'string' || id === '') return 'must be a string that is not empty';
  if (Array.from(id).length > MOST_ID_CHARS) return `must have at most ${MOST_ID_CHARS} characters`;
  return id.includes('\u0000') || !id.isWellFormed() ? 'holds a NUL character or half of a surrogate pair, which is no text' : undefined;
}
