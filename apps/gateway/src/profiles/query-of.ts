import { parseProfileQuery, type ProfileQuery } from '@app/profiles';
import { ValidationError } from '../http/api-error.js';

/** The query string as it came, still encoded: the query language is read from it, not from what a framework makes of it. */
function queryStringOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1);
}

export function profileQueryOf(url: string): ProfileQuery {
  return parseProfileQuery(queryStringOf(url));
}

/** `?name=true`; false when it is left out. */
export function switchOf(value: unknown, name: string): boolean {
  if (value === undefined || value === 'false') return false;
  if (value !== 'true') throw new ValidationError([{ paramName: name, message: 'must be true or false' }]);
  return true;
}
