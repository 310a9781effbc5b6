import { newId } from '@app/core';
import { ValidationError } from '../http/api-error.js';

/** The body as an object; anything else is a 400. */
export function objectOf(body: unknown): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new ValidationError([{ paramName: 'request', message: 'must be a JSON object' }]);
}

/** The `id` that a new thing is to have; one of ours when it names none. */
export function checkId(body: unknown): string {
  const { id } = objectOf(body);
  if (id === undefined || id === null) return newId();
  if (typeof id === 'string' && /^[\w.~-]{1,100}$/.test(id)) return id;
  throw new ValidationError([{ paramName: 'id', message: 'must have 1 to 100 letters, digits, or one of - _ . ~' }]);
}
