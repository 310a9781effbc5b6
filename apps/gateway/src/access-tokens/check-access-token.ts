import { type Permission, PERMISSIONS } from '@app/access';
import { ValidationError, type ValidationFailure } from '../http/api-error.js';
import { objectOf } from '../http/object-of.js';

export interface GivenAccessToken {
  name: string;
  profileId?: string;
  permissions?: Permission[];
}

const MOST_CHARACTERS = 255;

/** Checks `{name, profileId?, permissions?}`. */
export function checkAccessToken(body: unknown): GivenAccessToken {
  const { name, profileId, permissions } = objectOf(body);
  const failures: ValidationFailure[] = [];
  if (!isText(name)) failures.push({ paramName: 'name', message: `must be a text of 1 to ${MOST_CHARACTERS} characters` });
  if (isGiven(profileId) && !isText(profileId)) failures.push({ paramName: 'profileId', message: `must be a text of 1 to ${MOST_CHARACTERS} characters` });
  if (isGiven(permissions)) checkPermissions(permissions, failures);
  if (failures.length > 0) throw new ValidationError(failures);
  return {
    name: name as string,
    ...(isGiven(profileId) ? { profileId: profileId as string } : {}),
    ...(isGiven(permissions) ? { permissions: [...new Set(permissions as Permission[])] } : {}),
  };
}

function checkPermissions(given: unknown, failures: ValidationFailure[]): void {
  if (!Array.isArray(given) || given.length === 0) {
    failures.push({ paramName: 'permissions', message: `must be a list of: ${PERMISSIONS.join(', ')}` });
    return;
  }
  given.slice(0, MOST_CHARACTERS).forEach((permission, index) => {
    if (!PERMISSIONS.includes(permission as Permission)) failures.push({ paramName: `permissions[${index}]`, message: `must be one of: ${PERMISSIONS.join(', ')}` });
  });
  if (given.length > MOST_CHARACTERS) failures.push({ paramName: 'permissions', message: 'has too many entries' });
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MOST_CHARACTERS;
}
