import { withoutNulls } from '@app/core';
import { ValidationError, type ValidationFailure } from '../http/api-error.js';
import { objectOf } from '../http/object-of.js';

export interface ExportRequest {
  format: 'json' | 'csv';
  fields?: string[];
  fieldSeparator: string;
  includeHeaders: boolean;
}

/** The body of an export; everything but `format` may be left out. */
export function readExportRequest(body: unknown): ExportRequest {
  const { format, fields, fieldSeparator = ',', includeHeaders = true } = withoutNulls(objectOf(body));
  const failures: ValidationFailure[] = [];
  const check = (isRight: boolean, paramName: string, message: string): unknown => isRight || failures.push({ paramName, message });
  check(format === 'json' || format === 'csv', 'format', 'must be json or csv');
  check(fields === undefined || isNames(fields), 'fields', 'must be a list of 1 to 100 names of fields');
  check(typeof fieldSeparator === 'string' && /^[^"\r\n]$/u.test(fieldSeparator), 'fieldSeparator', 'must be one character that is no quote and no line break');
  check(typeof includeHeaders === 'boolean', 'includeHeaders', 'must be true or false');
  if (failures.length > 0) throw new ValidationError(failures);
  return { format, fieldSeparator, includeHeaders, ...(fields === undefined ? {} : { fields }) } as ExportRequest;
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.length <= 100 && value.every((name) => typeof name === 'string' && name !== '' && !name.split('.').includes(''));
}
