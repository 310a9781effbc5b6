import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError as ClassValidationError } from 'class-validator';
import type { ValidationFailure } from './api-error.js';

/** Checks a JSON object against a class-validator class and names every wrong field. `path` stands before the names. */
export function validateBody<T extends object>(type: new () => T, body: unknown, path = ''): { value: T; failures: ValidationFailure[] } {
  const value = plainToInstance(type, body ?? {}, { exposeUnsetFields: false });
  return { value, failures: flatten(validateSync(value, { forbidUnknownValues: false }), path) };
}

function flatten(errors: readonly ClassValidationError[], path: string): ValidationFailure[] {
  return errors.flatMap((error) => {
    const paramName = /^\d+$/.test(error.property) ? `${path}[${error.property}]` : path ? `${path}.${error.property}` : error.property;
    // Decorators are applied from the bottom up: the last one to complain is the one written first, the type.
    const own = Object.values(error.constraints ?? {}).slice(-1);
    return [...own.map((message) => ({ paramName, message })), ...flatten(error.children ?? [], paramName)];
  });
}
