import { createHmac } from 'node:crypto';
import { equalDigests } from '../equal-digests.js';

const SHA256_HEADER = /^sha256=([0-9a-f]{64})$/i;

/**
 * Checks `X-Hub-Signature-256` on the bytes as they came (contract meta.md §3.2): Meta signs its own escaped
 * rendering of the JSON, so a body that was parsed and written again no longer fits. The SHA-1 header is not taken.
 */
export function verifyMetaSignature(rawBody: Buffer, header: string | undefined, appSecret: string): boolean {
  const given = SHA256_HEADER.exec(header?.trim() ?? '')?.[1];
  if (given === undefined || appSecret === '') return false;
  return equalDigests(digest(rawBody, appSecret), Buffer.from(given, 'hex'));
}

/** The header's value for a body. */
export function metaSignature(rawBody: Buffer | string, appSecret: string): string {
  return `sha256=${digest(rawBody, appSecret).toString('hex')}`;
}

function digest(rawBody: Buffer | string, appSecret: string): Buffer {
  return createHmac('sha256', appSecret).update(rawBody).digest();
}
