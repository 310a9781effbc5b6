import { createHmac } from 'node:crypto';

const HTML_CHARACTERS: Record<string, string> = { '/': '\\/', '<': '\\u003C', '>': '\\u003E', '@': '\\u0040' };

/**
 * JSON as Meta puts it on the wire: everything beyond ASCII as \uXXXX, and `/`, `<`, `>`, `@` escaped. A receiver that
 * signs its own re-serialised JSON instead of the raw bytes fails on it, as it would with Meta.
 */
export function renderMetaJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[/<>@\u007f-\uffff]/g,
    (character) => HTML_CHARACTERS[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** X-Hub-Signature-256 of a body: HMAC-SHA256 over the bytes that are sent. */
export function hubSignature(body: string, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body, 'utf8').digest('hex')}`;
}
