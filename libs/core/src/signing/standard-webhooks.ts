import { createHmac } from 'node:crypto';
import { isSameText } from './same-text.js';

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export interface StandardWebhooksHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

export interface StandardWebhooksDelivery {
  eventId: string;
  /** Unix time of this try. */
  timestampS: number;
  /** As it goes over the wire; a string counts as UTF-8. */
  body: string | Buffer;
  /** One signature for each, so that a secret can be replaced while receivers still check the old one. */
  secrets: readonly string[];
}

/** How old, or how far ahead, a delivery's timestamp may be before a receiver refuses it. */
const TOLERANCE_S = 5 * 60;

const SECRET_PREFIX = 'whsec_';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$|^[A-Za-z0-9+/]{2}==$|^[A-Za-z0-9+/]{3}=$/;

/** Signs one delivery; the id stays the same over its tries, the timestamp does not. */
export function standardWebhooksHeaders(delivery: StandardWebhooksDelivery): StandardWebhooksHeaders {
  const { eventId, timestampS, body, secrets } = delivery;
  const timestamp = String(Math.floor(timestampS));
  return {
    'webhook-id': eventId,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => signature(eventId, timestamp, body, secret)).join(' '),
  };
}

export interface ReceivedWebhook {
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The bytes as they came, before any parsing. */
  body: string | Buffer;
}

/**
 * As a receiver does it; the gateway only signs. True when one of the signatures was made with `secret` and the timestamp is at most `toleranceS` away from
 * `nowS` (both in seconds). Constant time.
 */
export function verifyStandardWebhooks(
  { headers, body }: ReceivedWebhook,
  secret: string,
  nowS: number,
  toleranceS: number = TOLERANCE_S,
): boolean {
  const { 'webhook-id': eventId, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (!eventId || !timestamp || !signatures) return false;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(nowS - Number(timestamp)) > toleranceS) return false;

  const right = signature(eventId, timestamp, body, secret);
  return signatures.split(' ').some((given) => isSameText(given, right));
}

function signature(eventId: string, timestamp: string, body: string | Buffer, secret: string): string {
  const hmac = createHmac('sha256', keyOf(secret)).update(`${eventId}.${timestamp}.`).update(body);
  return `v1,${hmac.digest('base64')}`;
}

/** `whsec_` and base64 is the specification's form; every other secret, Comapi's among them, is its own UTF-8 bytes. */
function keyOf(secret: string): Buffer {
  const encoded = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : '';
  return BASE64.test(encoded) ? Buffer.from(encoded, 'base64') : Buffer.from(secret, 'utf8');
}
