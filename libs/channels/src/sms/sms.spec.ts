import 'reflect-metadata';
import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { SendFailure, type FailureKind, type HttpRequest, type MessageContent, type Recipient } from '@app/core';
import { harnessCases } from '../channel-harness.js';
import type { SmsOptions } from './options.js';
import { twilioSignature } from './signature.js';
import { sms } from './sms.js';

const NOW = new Date('2026-11-01T12:00:00Z');
const REFERENCE = '0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90.2';
const ACCOUNT = {
  id: 'a',
  address: '15550001111',
  settings: { accountSid: 'AC0123456789abcdef0123456789abcdef' },
  secrets: { authToken: 'authtoken-0123456789abcdef' },
};
const ENDPOINT = { baseUrl: 'https://sms.example', callbackBaseUrl: 'https://gateway.example' };
const TO: Recipient = { kind: 'address', address: '447123123123' };

describe('every channel', () => {
  it.each(
    harnessCases({
      channel: sms,
      account: ACCOUNT,
      options: {},
      recipient: TO,
      endpoint: ENDPOINT,
      addresses: ['447123123123', '+44 (7123) 123-123', '0044.7123.123123', '12', 'abc', '+0123456789'],
      signed: (rawBody, url) => ({ 'x-twilio-signature': createHmac('sha1', ACCOUNT.secrets.authToken).update(url + [...new URLSearchParams(rawBody.toString())].flat().join('')).digest('base64') }),
    }),
  )('$name', ({ run }) => run());
});

const plan = (content: MessageContent, options: SmsOptions = {}) => sms.plan(content, options, { now: NOW });
const refusal = (attempt: () => unknown): SendFailure => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof SendFailure) return error;
  }
  throw new Error('no SendFailure');
};

describe('the plan of an SMS', () => {
  const url = 'https://example.com/a.png';
  type Row = [name: string, content: MessageContent, options: SmsOptions, payload: object, warnings?: string[]];
  it.each<Row>([
    ['a body', { title: 'T', body: 'Hello' }, {}, { Body: 'Hello' }],
    ['text parts a line each, and addresses of files', { messageParts: [{ type: 'text/plain', data: 'Hi' }, { type: 'text/html', data: '<b>there</b>' }, { type: 'image/png', url }] }, {}, { Body: `Hi\nthere\n${url}` }],
    ['a picture as data is left out', { messageParts: [{ type: 'text/plain', data: 'Hi' }, { type: 'image/png', data: 'aGk=' }] }, {}, { Body: 'Hi' }, ['The content of part 2 (image/png) cannot be in an SMS; it was left out.']],
    ['a name as sender', { body: 'Hi' }, { from: 'Comapi' }, { Body: 'Hi', From: 'Comapi' }],
    ['a number as sender', { body: 'Hi' }, { from: '15550002222' }, { Body: 'Hi', From: '+15550002222' }],
    ['a short code as sender', { body: 'Hi' }, { from: '62226' }, { Body: 'Hi', From: '62226' }],
    ['a custom body', { body: 'x', customBody: { body: 'Hi', from: 'Comapi', to: '+44 7123 123124', deliverAfter: '2030-01-01T00:00:00Z', clientRef: '7' } }, {}, { Body: 'Hi', From: 'Comapi', To: '+447123123124' }, ['customBody.sms.deliverAfter was left out: the SMS provider has nothing like it.', 'customBody.sms.clientRef was left out: the SMS provider has nothing like it.']],
    ['Unicode is allowed when nothing is said', { body: 'né ê 你' }, {}, { Body: 'né ê 你' }],
    ['the GSM alphabet needs no Unicode', { body: 'né £5 [a] {b} €' }, { allowUnicode: false }, { Body: 'né £5 [a] {b} €' }],
    ['conversion to the nearest GSM characters', { body: '“né” – it’s ê…\u00a0😀' }, { unicodeConversion: { convertUnicodeToGsm: true } }, { Body: '"né" - it\'s e... 😀' }],
    ['own replacements come first', { body: '😀 $& x' }, { allowUnicode: false, unicodeConversion: { customReplacements: [{ from: '😀', to: ':)' }, { from: 'x', to: '$&' }] } }, { Body: ':) $& $&' }],
  ])('%s', (...[, content, options, payload, warnings]) => {
    const made = plan(content, options);
    expect(made.parts.map((part) => part.payload)).toEqual([payload]);
    expect(made.warnings).toEqual(warnings ?? []);
  });

  it('is made within a moment, however long replacements would make it', () => {
    const customReplacements = Array.from({ length: 100 }, () => ({ from: 'a', to: 'a'.repeat(100) }));
    expect(plan({ body: 'a' }, { unicodeConversion: { convertUnicodeToGsm: true, customReplacements } }).parts.map(({ payload }) => String(payload['Body']).length)).toEqual([1600, 400]);
    expect(() => plan({ body: 'a'.repeat(10_000_000) }, { unicodeConversion: { customReplacements: [...customReplacements, { from: 'a', to: '' }] } })).toThrow('nothing to send');
  });

  it('with short links has them in place before it is cut, and no conversion or replacement touches them', () => {
    const long = `https://example.com/${'x'.repeat(2_500)}`;
    const shortenLinks = (text: string, elsewhere: (between: string) => string): string => text.split(long).map(elsewhere).join('https://gw.example/l/0123456789');
    expect(sms.plan({ body: `“lê” ${long} lê` }, { unicodeConversion: { convertUnicodeToGsm: true, customReplacements: [{ from: 'l', to: '1' }] } }, { now: NOW, shortenLinks })).toMatchObject({ parts: [{ payload: { Body: '"1e" https://gw.example/l/0123456789 1e' } }], warnings: [] });
  });
  it('cuts at 2,000 characters, and makes two calls of what is longer than the provider takes', () => {
    const { parts, warnings } = plan({ body: 'word '.repeat(500) });
    const bodies = parts.map(({ payload }) => String(payload['Body']));
    expect(bodies.map((body) => body.length)).toEqual([1600, 400]);
    expect(bodies.join('')).toBe('word '.repeat(400));
    expect(warnings).toEqual(['The text has 2500 characters; SMS takes 2000, the rest was cut off.']);
  });

  it.each<[name: string, content: MessageContent, options: SmsOptions, reason: RegExp]>([
    ['nothing', {}, {}, /^There is nothing to send as SMS/],
    ['only a picture as data', { messageParts: [{ type: 'image/png', data: 'aGk=' }] }, {}, /^There is nothing to send as SMS/],
    ['Unicode where it is not allowed', { body: 'Hi 你' }, { allowUnicode: false }, /outside the GSM alphabet \("你"\)/],
    ['a custom body that is a text', { customBody: 'Hi' }, {}, /must be an object/],
    ['a custom recipient that is none', { customBody: { body: 'Hi', to: '12' } }, {}, /customBody\.sms\.to is no possible phone number/],
    ['a custom sender that is too short', { customBody: { body: 'Hi', from: 'ab' } }, {}, /customBody\.sms\.from must be/],
    ['a custom body of a wrong type', { customBody: { body: 7 } }, {}, /customBody\.sms\.body must be a text/],
  ])('refuses %s', (_name, content, options, reason) => {
    const failure = refusal(() => plan(content, options));
    expect(failure.kind).toBe('rejected');
    expect(failure.message).toMatch(reason);
  });
});

async function send(content: MessageContent, { status = 201, answer = { sid: 'SM1', status: 'queued' } as object, headers = {}, recipient = TO, endpoint = ENDPOINT as { baseUrl: string } } = {}) {
  const calls: HttpRequest[] = [];
  const [part] = plan(content).parts;
  const result = await sms
    .send({ part: part!, recipient, account: ACCOUNT, options: {}, endpoint, reference: REFERENCE }, (request) => {
      calls.push(request);
      return Promise.resolve({ status, headers, text: JSON.stringify(answer) });
    })
    .catch((error: unknown) => error);
  return { result, call: calls[0] };
}

describe('sending', () => {
  it('is a form in Twilio’s shape, with a callback that names our reference', async () => {
    const { result, call } = await send({ body: 'Fish & chips +1' });
    expect(call).toMatchObject({
      method: 'POST',
      url: 'https://sms.example/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages.json',
      headers: {
        authorization: `Basic ${Buffer.from('AC0123456789abcdef0123456789abcdef:authtoken-0123456789abcdef').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(Object.fromEntries(new URLSearchParams(call!.body))).toEqual({
      To: '+447123123123',
      From: '+15550001111',
      Body: 'Fish & chips +1',
      StatusCallback: `https://gateway.example/webhooks/sms?reference=${REFERENCE}&account=15550001111`,
    });
    expect(result).toEqual({ providerMessageId: 'SM1' });
  });

  it('asks for no callback where the gateway has no public address', async () => {
    const { call } = await send({ body: 'Hi' }, { endpoint: { baseUrl: 'https://sms.example' } });
    expect([...new URLSearchParams(call!.body).keys()]).toEqual(['To', 'From', 'Body']);
  });

  it('goes to nobody without a phone number', async () => {
    const { result, call } = await send({ body: 'Hi' }, { recipient: { kind: 'userRef', userRef: 'x' } });
    expect(result).toMatchObject({ name: 'SendFailure', kind: 'unreachable' });
    expect(call).toBeUndefined();
  });

  it.each<[code: number | string | undefined, status: number, kind: FailureKind]>([
    [20003, 401, 'misconfigured'], [undefined, 401, 'misconfigured'], [20404, 404, 'misconfigured'],
    [20429, 429, 'throttled'], [14107, 429, 'throttled'], [21611, 400, 'throttled'], [undefined, 429, 'throttled'],
    [21211, 400, 'unreachable'], [21614, 400, 'unreachable'], [21217, 400, 'unreachable'], [21610, 400, 'unreachable'], [21612, 400, 'unreachable'], [21408, 400, 'unreachable'],
    [21606, 400, 'rejected'], [21602, 400, 'rejected'], [21617, 400, 'rejected'], [99999, 400, 'rejected'], ['21610', 400, 'unreachable'],
    [30002, 400, 'held'], [20500, 500, 'unknown'], [20504, 504, 'unknown'], [20503, 503, 'unavailable'], [99999, 500, 'unknown'], [99999, 503, 'unavailable'], [undefined, 503, 'unavailable'],
  ])('an answer with code %s and HTTP %d is %s', async (code, status, kind) => {
    const { result } = await send({ body: 'Hi' }, { status, answer: { code, message: 'words', status } });
    expect(result).toMatchObject({ name: 'SendFailure', kind, detail: { httpStatus: status, ...(code !== undefined && { providerCode: String(code) }) } });
  });

  it('waits as long as the provider says', async () => {
    const { result } = await send({ body: 'Hi' }, { status: 429, answer: { code: 20429 }, headers: { 'retry-after': '3' } });
    expect(result).toMatchObject({ detail: { retryAfterMs: 3000 } });
  });
});

describe('X-Twilio-Signature', () => {
  const URL_CALLED = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const FORM = 'CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212';
  const SIGNATURE = '0/KCTR6DLpKmkAf8muzZqo1nDgQ=';
  const verify = (changes: { url?: string; body?: string; signature?: string; secret?: string }): boolean =>
    sms.verifyWebhook(
      { rawBody: Buffer.from(changes.body ?? FORM), url: changes.url ?? URL_CALLED, headers: { 'x-twilio-signature': changes.signature ?? SIGNATURE } },
      changes.secret ?? '12345',
    );

  it.each<[name: string, changes: Parameters<typeof verify>[0], fits: boolean]>([
    ['the provider’s published example', {}, true],
    ['fields in another order', { body: FORM.split('&').toReversed().join('&') }, true],
    ['the URL with its standard port', { url: 'https://mycompany.com:443/myapp.php?foo=1&bar=2' }, true],
    ['another port', { url: 'https://mycompany.com:8443/myapp.php?foo=1&bar=2' }, false],
    ['another query', { url: 'https://mycompany.com/myapp.php?foo=2&bar=2' }, false],
    ['another field', { body: `${FORM}&a=b` }, false],
    ['another secret', { secret: '12346' }, false],
    ['an empty secret', { secret: '' }, false],
    ['no base64', { signature: '???' }, false],
  ])('%s', (_name, changes, fits) => {
    expect(verify(changes)).toBe(fits);
  });

  it('holds for any form, and for none of which one value, the URL, the secret or the signature differs', () => {
    const word = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.toWellFormed());
    const form = fc.uniqueArray(fc.tuple(word, word), { selector: ([name]) => name, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(form, fc.nat(), fc.webUrl({ withQueryParameters: true }), fc.string({ minLength: 1 }), (fields, at, url, secret) => {
        const signature = twilioSignature(url, new URLSearchParams(fields), secret);
        const bodyOf = (pairs: typeof fields): string => new URLSearchParams(pairs).toString();
        expect(verify({ body: bodyOf(fields.toReversed()), url, secret, signature })).toBe(true);
        const other = fields.map(([name, value], index): [string, string] => [name, index === at % fields.length ? `${value}x` : value]);
        expect(verify({ body: bodyOf(other), url, secret, signature })).toBe(false);
        expect(verify({ body: bodyOf(fields), url: `${url}x`, secret, signature })).toBe(false);
        expect(verify({ body: bodyOf(fields), url, secret: `${secret}x`, signature })).toBe(false);
        const digest = Buffer.from(signature, 'base64');
        digest[at % digest.length]! ^= 1;
        expect(verify({ body: bodyOf(fields), url, secret, signature: digest.toString('base64') })).toBe(false);
      }),
    );
  });

  it('signs a name that stands twice once for each value', () => {
    const body = 'a=2&a=1&a=2';
    const signature = twilioSignature(URL_CALLED, new URLSearchParams('a=1&a=2'), '12345');
    expect(verify({ body, signature })).toBe(true);
  });
});

describe('a webhook body', () => {
  const status = (MessageStatus: string, more: object = {}): object => ({ MessageSid: 'SM1', MessageStatus, To: '+447123123123', From: '+15550001111', AccountSid: 'AC0', ...more });
  const facts = (body: unknown, query: Record<string, string> = { reference: REFERENCE }) => sms.parseEvents(body, NOW, query);
  const RECEIPT = { kind: 'receipt', accountAddress: '15550001111', address: '447123123123', providerMessageId: 'SM1', reference: REFERENCE, occurredAt: NOW };

  it.each<[body: object, fact: object]>([
    [status('sent'), { ...RECEIPT, status: 'sent' }],
    [status('Delivered'), { ...RECEIPT, status: 'delivered' }],
    [status('read'), { ...RECEIPT, status: 'read' }],
    [status('undelivered', { ErrorCode: '30036' }), { ...RECEIPT, status: 'expired', providerCode: '30036', reason: 'The message expired before the carrier had brought it over.' }],
    [status('undelivered', { ErrorCode: '30003' }), { ...RECEIPT, status: 'failed', providerCode: '30003', reason: 'The phone is switched off, out of reach or does not take SMS.' }],
    [status('failed', { ErrorCode: '39999' }), { ...RECEIPT, status: 'failed', providerCode: '39999', reason: 'The SMS was not delivered (code 39999).' }],
    [status('failed'), { ...RECEIPT, status: 'failed', reason: 'The SMS was not delivered.' }],
    [status('sent', { From: 'Comapi' }), { ...RECEIPT, status: 'sent', accountAddress: 'Comapi' }],
  ])('%o', (body, fact) => {
    expect(facts(body)).toEqual([{ ...fact, raw: body }]);
  });

  it.each(['queued', 'sending', 'accepted', 'scheduled', 'canceled', 'unheard-of'])('%s says nothing new', (each) => {
    expect(facts(status(each))).toEqual([{ kind: 'other', name: `sms ${each}`, accountAddress: RECEIPT.accountAddress }]);
  });

  it('takes no reference that is not ours', () => {
    expect(facts(status('sent'), { reference: 'x' })[0]).not.toHaveProperty('reference');
    expect(sms.parseEvents(status('sent'), NOW)[0]).toMatchObject({ providerMessageId: 'SM1' });
  });

  it('is an inbound with text and media', () => {
    const body = {
      MessageSid: 'SM2', SmsStatus: 'received', From: '+447123123123', To: '+15550001111', Body: 'Hi',
      NumMedia: '2', MediaUrl0: 'https://sms.example/m/0', MediaContentType0: 'image/png', MediaUrl1: 'https://sms.example/m/1',
    };
    expect(facts(body, {})).toEqual([{
      kind: 'inbound', type: 'message', dedupeKey: 'message:SM2', accountAddress: '15550001111', address: '447123123123', occurredAt: NOW, raw: body, body: 'Hi',
      messageParts: [{ type: 'image/png', url: 'https://sms.example/m/0' }, { type: 'application/octet-stream', url: 'https://sms.example/m/1' }],
    }]);
  });

  it('throws for no input', () => {
    const field = fc.constantFrom('MessageSid', 'MessageStatus', 'SmsStatus', 'From', 'To', 'Body', 'NumMedia', 'MediaUrl0', 'ErrorCode');
    const value = fc.oneof(fc.string(), fc.constantFrom('received', 'sent', 'failed', '+15550001111', '1e9', '-1', 'Infinity', 'NaN'), fc.anything());
    fc.assert(fc.property(fc.oneof(fc.dictionary(field, value), fc.anything({ withBigInt: true, withNullPrototype: true })), (body) => {
      expect(facts(body)).toHaveLength(1);
    }));
  });
});

describe('what an account and the options may be', () => {
  const errors = (type: new () => object, value: object): string[] =>
    validateSync(plainToInstance(type, value), { whitelist: true, forbidNonWhitelisted: true }).flatMap(function all(error): string[] {
      return [...Object.values(error.constraints ?? {}), ...(error.children ?? []).flatMap(all)];
    });
  it.each<[type: 'settings' | 'secrets' | 'options', value: object, messages: string[]]>([
    ['settings', { accountSid: 'AC0123' }, []],
    ['settings', { accountSid: 'XX' }, ['accountSid must begin with AC and go on with letters and digits']],
    ['secrets', { authToken: '' }, ['authToken is required: the auth token of the account at the SMS provider']],
    ['options', { from: 'Comapi', allowUnicode: false, unicodeConversion: { convertUnicodeToGsm: true, customReplacements: [{ from: 'a', to: '' }] } }, []],
    ['options', { from: 'ab' }, ['from must be a phone number, a short code, or 3 to 11 letters and digits']],
    ['options', { allowUnicode: 'no' }, ['allowUnicode must be true or false']],
    ['options', { unicodeConversion: 'yes' }, ['unicodeConversion must be an object']],
    ['options', { unicodeConversion: { customReplacements: [{ from: '', to: 'x' }] } }, ['from must not be empty']],
    ['options', { unicodeConversion: { other: 1 } }, ['property other should not exist']],
  ])('%s %o', (type, value, expected) => {
    expect(errors(sms[type], value)).toEqual(expected);
  });
});
