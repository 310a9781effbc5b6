import { ValidationError } from './api-error.js';

/** The body as an object; anything else is a 400. */
export function objectOf(body: unknown): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new ValidationError([{ paramName: 'request', message: 'must be a JSON object' }]);
}
