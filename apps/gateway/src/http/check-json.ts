import type { ValidationFailure } from './api-error.js';

/** Deeper bodies are no messages, and would overflow what reads them. */
const MOST_DEPTH = 64;
const REFUSED_NAMES = new Set(['__proto__', 'constructor']);

/**
 * Refuses what can be written in JSON but not kept in Postgres (NUL, half of a surrogate pair), and names that would
 * change the objects it is read into (`__proto__`, and `constructor`, which class-transformer takes for a class).
 * Undefined when all is well.
 */
export function checkJson(value: unknown, path = '', depth = 0): ValidationFailure | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : { paramName: path || 'request', message: UNSTORABLE };
  if (!(value instanceof Object)) return undefined;
  if (depth >= MOST_DEPTH) return { paramName: path || 'request', message: `is nested more than ${MOST_DEPTH} levels deep` };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const failure = checkJson(item, `${path}[${index}]`, depth + 1);
      if (failure) return failure;
    }
    return undefined;
  }
  for (const [key, item] of Object.entries(value)) {
    if (!isStorable(key)) return { paramName: path || 'request', message: `has a name in it that ${UNSTORABLE}` };
    const inner = path ? `${path}.${key}` : key;
    if (REFUSED_NAMES.has(key)) return { paramName: inner, message: 'is not allowed as a name' };
    const failure = checkJson(item, inner, depth + 1);
    if (failure) return failure;
  }
  return undefined;
}

const UNSTORABLE = 'holds a NUL character or half of a surrogate pair, which is no text';

function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
