import { asText, countCharacters, isObject } from '../request-body.js';
import { GraphError } from './graph-errors.js';

/** Small checks that speak as Meta does. Each throws GraphError; `param` is written as Meta writes it: `message[text]`. */

export function invalid(sentence: string): GraphError {
  return new GraphError('100', `(#100) ${sentence}`);
}

export function requireObject(value: unknown, param: string): Record<string, unknown> {
  if (isObject(value)) return value;
  throw invalid(`Param ${param} must be a JSON object.`);
}

export function requireArray(value: unknown, param: string, most: number, least = 0): unknown[] {
  if (!Array.isArray(value)) throw invalid(`Param ${param} must be an array.`);
  if (value.length > most) throw invalid(`Param ${param} has too many elements: must have at most ${most}.`);
  if (value.length < least) throw invalid(`Param ${param} has too few elements: must have at least ${least}.`);
  return value;
}

export function requireString(value: unknown, param: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(value === undefined ? `The parameter ${param} is required` : `Param ${param} must be a non-empty string.`);
}

/** Lengths count characters (code points), not UTF-16 units. */
export function checkLength(text: string, param: string, most: number): void {
  if (text.length > most && countCharacters(text) > most) {
    throw invalid(`Length of param ${param} must be less than or equal to ${most}`);
  }
}

export function requireOneOf<T extends string>(value: unknown, param: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw invalid(`Param ${param} must be one of {${allowed.join(', ')}} - got "${asText(value)}"`);
}

export function refuseUnknownKeys(value: Record<string, unknown>, param: string, known: ReadonlySet<string>): void {
  const unknown = Object.keys(value).filter((key) => !known.has(key));
  if (unknown.length > 0) throw invalid(`Invalid keys "${unknown.join(', ')}" were found in param "${param}".`);
}

/** An http or https address. */
export function requireUrl(value: unknown, param: string): string {
  const text = requireString(value, param);
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw invalid(`Param ${param} should represent a valid URL`);
}
