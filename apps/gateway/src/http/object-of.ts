import { isObject } from '@app/core';
import { ValidationError } from './api-error.js';

/** The body as an object; anything else is a 400. */
export function objectOf(body: unknown): Record<string, unknown> {
  if (isObject(body)) return body;
  throw new ValidationError([{ paramName: 'request', message: 'must be a JSON object' }]);
}
