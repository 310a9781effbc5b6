/**
 * Postgres keeps neither NUL nor half a surrogate pair in text and jsonb. What customers send is refused by name
 * (`findUnstorableText`); what providers send is kept with U+FFFD in its place (`toStorableJson`).
 */
// An escaped backslash is matched first, so that the `u` behind it is not taken for an escape.
const ESCAPE = /\\\\|\\u0000|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g;

/** JSON text for a jsonb parameter. */
export function toStorableJson(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  if (!text.includes('\\u')) return text;
  // JSON.stringify writes NUL and half pairs as escapes, and whole pairs as themselves.
  return text.replace(ESCAPE, (match) => (match === '\\\\' ? match : '\\ufffd'));
}

/** Text for a text parameter. */
export function toStorableText(value: string): string {
  return value.replaceAll('\u0000', '\ufffd').toWellFormed();
}

/** The path of the first string or key in a JSON value that Postgres can't keep, as `to.name` or `[3].body`. */
export function findUnstorableText(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : path;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = findUnstorableText(item, `${path}[${index}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (value instanceof Object) {
    for (const [key, item] of Object.entries(value)) {
      const inner = path ? `${path}.${key}` : key;
      if (!isStorable(key)) return path || 'body';
      const found = findUnstorableText(item, inner);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
