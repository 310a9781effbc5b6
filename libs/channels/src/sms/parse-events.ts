import { normalisePhoneNumber, parseAttemptReference, type MessagePart, type ProviderFact, type ReceiptFact } from '@app/core';
import { contentDigest, dedupeKey } from '../dedupe-key.js';
import { asObject, asText, type JsonObject } from '../webhook-values.js';
import { failedReason } from './twilio-errors.js';

/** Twilio's `MessageStatus` → ours; others (queued, sending, accepted …) say nothing that the send did not. */
const STATUSES: ReadonlyMap<string, ReceiptFact['status']> = new Map([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['undelivered', 'failed'],
  ['failed', 'failed'],
]);

/** Twilio: "Validity Period Expired". */
const VALIDITY_OVER = '30036';
const INBOUND_STATUSES = new Set(['received', 'receiving']);

/** Form fields of a status callback or an incoming SMS → facts. Never throws: what it does not know is `other`. */
export function parseEvents(body: unknown, receivedAt: Date, query?: Record<string, string>): ProviderFact[] {
  const fields = asObject(body);
  if (!fields) return [{ kind: 'other', name: 'no form' }];
  const status = (asText(fields['MessageStatus']) ?? asText(fields['SmsStatus']))?.toLowerCase();
  const isInbound = status === undefined ? 'Body' in fields : INBOUND_STATUSES.has(status);
  const fact = isInbound ? inboundFact(fields, receivedAt) : statusFact(status, fields, receivedAt, query);
  if (fact) return [fact];
  const accountAddress = isInbound ? phoneAddress(fields['To']) : statusAccount(fields, query);
  return [{ kind: 'other', name: `sms ${status ?? 'without status'}`.slice(0, 100), ...(accountAddress && { accountAddress }) }];
}

/** What the address of the callback says of itself comes first: a message may have had another sender than its account. */
function statusAccount(fields: JsonObject, query: Record<string, string> | undefined): string | undefined {
  return phoneAddress(query?.['account']) ?? phoneAddress(fields['From']);
}

function statusFact(
  twilioStatus: string | undefined,
  fields: JsonObject,
  receivedAt: Date,
  query: Record<string, string> | undefined,
): ReceiptFact | undefined {
  const status = hasExpired(fields) ? 'expired' : STATUSES.get(twilioStatus ?? '');
  const providerMessageId = messageSid(fields);
  const reference = asReference(query?.['reference']);
  const accountAddress = statusAccount(fields, query);
  if (!status || !accountAddress || (!providerMessageId && !reference)) return undefined;
  const address = phoneAddress(fields['To']);
  return {
    kind: 'receipt',
    status,
    accountAddress,
    // Status callbacks tell no time.
    occurredAt: receivedAt,
    raw: fields,
    ...(reference && { reference }),
    ...(providerMessageId && { providerMessageId }),
    ...(address && { address }),
    ...((status === 'failed' || status === 'expired') && failure(fields)),
  };
}

/** `expiresOn` goes along as the validity period: over it without having brought the message over. */
function hasExpired(fields: JsonObject): boolean {
  return asText(fields['ErrorCode']) === VALIDITY_OVER;
}

function failure(fields: JsonObject): Pick<ReceiptFact, 'reason' | 'providerCode'> {
  const providerCode = asText(fields['ErrorCode']);
  return { reason: failedReason(providerCode), ...(providerCode && { providerCode }) };
}

function inboundFact(fields: JsonObject, receivedAt: Date): ProviderFact | undefined {
  const accountAddress = phoneAddress(fields['To']);
  const address = phoneAddress(fields['From']);
  if (!accountAddress || !address) return undefined;
  const body = asText(fields['Body']);
  const messageParts = mediaParts(fields);
  const inReplyTo = asText(fields['OriginalRepliedMessageSid']);
  return {
    kind: 'inbound',
    type: 'message',
    dedupeKey: dedupeKey('message', messageSid(fields) ?? contentDigest(fields)),
    accountAddress,
    address,
    occurredAt: receivedAt,
    raw: fields,
    ...(body && { body }),
    ...(messageParts.length > 0 && { messageParts }),
    ...(inReplyTo && { inReplyTo }),
  };
}

/** More than any carrier sends in one message. */
const MOST_MEDIA = 50;

function mediaParts(fields: JsonObject): MessagePart[] {
  const count = Math.min(Number(asText(fields['NumMedia']) ?? 0) || 0, MOST_MEDIA);
  return Array.from({ length: Math.max(0, Math.floor(count)) }, (_, index) => index).flatMap((index) => {
    const url = asText(fields[`MediaUrl${index}`]);
    return url ? [{ type: asText(fields[`MediaContentType${index}`]) ?? 'application/octet-stream', url }] : [];
  });
}

function messageSid(fields: JsonObject): string | undefined {
  return asText(fields['MessageSid']) ?? asText(fields['SmsSid']);
}

function asReference(text: string | undefined): string | undefined {
  return typeof text === 'string' && parseAttemptReference(text) ? text : undefined;
}

/** Digits of a long number; a short code or a name as it is. */
function phoneAddress(value: unknown): string | undefined {
  const text = asText(value)?.trim();
  return text === undefined ? undefined : (normalisePhoneNumber(text) ?? (text.replace(/^\+/, '') || undefined));
}
