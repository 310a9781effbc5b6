import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { DOCUMENTED_CALLS, type DocumentedCall } from '../support/openapi-calls.js';
import { APP_SECRET, PAGE_ID, SMS_FROM, SMS_TOKEN } from '../support/system.js';
import { brokenTexts, mutationsOf, oddTexts } from './mutations.js';

/** One call of the gateway, as bytes that can be written down and made again. */
export interface FuzzRequest {
  kind: 'facebook' | 'sms' | 'documented' | 'query' | 'address';
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

export interface Target {
  gatewayUrl: string;
  apiSpaceId: string;
  token: string;
}

const FIXTURES = join(process.cwd(), 'libs', 'channels', 'src', 'fb-messenger', 'fixtures');

/** The channel's own fixtures, as if they had come to the page that the tests have. */
export const FACEBOOK_BODIES: readonly unknown[] = readdirSync(FIXTURES).filter((name) => name.endsWith('.json')).map((name): unknown =>
  JSON.parse(readFileSync(join(FIXTURES, name), 'utf8').replaceAll('1067280970047460', PAGE_ID)));

export const SMS_BODIES: readonly Record<string, string>[] = [
  { MessageSid: 'SM0123456789abcdef', MessageStatus: 'delivered', To: '+447123123123', From: `+${SMS_FROM}` },
  { MessageSid: 'SM0123456789abcdef', MessageStatus: 'undelivered', ErrorCode: '30003', To: '+447123123123', From: `+${SMS_FROM}` },
  { MessageSid: 'SM1', SmsStatus: 'received', From: '+447123123123', To: `+${SMS_FROM}`, Body: 'Hi', NumMedia: '2', MediaUrl0: 'https://sms.example/m/0', MediaContentType0: 'image/png' },
];
const REFERENCES = ['', '?reference=0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90.1', '?reference=0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90.999999&account=15550001111', '?reference=%00&account=%ff', '?a=1&a=2&reference=x'];

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const isSigned = fc.nat({ max: 3 }).map((one) => one > 0);

const jsonOf = (values: readonly unknown[]): fc.Arbitrary<string> => {
  const text = mutationsOf(values).map((value) => JSON.stringify(value) ?? '');
  return fc.oneof({ weight: 5, arbitrary: text }, brokenTexts(text));
};

const facebook: fc.Arbitrary<FuzzRequest> = fc.tuple(jsonOf(FACEBOOK_BODIES), isSigned, fc.constantFrom('/webhooks/facebook', '/ccm/webhook'), oddTexts).map(([body, signed, path, wrong]) => ({
  kind: 'facebook', method: 'POST', path, body,
  headers: { ...JSON_TYPE, 'x-hub-signature-256': signed ? `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}` : headerOf(wrong) },
}));

/** Twilio signs the URL and the sorted fields. */
export function smsSignature(url: string, form: string, token: string): string {
  const fields = new URLSearchParams(form);
  const signed = [...new Set(fields.keys())].toSorted().flatMap((name) => [...new Set(fields.getAll(name))].toSorted().map((value) => name + value));
  return createHmac('sha1', token).update(url + signed.join(''), 'utf8').digest('base64');
}

function sms(gatewayUrl: string): fc.Arbitrary<FuzzRequest> {
  const form = mutationsOf(SMS_BODIES).map((value) => new URLSearchParams(Object.entries(Object(value) as object).map(([name, field]): [string, string] => [name, typeof field === 'string' ? field : JSON.stringify(field) ?? ''])).toString());
  return fc.tuple(fc.oneof({ weight: 5, arbitrary: form }, brokenTexts(form)), isSigned, fc.constantFrom(...REFERENCES), oddTexts).map(([body, signed, query, wrong]) => {
    const path = `/webhooks/sms${query}`;
    return { kind: 'sms', method: 'POST', path, body, headers: { ...FORM_TYPE, 'x-twilio-signature': signed ? smsSignature(gatewayUrl + path, body, SMS_TOKEN) : headerOf(wrong) } };
  });
}

/** Calls that would take the token away, or that call a server out in the world. */
const NOT_FUZZED = /access-?tokens|facebook\/state|\/test$/i;
const CALLS = DOCUMENTED_CALLS.filter(({ path, method }) => path.startsWith('/apispaces/') && !NOT_FUZZED.test(path) && !(method === 'DELETE' && /accounts|channels/.test(path)));
const WITH_BODY = CALLS.filter(({ body, contentType }) => body !== undefined && contentType?.includes('json'));

function pathOf({ path }: DocumentedCall, apiSpaceId: string, ids: readonly string[]): string {
  let at = 0;
  return path.replace('{apiSpaceId}', apiSpaceId).replace(/\{\w+\}/g, () => encodeURIComponent(ids[at++ % ids.length]!.toWellFormed()));
}

const id = fc.oneof({ weight: 2, arbitrary: fc.constantFrom('made', '0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90', 'Facebook-First') }, oddTexts.filter((text) => text.length < 2_000));

/** Every call of the document that has a body, with its examples changed. */
function documented({ apiSpaceId, token }: Target): fc.Arbitrary<FuzzRequest> {
  const changed = fc.constantFrom(...WITH_BODY).chain((call) => fc.tuple(fc.constant(call), jsonOf([call.body])));
  return fc.tuple(changed, fc.tuple(id, id), fc.option(oddTexts, { freq: 4 }), fc.option(oddTexts, { freq: 8 })).map(([[call, body], ids, key, etag]) => ({
    kind: 'documented', method: call.method, path: pathOf(call, apiSpaceId, ids), body,
    headers: { ...JSON_TYPE, authorization: `Bearer ${token}`, ...(key === null ? {} : { 'idempotency-key': headerOf(key) }), ...(etag === null ? {} : { 'if-match': headerOf(etag) }) },
  }));
}

const QUERY_WORDS = ['id', 'age', '[]', '!', '>=', '$', '^', '~', "'", '.', '$limit', '$skip', '$fields', '$sort', 'limit', 'after', 'before', 'status', 'from', 'to', 'metadata.', 'q', 'profileId', 'channel', '*', '_createdOn', '1e9', '00', '&', '&', '=', '=', '%27', '%00', '%ff', '%', '+'];
const queryText = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...QUERY_WORDS) }, oddTexts.filter((text) => text.length < 400).map((text) => encodeURIComponent(text.toWellFormed()))), { maxLength: 8 }).map((words) => words.join(''));

/** Reading calls with any query. */
function query({ apiSpaceId, token }: Target): fc.Arbitrary<FuzzRequest> {
  const reading = CALLS.filter(({ method }) => method === 'GET');
  return fc.tuple(fc.constantFrom(...reading), fc.tuple(id, id), queryText).map(([call, ids, text]) => ({ kind: 'query', method: 'GET', path: `${pathOf(call, apiSpaceId, ids)}?${text}`, headers: { authorization: `Bearer ${token}` } }));
}

/** Any path, method and header, with a token and without one. */
function address({ apiSpaceId, token }: Target): fc.Arbitrary<FuzzRequest> {
  const known = fc.constantFrom(...DOCUMENTED_CALLS.map(({ path }) => path.replaceAll(/\{\w+\}/g, apiSpaceId)).filter((path) => !NOT_FUZZED.test(path)));
  const path = brokenTexts(known).map((text) => `/${encodeURI(text.toWellFormed()).replaceAll(/[^\x21-\x7e]/g, '').replace(/^\/+/, '').slice(0, 8_000)}`);
  const name = fc.constantFrom('accept', 'content-type', 'if-match', 'if-none-match', 'range', 'cookie', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'traceparent', 'authorization', 'idempotency-key', 'origin');
  const headers = fc.dictionary(name, oddTexts.map(headerOf), { maxKeys: 3 });
  return fc.tuple(fc.constantFrom('GET', 'GET', 'POST', 'PUT', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'), path, headers, fc.boolean()).map(([method, odd, given, hasToken]) => ({
    kind: 'address', method, path: odd, headers: { ...(hasToken ? { authorization: `Bearer ${token}` } : {}), ...given },
  }));
}

/** What HTTP lets stand in a header. */
function headerOf(text: string): string {
  return text.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, '').trim().slice(0, 2_000);
}

export function requestsTo(target: Target): fc.Arbitrary<FuzzRequest> {
  return fc.oneof(
    { weight: 3, arbitrary: facebook },
    { weight: 2, arbitrary: sms(target.gatewayUrl) },
    { weight: 5, arbitrary: documented(target) },
    { weight: 2, arbitrary: query(target) },
    { weight: 2, arbitrary: address(target) },
  );
}
