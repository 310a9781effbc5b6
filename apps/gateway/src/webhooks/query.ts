import type { ValidationFailure } from '../http/api-error.js';

export type Query = Record<string, string | string[] | undefined>;

/** `true` or `false`; left out, and given without a value, as one would expect. */
export function readFlag(query: Query, name: string, failures: ValidationFailure[]): boolean {
  const value = query[name];
  if (value === undefined || value === 'false') return false;
  if (value !== 'true' && value !== '') failures.push({ paramName: name, message: 'must be true or false' });
  return true;
}

export function readNumber(query: Query, name: string, bounds: { least: number; most: number; otherwise: number }, failures: ValidationFailure[]): number {
  const value = query[name];
  if (value === undefined) return bounds.otherwise;
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (number >= bounds.least && number <= bounds.most) return number;
  failures.push({ paramName: name, message: `must be a whole number from ${bounds.least} to ${bounds.most}` });
  return bounds.otherwise;
}

export function readOneOf<T extends string>(query: Query, name: string, values: readonly T[], failures: ValidationFailure[]): T | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  const found = values.find((one) => one === value);
  if (!found) failures.push({ paramName: name, message: `must be one of: ${values.join(', ')}` });
  return found;
}
