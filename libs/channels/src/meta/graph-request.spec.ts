import { describe, expect, it } from '@jest/globals';
import type { HttpRequest, HttpResponse } from '@app/core';
import { appSecretProof, callGraph } from './graph-request.js';
import { findPerson } from './person-lookup.js';
import { metaSignature, verifyMetaSignature } from './signature.js';
import { slowDownMs } from './usage.js';

const ENDPOINT = { baseUrl: 'https://graph.example', version: 'v26.0' };
const CREDENTIALS = { accessToken: 'page-token', appSecret: 'app-secret' };
const PROOF = 'd8b448b9cc7d64c51098271805b3cc20b5b715e52bd587eb71b610259587c856';

function provider(...answers: [status: number, body: unknown][]): { calls: HttpRequest[]; http: (request: HttpRequest) => Promise<HttpResponse> } {
  const calls: HttpRequest[] = [];
  const http = (request: HttpRequest): Promise<HttpResponse> => {
    const [status, body] = answers[Math.min(calls.length, answers.length - 1)]!;
    calls.push(request);
    return Promise.resolve({ status, headers: {}, text: JSON.stringify(body) });
  };
  return { calls, http };
}

describe('a Graph call', () => {
  it('has the token in its header and the proof in its query', async () => {
    const { calls, http } = provider([200, { message_id: 'm_1' }]);
    await callGraph({ method: 'POST', path: '1/messages', body: { a: 1 }, timeoutMs: 5 }, CREDENTIALS, ENDPOINT, http);
    expect(calls).toEqual([
      {
        method: 'POST',
        url: `https://graph.example/v26.0/1/messages?appsecret_proof=${PROOF}`,
        headers: { authorization: 'Bearer page-token', accept: 'application/json', 'content-type': 'application/json' },
        body: '{"a":1}',
        timeoutMs: 5,
      },
    ]);
  });

  it('has no proof where there is no app secret', async () => {
    const { calls, http } = provider([200, {}]);
    await callGraph({ method: 'GET', path: 'me', timeoutMs: 5 }, { accessToken: 'page-token' }, ENDPOINT, http);
    expect(calls[0]!.url).toBe('https://graph.example/v26.0/me');
  });

  it('proves with the vector of the contract', () => {
    expect(appSecretProof('page-token', 'app-secret')).toBe(PROOF);
  });
});

describe('what is known of a person', () => {
  const find = (http: (request: HttpRequest) => Promise<HttpResponse>): Promise<unknown> => findPerson('42', CREDENTIALS, ENDPOINT, http);
  const error = (code: number, subcode?: number): [number, unknown] => [400, { error: { message: 'no', code, error_subcode: subcode } }];

  it('is asked for with all fields and told without those that were not asked for', async () => {
    const { calls, http } = provider([200, { first_name: 'John', last_name: 'Smith', locale: 'en_GB', timezone: 0, gender: '', id: '42', is_payment_enabled: true }]);
    await expect(find(http)).resolves.toEqual({ first_name: 'John', last_name: 'Smith', locale: 'en_GB', timezone: 0 });
    expect(calls[0]!.url).toBe(`https://graph.example/v26.0/42?fields=first_name%2Clast_name%2Cprofile_pic%2Clocale%2Ctimezone%2Cgender&appsecret_proof=${PROOF}`);
  });

  it('is asked for by name alone where the rest needs a permission', async () => {
    const { calls, http } = provider(error(200), [200, { first_name: 'John' }]);
    await expect(find(http)).resolves.toEqual({ first_name: 'John' });
    expect(calls[1]!.url).toContain('fields=first_name%2Clast_name%2Cprofile_pic&');
  });

  it.each<[string, [number, unknown]]>([
    ['an account with only a phone number', error(2018218)],
    ['the same as 100/33', error(100, 33)],
    ['no permission at all', error(2018247)],
    ['no permission at all, as 10', error(10)],
    ['an empty answer', [200, { id: '42' }]],
  ])('is nothing for %s', async (_name, answer) => {
    await expect(find(provider(answer).http)).resolves.toBeUndefined();
  });

  it('is a failure when the token is wrong, and not an unknown one when the answer is lost', async () => {
    await expect(find(provider(error(190)).http)).rejects.toMatchObject({ kind: 'misconfigured' });
    await expect(find(() => Promise.reject(new Error('hang up')))).rejects.toMatchObject({ name: 'SendFailure', kind: 'unavailable' });
  });
});

describe('X-Hub-Signature-256', () => {
  const ESCAPED = String.raw`{"object":"page","entry":[{"id":"1","time":1,"messaging":[{"sender":{"id":"2"},"recipient":{"id":"1"},"timestamp":1,"message":{"mid":"m_1","text":"\u00e4\u00f6\u00e5 \ud83d\ude00 a\/b"}}]}]}`;
  const OF_ESCAPED = 'sha256=4ce91d06ad8ee81dbe7531fa107d75ab7abeb1c02473b45e7d6b60fb634d9cec';

  it.each<[name: string, body: string, header: string | undefined, fits: boolean]>([
    ['hello world', 'hello world', 'sha256=f39034b29165ec6a5104d9aef27266484ab26c8caa7bca8bcb2dd02e8be61b17', true],
    ['hello world2', 'hello world2', 'sha256=60905fdf409d0b4f721e99f6f25b31567a68a6b45e933d814e17a246be4c5a53', true],
    ['the escaped bytes', ESCAPED, OF_ESCAPED, true],
    ['the same, parsed and written again', JSON.stringify(JSON.parse(ESCAPED)), OF_ESCAPED, false],
    ['another body', 'hello world', 'sha256=60905fdf409d0b4f721e99f6f25b31567a68a6b45e933d814e17a246be4c5a53', false],
    ['no header', 'hello world', undefined, false],
    ['an empty header', 'hello world', '', false],
    ['a header that is too short', 'hello world', 'sha256=f390', false],
    ['the SHA-1 form', 'hello world', 'sha1=f39034b29165ec6a5104d9aef27266484ab26c8c', false],
  ])('%s', (_name, body, header, fits) => {
    expect(verifyMetaSignature(Buffer.from(body), header, 'sesame')).toBe(fits);
  });

  it('never fits an empty secret', () => {
    expect(verifyMetaSignature(Buffer.from('x'), metaSignature('x', ''), '')).toBe(false);
  });
});

describe('usage headers', () => {
  const app = (percent: number): string => JSON.stringify({ call_count: percent, total_time: 25, total_cputime: 25 });
  const business = (percent: number, minutes = 0, type = 'messenger'): string =>
    JSON.stringify({ '1': [{ type, call_count: 1, total_time: percent, total_cputime: 2, estimated_time_to_regain_access: minutes }] });

  it.each<[name: string, headers: Record<string, string>, waitMs: number | undefined]>([
    ['none', {}, undefined],
    ['far from the limit', { 'x-app-usage': app(28) }, undefined],
    ['near the limit', { 'x-app-usage': app(92) }, 1_000],
    ['at the limit', { 'x-app-usage': app(100) }, 60_000],
    ['the business limit wins over the app limit', { 'x-app-usage': app(100), 'x-business-use-case-usage': business(80) }, 200],
    ['a time to regain access, in minutes', { 'x-business-use-case-usage': business(100, 19) }, 19 * 60_000],
    ['a type that is not Messenger, where it is the only one', { 'x-business-use-case-usage': business(96, 0, 'pages') }, 5_000],
    ['no JSON', { 'x-app-usage': '<x>', 'x-business-use-case-usage': '[1]' }, undefined],
    ['wrong types', { 'x-app-usage': '{"call_count":"100"}', 'x-business-use-case-usage': '{"1":{"a":1},"2":[null,3]}' }, undefined],
  ])('%s', (_name, headers, waitMs) => {
    expect(slowDownMs(headers)).toBe(waitMs);
  });
});
