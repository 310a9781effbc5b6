import { isObject } from '@app/core';

/**
 * Readers for bodies that providers send us. Each returns undefined for what has another shape: nothing that
 * comes from outside may throw.
 */
export type JsonObject = Record<string, unknown>;

export function asObject(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** The elements of an array; of anything else, none. */
export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects among the elements of an array. */
export function asObjects(value: unknown): JsonObject[] {
  return asList(value)
    .map(asObject)
    .filter((element) => element !== undefined);
}

/** A text that is not empty. NUL is taken out, since Postgres stores it nowhere. */
export function asText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.includes('\u0000') ? value.replaceAll('\u0000', '') : value;
  return text === '' ? undefined : text;
}

/** An id as text. Providers send numbers too; one that has lost digits (beyond 2^53) is no id any more. */
export function asId(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
  return asText(value)?.trim() || undefined;
}

/** Below this a number of a time is in seconds: as milliseconds it would be before March 1973. */
const FIRST_MS = 100_000_000_000;
const END_OF_YEAR_9999_MS = 253_402_300_799_999;

/** A time given in seconds or milliseconds since 1970, as a number or as digits; zero counts as not given. */
export function asTime(value: unknown): Date | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !(number > 0)) return undefined;
  const ms = Math.trunc(number < FIRST_MS ? number * 1000 : number);
  return ms <= END_OF_YEAR_9999_MS ? new Date(ms) : undefined;
}

/** A JSON object in a text, or undefined: cut off, HTML, a list, a bare value. */
export function parseJsonObject(text: string): JsonObject | undefined {
  // An error thrown by JSON.parse costs as much as a call; most answers lack the headers that are read with this.
  if (text === '') return undefined;
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}
