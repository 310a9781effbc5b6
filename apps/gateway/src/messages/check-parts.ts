import { isObject, withoutNulls } from '@app/core';
import type { ValidationFailure } from '../http/api-error.js';

/** The parts without fields that are null; what is no list or no object is left as it is. */
export function partsWithoutNulls(messageParts: unknown): unknown {
  if (!Array.isArray(messageParts)) return messageParts;
  return messageParts.map((part: unknown) => (isObject(part) ? withoutNulls(part) : part));
}

/** Each part has either `url` or `data` (contract §1.2). */
export function checkParts(messageParts: unknown, failures: ValidationFailure[]): void {
  if (!Array.isArray(messageParts)) return;
  messageParts.forEach((part: unknown, index) => {
    if (!isObject(part)) return;
    const { url, data } = part;
    if ((url === undefined) === (data === undefined)) failures.push({ paramName: `messageParts[${index}]`, message: 'must have either url or data' });
  });
}
