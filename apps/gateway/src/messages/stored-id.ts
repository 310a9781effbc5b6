import { newId } from '@app/core';
import { ValidationError } from '../http/api-error.js';
import { objectOf } from '../http/object-of.js';

/** The `id` that a new thing is to have; one of ours when it names none. */
export function checkId(body: unknown): string {
  const { id } = objectOf(body);
  if (id === undefined || id === null) return newId();
  if (typeof id === 'string' && /^[\w.~-]{1,100}$/.test(id)) return id;
  throw new ValidationError([{ paramName: 'id', message: 'must have 1 to 100 letters, digits, or one of - _ . ~' }]);
}
