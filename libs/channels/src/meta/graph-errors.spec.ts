import { describe, expect, it } from '@jest/globals';
import { SendFailure, type FailureDetail, type FailureKind } from '@app/core';
import { callGraph } from './graph-request.js';
import { GRAPH_ERRORS } from './graph-error-table.js';

type Row = [name: string, answer: Answer, kind: FailureKind, detail?: FailureDetail];
type Answer = [status: number, body: unknown, headers?: Record<string, string>];

const graph = (code: unknown, subcode?: number, more: object = {}): object => ({
  error: { message: `(#${String(code)}) words`, type: 'OAuthException', code, ...(subcode !== undefined && { error_subcode: subcode }), ...more },
});

async function failureOf([status, body, headers = {}]: Answer): Promise<SendFailure> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const call = callGraph({ method: 'POST', path: '1/messages', body: {}, timeoutMs: 1 }, { accessToken: 'EAAB-token', appSecret: 'app-secret' }, { baseUrl: 'https://graph.example' }, () =>
    Promise.resolve({ status, headers, text }),
  );
  const failure: unknown = await call.then(() => undefined, (error: unknown) => error);
  if (!(failure instanceof SendFailure)) throw new Error('no SendFailure');
  return failure;
}

const usage = (minutes: number): Record<string, string> => ({
  'x-business-use-case-usage': JSON.stringify({ '123': [{ type: 'messenger', call_count: 100, total_cputime: 25, total_time: 25, estimated_time_to_regain_access: minutes }] }),
});

describe('an error of the Graph API', () => {
  it.each<Row>([
    // code and subcode, by the table of meta.md §2.3
    ['-1/2018012', [500, graph(-1, 2018012)], 'unavailable', { providerCode: '-1/2018012', httpStatus: 500 }],
    ['1', [400, graph(1)], 'unavailable', { providerCode: '1', httpStatus: 400, maxTries: 3 }],
    ['1/99', [400, graph(1, 99)], 'unavailable', { providerCode: '1/99', httpStatus: 400, maxTries: 2 }],
    ['1/1357046 was sent all the same', [500, graph(1, 1357046)], 'unknown'],
    ['2', [503, graph(2)], 'unavailable', { providerCode: '2', httpStatus: 503, maxTries: 3 }],
    ['2/2018344', [400, graph(2, 2018344)], 'misconfigured'],
    ['3', [400, graph(3)], 'misconfigured'],
    ['4', [400, graph(4)], 'throttled', { providerCode: '4', httpStatus: 400, retryAfterMs: 30_000 }],
    ['4 with a subcode that means something else elsewhere', [429, graph(4, 2018001)], 'throttled'],
    ['4/2018022', [400, graph(4, 2018022)], 'throttled'],
    ['4/2018354', [400, graph(4, 2018354)], 'rejected'],
    ['9/2018352', [400, graph(9, 2018352)], 'rejected'],
    ['10', [403, graph(10)], 'misconfigured'],
    ['10/2018278', [400, graph(10, 2018278)], 'unreachable', { providerCode: '10/2018278', httpStatus: 400 }],
    ['10/2018065', [400, graph(10, 2018065)], 'unreachable'],
    ['10/2534022', [400, graph(10, 2534022)], 'unreachable'],
    ['10/2018108', [400, graph(10, 2018108)], 'unreachable'],
    ['10/2018336', [400, graph(10, 2018336)], 'unreachable'],
    ['10/1893015', [400, graph(10, 1893015)], 'unreachable'],
    ['10/1404170', [400, graph(10, 1404170)], 'held'],
    ['10/1893063', [400, graph(10, 1893063)], 'held'],
    ['10/2534077', [400, graph(10, 2534077)], 'misconfigured'],
    ['10/2018028', [400, graph(10, 2018028)], 'misconfigured'],
    ['17', [400, graph(17)], 'throttled'],
    ['32', [403, graph(32)], 'throttled'],
    ['100', [400, graph(100)], 'rejected'],
    ['100/33', [400, graph(100, 33)], 'misconfigured'],
    ['100/2018001', [400, graph(100, 2018001)], 'unreachable'],
    ['100/2018008', [400, graph(100, 2018008)], 'unavailable', { providerCode: '100/2018008', httpStatus: 400, maxTries: 3 }],
    ['100/2018014', [400, graph(100, 2018014)], 'rejected'],
    ['100/2018034', [400, graph(100, 2018034)], 'rejected'],
    ['100/2018074', [400, graph(100, 2018074)], 'rejected'],
    ['100/2018294', [400, graph(100, 2018294)], 'unavailable', { providerCode: '100/2018294', httpStatus: 400, maxTries: 2 }],
    ['100/1893061, a retired tag', [400, graph(100, 1893061)], 'rejected'],
    ['100/2534013', [400, graph(100, 2534013)], 'misconfigured'],
    ['100/2534014', [400, graph(100, 2534014)], 'unreachable'],
    ['100/2534029', [400, graph(100, 2534029)], 'held'],
    ['100/2534037', [400, graph(100, 2534037)], 'unreachable'],
    ['100 for a wrong proof', [400, graph(100, undefined, { message: 'Invalid appsecret_proof provided in the API argument', type: 'GraphMethodException' })], 'misconfigured'],
    ['102', [401, graph(102)], 'misconfigured'],
    ['104', [401, graph(104)], 'misconfigured'],
    ['190/463', [401, graph(190, 463)], 'misconfigured'],
    ['190 with a subcode that is not known', [400, graph(190, 1)], 'misconfigured'],
    ['194', [400, graph(194)], 'rejected'],
    ['200', [403, graph(200)], 'misconfigured'],
    ['200 for utility templates', [403, graph(200, undefined, { message: '(#200) App does not have pages_utility_messaging permission on the Page' })], 'rejected'],
    ['230 for phone numbers', [403, graph(230, undefined, { message: '(#230) Requires pages_messaging_phone_number permission to manage the object' })], 'unreachable'],
    ['230', [403, graph(230)], 'misconfigured'],
    ['299', [403, graph(299)], 'misconfigured'],
    ['300', [403, graph(300)], 'rejected'],
    ['200/1545041', [400, graph(200, 1545041)], 'unreachable'],
    ['200/2018021: the account goes on for all who are not named by a phone number', [400, graph(200, 2018021)], 'unreachable'],
    ['551', [400, graph(551)], 'unreachable'],
    ['551/1545041', [400, graph(551, 1545041)], 'unreachable'],
    ['341', [400, graph(341)], 'throttled'],
    ['368', [403, graph(368)], 'held'],
    ['506', [400, graph(506)], 'rejected'],
    ['613', [400, graph(613)], 'throttled', { providerCode: '613', httpStatus: 400, retryAfterMs: 1_000 }],
    ['613/2018338 is never tried again', [400, graph(613, 2018338, { is_transient: true })], 'held'],
    ['613/1893016', [400, graph(613, 1893016)], 'rejected'],
    ['803', [404, graph(803)], 'rejected'],
    ['1200/2018024', [400, graph(1200, 2018024)], 'unavailable'],
    ['2022', [400, graph(2022)], 'held'],
    ['2018300', [400, graph(2018300)], 'unreachable'],
    ['10/2018300', [400, graph(10, 2018300)], 'unreachable'],
    ['2018321', [400, graph(2018321)], 'unavailable', { providerCode: '2018321', httpStatus: 400, retryAfterMs: 60_000 }],
    ['10/2018321, which is no fault of the account', [400, graph(10, 2018321)], 'unavailable', { providerCode: '10/2018321', httpStatus: 400, retryAfterMs: 60_000 }],
    ['10/2018247', [400, graph(10, 2018247)], 'rejected'],
    ['2500', [400, graph(2500)], 'rejected'],
    ['10303', [400, graph(10303)], 'rejected'],
    ['36000 in a 200', [200, graph(36000)], 'rejected', { providerCode: '36000', httpStatus: 200 }],
    ['80006 with a time', [400, graph(80006), usage(19)], 'throttled', { providerCode: '80006', httpStatus: 400, retryAfterMs: 19 * 60_000 }],
    ['80006 with no time', [400, graph(80006), usage(0)], 'throttled', { providerCode: '80006', httpStatus: 400, retryAfterMs: 30_000 }],
    ['2300003', [400, graph(2300003)], 'rejected'],
    ['9000001', [400, graph(9000001)], 'rejected'],
    // what overrules the table, and what does not
    ['a transient error of a kind that is final otherwise', [400, graph(100, undefined, { is_transient: true })], 'unavailable'],
    ['a transient error that is else tried few times only', [503, graph(2, undefined, { is_transient: true })], 'unavailable', { providerCode: '2', httpStatus: 503 }],
    ['a transient throttle', [400, graph(4, undefined, { is_transient: true })], 'throttled'],
    ['a transient error after the message was sent', [400, graph(1, 1357046, { is_transient: true })], 'unknown'],
    ['a transient error of no known code', [400, graph(4711, undefined, { is_transient: true })], 'unavailable'],
    // codes that nobody knows, and answers without any
    ['an unknown code with 400', [400, graph(4711, 12)], 'rejected', { providerCode: '4711/12', httpStatus: 400 }],
    ['an HTTP status in the place of the code', [403, graph(403)], 'rejected'],
    ['an unknown code with 500', [500, graph(4711)], 'unknown'],
    ['an unknown code with 503', [503, graph(4711)], 'unavailable'],
    ['an unknown code with 429', [429, graph(4711)], 'throttled'],
    ['a code as a text', [400, graph('551')], 'unreachable', { providerCode: '551', httpStatus: 400 }],
    ['an error without a code', [400, { error: {} }], 'rejected', { httpStatus: 400 }],
    ['429 without a body', [429, '', { 'retry-after': '7' }], 'throttled', { httpStatus: 429, retryAfterMs: 7_000 }],
    ['503 in HTML', [503, '<html>'], 'unavailable', { httpStatus: 503 }],
    ['500 with JSON that was cut off', [500, '{"error":{"code":1'], 'unknown'],
    ['404 in HTML', [404, '<html>'], 'rejected'],
    ['a redirect', [302, ''], 'unavailable'],
  ])('%s', async (...[, answer, kind, detail]) => {
    const failure = await failureOf(answer);
    expect(failure.kind).toBe(kind);
    if (detail) expect(failure.detail).toEqual(detail);
  });

  it('has one row at most for a code and subcode', () => {
    const keys = GRAPH_ERRORS.map(({ code, subcode, mentions }) => `${code}/${subcode ?? ''}/${mentions ?? ''}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('has a sentence for each row that does not end in a full stop, since one is added', () => {
    expect(GRAPH_ERRORS.filter(({ reason }) => !/^[A-Z].{10,}[^.]$/.test(reason))).toEqual([]);
  });

  it('says what it means and quotes Facebook, without the token and not at any length', async () => {
    const failure = await failureOf([400, graph(190, undefined, { message: `Malformed access token EAAB-token ${'x'.repeat(1000)}` })]);
    expect(failure.message).toMatch(/^The Page access token is not valid any more\. Facebook says: Malformed access token \[hidden\] x+…$/);
    expect(failure.message.length).toBeLessThan(400);
  });
});
