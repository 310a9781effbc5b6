import assert from 'node:assert/strict';
import { FAILURE_KINDS, HttpFailure, SendFailure, type FailureKind, type HttpClient, type HttpRequest, type HttpResponse, type MessageContent, type Recipient } from '@app/core';
import type { Channel, ChannelAccount, ChannelPart, ProviderEndpoint } from './channel.js';
import { secretTexts } from './hide-secrets.js';

/** What the harness needs of a channel to put it through the cases that all have to pass. */
export interface HarnessSample<S extends object, C extends object, O extends object> {
  channel: Channel<S, C, O>;
  /** With secrets of a form that stands nowhere else. */
  account: ChannelAccount<S, C>;
  options: O;
  recipient: Recipient;
  endpoint: ProviderEndpoint;
  /** Writings of addresses, right and wrong ones. */
  addresses: string[];
  /**
   * The headers that the provider sends with this body to this URL, signed with the account's own secret, and made without
   * the channel's code. Left out for a channel without webhooks.
   */
  signed?: (rawBody: Buffer, url: string) => Record<string, string>;
  /** False for a channel that makes no HTTP call. */
  usesHttp?: boolean;
  /** True for a channel whose other side we set the rules for: what an answer means is in its own spec. */
  ownAnswers?: boolean;
}

export interface HarnessCase {
  name: string;
  /** Throws when the channel does not do what the name says. */
  run: () => Promise<void>;
}

const REFERENCE = '0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90.1';

/** Contents that a channel either plans with at least one part, or refuses with a SendFailure. */
const CONTENTS: readonly MessageContent[] = [
  {},
  { body: '' },
  { body: ' \n ' },
  { body: 'Hello' },
  { body: 'x'.repeat(100_000) },
  { title: 'Only a title' },
  { messageParts: [] },
  { messageParts: [{ type: 'text/plain', data: '' }] },
  { messageParts: [{ type: 'text/plain', data: 'Hello' }, { type: 'image/png', url: 'https://example.com/a.png' }] },
  { messageParts: [{ type: 'image/png', data: 'aGVsbG8=' }] },
  { messageParts: [{ type: 'whatsapp/template', data: { name: 'hello' } }] },
  { customBody: {} },
  { customBody: null, body: 'Hello' },
  { customBody: 'text' },
  { customBody: { text: 'Hello', body: 'Hello' } },
];

const WEBHOOK_BODIES: readonly unknown[] = [
  undefined, null, '', 'text', 0, true, [], {}, [[]],
  { object: 'page' },
  { object: 'page', entry: null },
  { object: 'page', entry: [null, 1, 'x', [], {}, { messaging: [null, 1, 'x', {}] }] },
  { object: 'unheard_of', entry: [{ id: '1', messaging: [{ message: { mid: 'm' } }] }] },
  { MessageSid: 'SM1' },
  { __proto__: null, constructor: 'x', toString: 1 },
];

/** The cases that every channel must pass; a channel's spec runs them with `it.each`. */
export function harnessCases<S extends object, C extends object, O extends object>(sample: HarnessSample<S, C, O>): HarnessCase[] {
  return [...(sample.usesHttp === false ? [] : sendCases(sample)), ...pureCases(sample)];
}

/** How the other side may go wrong, and what kind of failure that is. */
const BROKEN_ANSWERS: readonly { name: string; http: HttpClient; kind: FailureKind; isLost?: true }[] = [
  { name: 'a network error before the request was sent is unavailable', http: lost(false), kind: 'unavailable', isLost: true },
  { name: 'a lost answer is unknown', http: lost(true), kind: 'unknown', isLost: true },
  { name: 'an HTML 502 is unknown', http: answer(502, '<html><body>Bad Gateway</body></html>'), kind: 'unknown' },
  { name: 'an empty 500 is unknown', http: answer(500, ''), kind: 'unknown' },
  { name: 'an empty 503 is unavailable', http: answer(503, ''), kind: 'unavailable' },
  { name: 'a 429 without a body is throttled', http: answer(429, ''), kind: 'throttled' },
  { name: 'an HTML 404 is rejected', http: answer(404, '<html></html>'), kind: 'rejected' },
  { name: 'a success that is HTML is unknown', http: answer(200, '<html></html>'), kind: 'unknown' },
  { name: 'a success that was cut off is unknown', http: answer(200, '{"sid": "SM1", "message_id": "m_'), kind: 'unknown' },
  { name: 'a success without an id is unknown', http: answer(200, '{}'), kind: 'unknown' },
];

function sendCases<S extends object, C extends object, O extends object>(sample: HarnessSample<S, C, O>): HarnessCase[] {
  const cases = sample.ownAnswers ? BROKEN_ANSWERS.filter(({ isLost }) => isLost) : BROKEN_ANSWERS;
  const broken = cases.map(({ name, http, kind }) => ({
    name,
    run: async (): Promise<void> => assert.equal((await failureOf(sample, http)).kind, kind),
  }));
  return [
    ...broken,
    { name: 'no secret stands in an error, whatever the provider says', run: () => tellsNoSecret(sample) },
    { name: 'no secret stands in the URL, and every call has a time limit', run: () => callsWithCare(sample) },
  ];
}

function pureCases<S extends object, C extends object, O extends object>(sample: HarnessSample<S, C, O>): HarnessCase[] {
  const { channel, options, addresses } = sample;
  const now = new Date('2026-11-01T12:00:00Z');
  return [
    {
      name: 'a plan has at least one part, or there is a SendFailure',
      run: async () => {
        for (const content of CONTENTS) planOrFailure(() => channel.plan(content, options, { now }).parts, content);
      },
    },
    {
      name: 'planning changes nothing of what it is given',
      run: async () => {
        for (const content of CONTENTS) {
          const before = JSON.stringify(content);
          planOrFailure(() => channel.plan(content, options, { now }).parts, content);
          assert.equal(JSON.stringify(content), before);
        }
      },
    },
    {
      name: 'an address in its stored form stays as it is',
      run: async () => {
        for (const written of [...addresses, '', ' ', '+', 'x'.repeat(10_000)]) {
          const stored = channel.normaliseAddress(written);
          if (stored !== undefined) assert.equal(channel.normaliseAddress(stored), stored);
        }
        assert.equal(channel.normaliseAddress(''), undefined);
      },
    },
    {
      name: 'empty and unknown webhook bodies are facts or nothing, never an error',
      run: async () => {
        for (const body of WEBHOOK_BODIES) {
          const facts = channel.parseEvents(body, now, {});
          assert.ok(facts.every(({ kind }) => kind === 'other'), `${JSON.stringify(body)} became ${JSON.stringify(facts)}`);
        }
      },
    },
    {
      name: 'a webhook is taken with its own signature, and refused without one or with any other',
      run: async () => checkSignature(sample),
    },
  ];
}

function planOrFailure(plan: () => ChannelPart[], content: MessageContent): void {
  try {
    assert.ok(plan().length > 0, `no part for ${JSON.stringify(content).slice(0, 100)}`);
  } catch (error) {
    assert.ok(error instanceof SendFailure, `not a SendFailure: ${String(error)}`);
    assert.ok(FAILURE_KINDS.includes(error.kind) && error.message.endsWith('.'), error.message);
  }
}

function checkSignature<S extends object, C extends object, O extends object>({ channel, account, signed }: HarnessSample<S, C, O>): void {
  const ownSecret = channel.webhookSecret(account.secrets);
  assert.equal(signed !== undefined, ownSecret !== undefined, 'a channel has signed webhooks and a secret for them, or neither');
  const secret = ownSecret ?? 'secret';
  // A form and a text at once: each provider signs one of them.
  const request = { rawBody: Buffer.from('Body=Hello'), url: 'https://gateway.example/webhooks?account=1' };
  const isTaken = (headers: Record<string, string>, changed: object = {}): boolean => channel.verifyWebhook({ ...request, ...changed, headers }, secret);
  assert.equal(isTaken({}), false, 'taken without headers');
  if (!signed) return;
  const headers = signed(request.rawBody, request.url);
  assert.ok(Object.keys(headers).length > 0, 'no header is signed');
  assert.equal(isTaken(headers), true, 'its own signature is refused');
  assert.equal(isTaken(headers, { rawBody: Buffer.from('Body=Hallo') }), false, 'taken with the signature of another body');
  assert.equal(channel.verifyWebhook({ ...request, headers }, `${secret}0`), false, 'taken with the signature of another secret');
  for (const [name, value] of Object.entries(headers)) {
    for (const wrong of [...withOneChanged(value), value.slice(0, -3), '']) assert.equal(isTaken({ ...headers, [name]: wrong }), false, `taken with ${name}: ${wrong}`);
  }
}

/** The text with one character changed, at each place. The last of base64 and its padding hold bits that count for nothing. */
function withOneChanged(text: string): string[] {
  return Array.from(text.replace(/.?=*$/, ''), (character, at) => `${text.slice(0, at)}${character === '0' ? '1' : '0'}${text.slice(at + 1)}`);
}

/** A provider that quotes back all that it was sent, in every form of answer. */
async function tellsNoSecret<S extends object, C extends object, O extends object>(sample: HarnessSample<S, C, O>): Promise<void> {
  const quote = (request: HttpRequest): string => JSON.stringify([request.url, request.headers, request.body]);
  const clients: HttpClient[] = [
    (request) => Promise.reject(new HttpFailure(`failed: ${quote(request)}`, true)),
    (request) => Promise.reject(new HttpFailure(`failed: ${quote(request)}`, false)),
    (request) => Promise.reject(new TypeError(`failed: ${quote(request)}`)),
    (request) => Promise.resolve(response(400, JSON.stringify({ error: { message: quote(request), code: 190 } }))),
    (request) => Promise.resolve(response(400, JSON.stringify({ message: quote(request), code: 20003 }))),
    (request) => Promise.resolve(response(500, quote(request))),
  ];
  for (const http of clients) {
    const { message } = await failureOf(sample, http);
    for (const secret of secretTexts(sample.account.secrets)) {
      for (const form of [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(4, -4)]) {
        assert.ok(!message.includes(form), `a secret stands in: ${message}`);
      }
    }
  }
}

async function callsWithCare<S extends object, C extends object, O extends object>(sample: HarnessSample<S, C, O>): Promise<void> {
  const calls: HttpRequest[] = [];
  const http: HttpClient = (request) => {
    calls.push(request);
    return Promise.resolve(response(500, ''));
  };
  await failureOf(sample, http);
  assert.equal(calls.length, 1);
  for (const { url, timeoutMs } of calls) {
    assert.ok(url.startsWith(`${sample.endpoint.baseUrl}/`), url);
    assert.ok(timeoutMs > 0 && timeoutMs <= 120_000);
    for (const secret of secretTexts(sample.account.secrets)) assert.ok(!url.includes(secret), 'a secret stands in the URL');
  }
}

/** Sends "Hello" and returns the failure; anything but a SendFailure is an error of the channel. */
async function failureOf<S extends object, C extends object, O extends object>(sample: HarnessSample<S, C, O>, http: HttpClient): Promise<SendFailure> {
  const { channel, account, options, recipient, endpoint } = sample;
  const [part] = channel.plan({ body: 'Hello' }, options, { now: new Date() }).parts;
  assert.ok(part);
  try {
    await channel.send({ part, recipient, account, options, endpoint, reference: REFERENCE }, http);
  } catch (error) {
    assert.ok(error instanceof SendFailure, `not a SendFailure: ${String(error)}`);
    return error;
  }
  return assert.fail('the send went through');
}

function lost(requestWasSent: boolean): HttpClient {
  return () => Promise.reject(new HttpFailure(requestWasSent ? 'socket hang up' : 'connect ECONNREFUSED', requestWasSent));
}

function answer(status: number, text: string): HttpClient {
  return () => Promise.resolve(response(status, text));
}

function response(status: number, text: string): HttpResponse {
  return { status, headers: {}, text };
}
