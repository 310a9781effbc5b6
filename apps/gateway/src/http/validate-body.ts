import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError as ClassValidationError } from 'class-validator';
import { MOST_FAILURES, type ValidationFailure } from './api-error.js';

/** More than any list here may have, so that a longer one is still found too long. */
const MOST_ITEMS = 1_001;

/**
 * Checks a JSON object against a class-validator class and names every wrong field, a hundred at most. `path` stands before the names.
 * Every list of the class needs an ArrayMaxSize of 1,000 or less: the items of one that is too long are checked too, and not by the million.
 */
export function validateBody<T extends object>(type: new () => T, body: unknown, path = ''): { value: T; failures: ValidationFailure[] } {
  const value = plainToInstance(type, withShortLists((body ?? {}) as object), { exposeUnsetFields: false });
  return { value, failures: flatten(validateSync(value, { forbidUnknownValues: false }), path).slice(0, MOST_FAILURES) };
}

function withShortLists(body: object): object {
  if (!Object.values(body).some((field) => Array.isArray(field) && field.length > MOST_ITEMS)) return body;
  return Object.fromEntries(Object.entries(body).map(([name, field]): [string, unknown] => [name, Array.isArray(field) ? field.slice(0, MOST_ITEMS) : field]));
}

function flatten(errors: readonly ClassValidationError[], path: string): ValidationFailure[] {
  return errors.flatMap((error) => {
    const paramName = /^\d+$/.test(error.property) ? `${path}[${error.property}]` : path ? `${path}.${error.property}` : error.property;
    // Decorators are applied from the bottom up: the last one to complain is the one written first, the type.
    const own = Object.values(error.constraints ?? {}).slice(-1);
    return [...own.map((message) => ({ paramName, message })), ...flatten(error.children ?? [], paramName)];
  });
}
