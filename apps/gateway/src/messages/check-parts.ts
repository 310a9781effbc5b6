import type { ValidationFailure } from '../http/api-error.js';

/** Each part has either `url` or `data` (contract §1.2). */
export function checkParts(messageParts: unknown, failures: ValidationFailure[]): void {
  if (!Array.isArray(messageParts)) return;
  messageParts.forEach((part: unknown, index) => {
    if (typeof part !== 'object' || part === null) return;
    const { url, data } = part as { url?: unknown; data?: unknown };
    if ((url === undefined) === (data === undefined)) failures.push({ paramName: `messageParts[${index}]`, message: 'must have either url or data' });
  });
}
