import { withoutNulls } from '@app/core';
import { ValidationError, type ValidationFailure } from '../http/api-error.js';
import { objectOf } from '../http/object-of.js';

/** They say something about the state itself. */
const TAKEN = new Set(['id', 'apiSpaceId', 'iat']);

/** Checks `{profileId, …}`; the further fields go on the profile when the person comes. */
export function checkState(body: unknown): { profileId: string; fields: Record<string, unknown> } {
  const { profileId, ...fields } = withoutNulls(objectOf(body));
  const failures: ValidationFailure[] = [];
  if (typeof profileId !== 'string' || profileId.trim() === '') failures.push({ paramName: 'profileId', message: 'must be the id of a profile, as text' });
  for (const name of Object.keys(fields)) {
    if (TAKEN.has(name)) failures.push({ paramName: name, message: 'is not allowed as a field here' });
    if (name.includes('_')) failures.push({ paramName: name, message: 'must have no underscore in its name; names with underscores are kept for the platform' });
  }
  if (failures.length > 0) throw new ValidationError(failures);
  return { profileId: profileId as string, fields };
}
