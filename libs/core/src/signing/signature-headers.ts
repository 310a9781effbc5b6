import { COMAPI_SIGNATURE_HEADER, signComapi } from './comapi-signature.js';
import { standardWebhooksHeaders } from './standard-webhooks.js';

/**
 * Both signatures over the whole body (contract §12.6); none without a secret. `id` stays the same over the tries of a call.
 * The newest secret signs the old way, every one that is valid in the Standard Webhooks header.
 */
export function signatureHeaders(id: string, body: string, secrets: readonly string[]): Record<string, string> {
  if (!secrets[0]) return {};
  return {
    [COMAPI_SIGNATURE_HEADER]: signComapi(body, secrets[0]),
    ...standardWebhooksHeaders({ eventId: id, timestampS: Math.floor(Date.now() / 1_000), body, secrets }),
  };
}
