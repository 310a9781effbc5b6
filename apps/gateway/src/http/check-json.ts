import type { ValidationFailure } from './api-error.js';

/** Deeper bodies are no messages, and would overflow what reads them. */
const MOST_DEPTH = 64;
/**
 * Fields of one object, and the sum of their squares over all objects of a body: class-transformer compares each name with
 * every other, so an object of 100,000 would hold up everybody's calls for seconds.
 */
const MOST_FIELDS = 5_000;
const MOST_COMPARISONS = 200_000_000;
/** Each takes some sixty bytes of memory, of two in the body. A batch of 5,000 messages has 200 in each. */
const MOST_VALUES = 1_000_000;
const REFUSED_NAMES = new Set(['__proto__', 'constructor']);

/**
 * Refuses what can be written in JSON but not kept in Postgres (NUL, half of a surrogate pair), and names that would
 * change the objects it is read into (`__proto__`, and `constructor`, which class-transformer takes for a class), and more
 * fields or values than can be looked through at once. Undefined when all is well.
 */
export function checkJson(value: unknown): ValidationFailure | undefined {
  return checkValue(value, '', 0, { comparisons: 0, values: 0 });
}

function checkValue(value: unknown, path: string, depth: number, looked: { comparisons: number; values: number }): ValidationFailure | undefined {
  if (++looked.values > MOST_VALUES) return { paramName: 'request', message: `holds more than ${MOST_VALUES} values` };
  if (typeof value === 'string') return isStorable(value) ? undefined : { paramName: path || 'request', message: UNSTORABLE };
  if (!(value instanceof Object)) return undefined;
  if (depth >= MOST_DEPTH) return { paramName: path || 'request', message: `is nested more than ${MOST_DEPTH} levels deep` };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const failure = checkValue(item, `${path}[${index}]`, depth + 1, looked);
      if (failure) return failure;
    }
    return undefined;
  }
  const fields = Object.entries(value);
  looked.comparisons += fields.length ** 2;
  if (fields.length > MOST_FIELDS) return { paramName: path || 'request', message: `is an object of more than ${MOST_FIELDS} fields` };
  if (looked.comparisons > MOST_COMPARISONS) return { paramName: 'request', message: 'has too many objects with hundreds of fields in it' };
  for (const [key, item] of fields) {
    if (!isStorable(key)) return { paramName: path || 'request', message: `has a name in it that ${UNSTORABLE}` };
    const inner = path ? `${path}.${key}` : key;
    if (REFUSED_NAMES.has(key)) return { paramName: inner, message: 'is not allowed as a name' };
    const failure = checkValue(item, inner, depth + 1, looked);
    if (failure) return failure;
  }
  return undefined;
}

const UNSTORABLE = 'holds a NUL character or half of a surrogate pair, which is no text';

function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
