/*
 * Postgres keeps neither NUL nor half a surrogate pair in text and jsonb. The API refuses them by name;
 * what providers send is kept with U+FFFD in their place.
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
