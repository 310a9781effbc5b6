import { ValidationError, type ValidationFailure } from '../http/api-error.js';

const SOURCES = ['message', 'chat'];

/** The body of a PATCH (contract §1.1); both sources mean the same here, since there are no chats. */
export function checkRedaction(body: unknown): void {
  const failures: ValidationFailure[] = [];
  const { redact, redactSource } = (body ?? {}) as Record<string, unknown>;
  if (redact !== true) failures.push({ paramName: 'redact', message: 'must be true' });
  if (redactSource !== undefined && redactSource !== null && !SOURCES.includes(redactSource as string)) failures.push({ paramName: 'redactSource', message: `must be one of: ${SOURCES.join(', ')}` });
  if (failures.length > 0) throw new ValidationError(failures);
}
