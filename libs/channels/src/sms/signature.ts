import { createHmac } from 'node:crypto';
import { parseForm } from '@app/core';
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
  const signed = signedTextOf(rawBody);
  if (signed === undefined) return false;
  return urlForms(url)
    .map((called) => equalDigests(digest(called, signed, authToken), given))
    .includes(true);
}

/** The header's value for a call. */
export function twilioSignature(url: string, form: URLSearchParams, authToken: string): string {
  return digest(url, signedText(form), authToken).toString('base64');
}

/** Read once for a call, however many secrets are tried on it. */
const signedTexts = new WeakMap<Buffer, string | undefined>();

/** Undefined for a form of more fields than a provider sends. */
function signedTextOf(rawBody: Buffer): string | undefined {
  if (signedTexts.has(rawBody)) return signedTexts.get(rawBody);
  const form = parseForm(rawBody.toString('utf8'));
  const signed = form && signedText(form);
  signedTexts.set(rawBody, signed);
  return signed;
}

/** A name that stands twice is signed once for each of its different values. */
function signedText(form: URLSearchParams): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of form) {
    const known = values.get(name);
    if (known) known.add(value);
    else values.set(name, new Set([value]));
  }
  return [...values.keys()].toSorted().flatMap((name) => [...values.get(name)!].toSorted().map((value) => name + value)).join('');
}

function digest(url: string, signed: string, authToken: string): Buffer {
  return createHmac('sha1', authToken).update(url + signed, 'utf8').digest();
}

function urlForms(url: string): string[] {
  const match = /^(https?):\/\/([^/?#:]+)(:\d+)?(.*)$/s.exec(url);
  if (!match) return [url];
  const [, scheme, host, port, rest] = match;
  const standardPort = scheme === 'https' ? ':443' : ':80';
  if (port !== undefined && port !== standardPort) return [url];
  return [`${scheme}://${host}${rest}`, `${scheme}://${host}${standardPort}${rest}`];
}
