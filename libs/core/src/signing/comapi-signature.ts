import { createHmac } from 'node:crypto';
import { isSameText } from './same-text.js';

/** Name of the header, in lower case (contract §3.1). */
export const COMAPI_SIGNATURE_HEADER = 'x-comapi-signature';

/**
 * What `X-Comapi-Signature` says: the lower-case hex HMAC-SHA1 of the body's bytes (a string counts as
 * UTF-8), without prefix or timestamp (contract §3.1). It does not keep anyone from sending a delivery
 * again: that is what the Standard Webhooks headers beside it are for.
 */
export function signComapi(body: string | Buffer, secret: string): string {
  return createHmac('sha1', secret).update(body).digest('hex');
}

/** As a receiver does it; the gateway only signs. Constant time. `signature` is the header’s value; a missing one is a wrong one. */
export function verifyComapi(body: string | Buffer, secret: string, signature: string | undefined): boolean {
  return signature !== undefined && isSameText(signature, signComapi(body, secret));
}
