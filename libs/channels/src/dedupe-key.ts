import { createHash } from 'node:crypto';

/** Longer keys are hashed: they stand in an index, whose entries may not be long. */
const MOST_KEY_CHARACTERS = 200;

/** One key of several values, the same for the same values, at most 200 characters. */
export function dedupeKey(kind: string, ...values: (string | undefined)[]): string {
  const key = [kind, ...values.map((value) => value ?? '')].join(':');
  if (key.length <= MOST_KEY_CHARACTERS) return key;
  return `${kind}:sha256:${sha256(key)}`;
}

/** For an item that brings no id and no time of its own: the same item gives the same text. */
export function contentDigest(item: unknown): string {
  return sha256(jsonOf(item)).slice(0, 32);
}

function jsonOf(item: unknown): string {
  try {
    return JSON.stringify(item) ?? '';
  } catch {
    // Nested too deep to be written out; such an item is nobody's real one.
    return '';
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
