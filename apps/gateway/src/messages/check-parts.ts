import type { ValidationFailure } from '../http/api-error.js';

/** The parts without fields that are null: many programs write each field that they know of, those without a value as null. */
export function withoutNulls(messageParts: unknown): unknown {
  if (!Array.isArray(messageParts)) return messageParts;
  return messageParts.map((part: unknown) => (isPart(part) ? Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null)) : part));
}

/** Each part has either `url` or `data` (contract §1.2). */
export function checkParts(messageParts: unknown, failures: ValidationFailure[]): void {
  if (!Array.isArray(messageParts)) return;
  messageParts.forEach((part: unknown, index) => {
    if (!isPart(part)) return;
    const { url, data } = part as { url?: unknown; data?: unknown };
    if ((url === undefined) === (data === undefined)) failures.push({ paramName: `messageParts[${index}]`, message: 'must have either url or data' });
  });
}

function isPart(part: unknown): part is object {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}
