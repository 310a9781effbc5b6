import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '../channel.js';
import { equalDigests } from '../equal-digests.js';

/**
 * Checks `X-Twilio-Signature`: base64 HMAC-SHA1 of the called URL, followed by each form parameter's name and
 * value, sorted by name. Twilio signs the URL with or without a standard port, so both are right.
 */
export function verifyTwilioSignature({ rawBody, headers, url }: WebhookRequest, authToken: string): boolean {
  const header = headers['x-twilio-signature'];
  if (!header || authToken === '') return false;
  const given = Buffer.from(header, 'base64');
  const form = new URLSearchParams(rawBody.toString('utf8'));
  return urlForms(url)
    .map((called) => equalDigests(digest(called, form, authToken), given))
    .includes(true);
}

/** The header's value for a call. */
export function twilioSignature(url: string, form: URLSearchParams, authToken: string): string {
  return digest(url, form, authToken).toString('base64');
}

function digest(url: string, form: URLSearchParams, authToken: string): Buffer {
  const names = [...new Set(form.keys())].toSorted();
  // A name that stands twice is signed once for each of its different values.
  const signed = names.flatMap((name) => [...new Set(form.getAll(name))].toSorted().map((value) => name + value));
  return createHmac('sha1', authToken).update(url + signed.join(''), 'utf8').digest();
}

function urlForms(url: string): string[] {
  const match = /^(https?):\/\/([^/?#:]+)(:\d+)?(.*)$/s.exec(url);
  if (!match) return [url];
  const [, scheme, host, port, rest] = match;
  const standardPort = scheme === 'https' ? ':443' : ':80';
  if (port !== undefined && port !== standardPort) return [url];
  return [`${scheme}://${host}${rest}`, `${scheme}://${host}${standardPort}${rest}`];
}
