import { describe, expect, it } from '@jest/globals';
import { type FailureKind, type HttpClient, type HttpRequest, type HttpResponse, SendFailure, verifyComapi } from '@app/core';
import { harnessCases } from '../channel-harness.js';
import { CustomSecrets, CustomSettings } from './account.js';
import { customChannel, isCustomName } from './custom.js';

const channel = customChannel('partnerApp', 'clubId');
const account = {
  id: 'a',
  address: 'partnerApp',
  settings: Object.assign(new CustomSettings(), { url: 'https://app.example.com/out', idField: 'clubId' }),
  secrets: Object.assign(new CustomSecrets(), { secret: 'a-secret-that-stands-nowhere' }),
};
const MESSAGE_ID = '0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90';

async function send(content: object, answer: Partial<HttpResponse> = {}): Promise<{ request: HttpRequest; providerMessageId: string }> {
  const [part] = channel.plan(content, {}, { now: new Date() }).parts;
  const requests: HttpRequest[] = [];
  const http: HttpClient = (request) => {
    requests.push(request);
    return Promise.resolve({ status: 200, headers: {}, text: '', ...answer });
  };
  const call = { part: part!, recipient: { kind: 'address' as const, address: 'c-1' }, account, options: {}, endpoint: { baseUrl: '' }, reference: `${MESSAGE_ID}.3` };
  const { providerMessageId } = await channel.send(call, http);
  return { request: requests[0]!, providerMessageId };
}

describe('a custom channel', () => {
  const sample = { channel, account, options: {}, recipient: { kind: 'address' as const, address: 'c-1' }, endpoint: { baseUrl: 'https://app.example.com' }, addresses: ['c-1', ' c-1 '], ownAnswers: true };
  it.each(harnessCases(sample))('$name', ({ run }) => run());

  it('posts the message, less what is not there, under its id', async () => {
    const { request } = await send({ body: 'Hello', metadata: { order: 7 } });
    expect(JSON.parse(request.body!)).toEqual({ messageId: MESSAGE_ID, to: { clubId: 'c-1' }, channel: 'partnerApp', body: 'Hello', metadata: { order: 7 } });
    expect(request).toMatchObject({ method: 'POST', url: 'https://app.example.com/out', headers: { 'webhook-id': MESSAGE_ID } });
    expect(verifyComapi(request.body!, account.secrets.secret, request.headers!['x-comapi-signature'])).toBe(true);
  });

  it.each<[string, string]>([
    ['', MESSAGE_ID],
    ['<html>', MESSAGE_ID],
    ['{"messageId":"own-1"}', 'own-1'],
    ['{"id":17}', '17'],
  ])('answered 200 with %j has the id %s at the business', async (text, id) => expect((await send({ body: 'x' }, { text })).providerMessageId).toBe(id));

  it.each<[number, FailureKind]>([
    [400, 'rejected'], [401, 'misconfigured'], [403, 'misconfigured'], [404, 'unreachable'], [405, 'rejected'], [408, 'unavailable'],
    [410, 'unreachable'], [422, 'rejected'], [429, 'throttled'], [301, 'unavailable'], [500, 'unavailable'], [502, 'unavailable'], [503, 'unavailable'],
  ])('answered %i fails as %s', async (status, kind) => {
    const failure = await send({ body: 'x' }, { status, headers: { 'retry-after': '7' }, text: '{"message":"because."}' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SendFailure);
    expect(failure).toMatchObject({ kind, message: `The server of partnerApp answered ${status}: because.`, detail: { httpStatus: status, ...(status === 429 ? { retryAfterMs: 7_000 } : {}) } });
  });

  it.each<[string, string, string | undefined]>([
    ['clubId', ' c-1 ', 'c-1'],
    ['profileId', ' Ann ', ' Ann '],
    ['profileId', ' ', undefined],
    ['phoneNumber', '+44 7123 123123', '447123123123'],
    ['phoneNumber', 'nobody', undefined],
    ['email', ' Ann@Example.com ', 'ann@example.com'],
    ['clubId', 'x'.repeat(256), undefined],
  ])('takes the %s %j for %j', (idField, written, stored) => expect(customChannel('partnerApp', idField).normaliseAddress(written)).toBe(stored));
});

it.each<[string, boolean]>([
  ['partnerApp', true], ['x', true], ['a1', true], [`a${'x'.repeat(49)}`, true], [`a${'x'.repeat(50)}`, false],
  ['', false], ['PartnerApp', false], ['partner-app', true], ['partner_app', true], ['_app', false], ['1app', false], ['partner app', false],
  ['sms', false], ['fbMessenger', false], ['fbmessenger', false], ['whatsapp', false], ['email', false], ['dummy', false], ['toString', false], ['constructor', false],
])('%j may be the name of a custom channel: %s', (name, isOne) => expect(isCustomName(name)).toBe(isOne));
