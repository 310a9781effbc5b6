import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MAGIC_RECIPIENTS } from '../faults/magic-recipients.js';
import { PAGE_ID, startForTest, type TestSimulator, TOKEN } from '../spec-support.js';
import { appSecretProof } from './check-access.js';

const SECRET = 'app-secret';
const PROOF = appSecretProof(SECRET, TOKEN);
const message = { text: 'hi', metadata: 'ref-1' };
let open: TestSimulator;
let strict: TestSimulator;

beforeAll(async () => {
  open = await startForTest();
  strict = await startForTest({ FACEBOOK_APP_SECRET: SECRET });
});
afterAll(async () => Promise.all([open.close(), strict.close()]));
beforeEach(async () => open.control('POST', 'reset'));

describe('access', () => {
  it('computes the proof as Meta does', () => {
    expect(appSecretProof('app-secret', 'page-token')).toBe('d8b448b9cc7d64c51098271805b3cc20b5b715e52bd587eb71b610259587c856');
  });

  const body = JSON.stringify({ recipient: { id: '1' }, message });
  const json = { 'content-type': 'application/json' };
  const bearer = { ...json, authorization: `Bearer ${TOKEN}` };
  it.each<[string, string, Record<string, string>, number, string]>([
    ['no token', '/v26.0/me/messages', json, 104, 'An access token is required to request this resource.'],
    ['a wrong token', '/v26.0/me/messages', { ...json, authorization: 'Bearer x' }, 190, 'Invalid OAuth access token - Cannot parse access token'],
    ['another page', '/v26.0/999/messages', bearer, 100, "Unsupported post request. Object with ID '999'"],
    ['no version', '/26/me/messages', bearer, 2500, 'Unknown path components: /26/me/messages'],
    ['a version that does not exist', '/v99.0/me/messages', bearer, 2500, 'Unknown path components'],
    ['an unknown edge', '/v26.0/me/chats', bearer, 2500, 'Unknown path components: /v26.0/me/chats'],
  ])('with %s is refused in Meta’s words', async (_, path, headers, code, words) => {
    const { json: answer } = await open.fetch(path, { method: 'POST', headers, body });
    expect(answer).toEqual({
      error: expect.objectContaining({ code, message: expect.stringContaining(words), fbtrace_id: expect.stringMatching(/^A[\w-]{22}$/) }),
    });
  });

  it.each([
    ['', 'API calls from the server require an appsecret_proof argument'],
    ['?appsecret_proof=00', 'Invalid appsecret_proof provided in the API argument'],
    [`?appsecret_proof=${'0'.repeat(64)}`, 'Invalid appsecret_proof provided in the API argument'],
  ])('with the proof "%s" is refused when the app has a secret', async (query, words) => {
    const { json: answer } = await strict.fetch(`/v26.0/me/messages${query}`, { method: 'POST', headers: bearer, body });
    expect(answer.error).toMatchObject({ code: 100, type: 'GraphMethodException', message: words });
  });

  it.each<[string, string, Record<string, string>, Record<string, string>]>([
    ['header and query', `?appsecret_proof=${PROOF}`, bearer, {}],
    ['query', `?appsecret_proof=${PROOF}&access_token=${TOKEN}`, json, {}],
    ['body', '', json, { access_token: TOKEN, appsecret_proof: PROOF }],
  ])('by %s is given', async (_, query, headers, fields) => {
    const sent = JSON.stringify({ recipient: { id: '1' }, message, ...fields });
    const { status } = await strict.fetch(`/v26.0/${PAGE_ID}/messages${query}`, { method: 'POST', headers, body: sent });
    expect(status).toBe(200);
    expect((await strict.control('GET', 'messages')).text).not.toContain(TOKEN);
  });
});

describe('answers', () => {
  it('has the person and the message for a PSID', async () => {
    const { json } = await open.send({ recipient: { id: '5275811702471834' }, message });
    expect(json).toEqual({ recipient_id: '5275811702471834', message_id: expect.stringMatching(/^m_/) });
  });

  it('has an id for a file that is to be used again', async () => {
    const image = (payload: object) => open.send({ recipient: { id: '1' }, message: { attachment: { type: 'image', payload: { url: 'https://example.com/a.png', ...payload } } } });
    expect((await image({ is_reusable: true })).json).toEqual({ recipient_id: '1', message_id: expect.any(String), attachment_id: expect.stringMatching(/^\d{15}$/) });
    expect((await image({})).json).not.toHaveProperty('attachment_id');
  });

  it('sends a file by the id that uploading it gave, to no page but its own', async () => {
    const url = 'https://example.com/a.png';
    const post = (edge: string, fields: object, token = TOKEN) =>
      open.fetch(`/v26.0/me/${edge}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(fields) });
    const upload = (payload: object, type = 'image') => post('message_attachments', { message: { attachment: { type, payload } } });
    const { attachment_id: id } = (await upload({ url, is_reusable: true })).json;
    expect(id).toMatch(/^\d{15}$/);
    const image = (attachmentId: unknown) => ({ recipient: { id: '1' }, message: { attachment: { type: 'image', payload: { attachment_id: attachmentId } } } });
    const media = { template_type: 'media', elements: [{ media_type: 'image', attachment_id: id }] };
    expect((await post('messages', image(id))).status).toBe(200);
    expect((await post('messages', { recipient: { id: '1' }, message: { attachment: { type: 'template', payload: media } } })).status).toBe(200);
    await open.control('POST', 'pages', { id: '200000000000002', token: 'other-page-token' });
    const refused = { error: expect.objectContaining({ code: 100, error_subcode: 2018074 }) };
    expect((await post('messages', image(id), 'other-page-token')).json).toEqual(refused);
    expect((await post('messages', image('123'))).json).toEqual(refused);
    expect((await upload({ url: 'nowhere' })).json.error.message).toContain('message[attachment][payload][url]');
    expect((await upload({ url }, 'template')).json.error.message).toContain('message[attachment][type]');
  });

  it('takes a form', async () => {
    const form = new URLSearchParams({ access_token: TOKEN, recipient: '{"id":"1"}', message: '{"text":"hi"}' });
    const { status } = await open.fetch('/v26.0/me/messages', { method: 'POST', body: form });
    expect(status).toBe(200);
  });

  it('leaves the person out for user_ref', async () => {
    const { json } = await open.send({ recipient: { user_ref: 'ref' }, message });
    expect(json).toEqual({ message_id: expect.any(String) });
  });

  it('matches phone numbers only for a page that may, and by name', async () => {
    const recipient = { phone_number: '+1 (555) 000-2222', name: { first_name: 'Ada', last_name: 'Example' } };
    expect((await open.send({ recipient, message })).json.error).toMatchObject({ code: 200, error_subcode: 2018027 });
    await open.control('POST', 'pages', { id: PAGE_ID, customerMatching: true });
    expect((await open.send({ recipient, message })).json).toEqual({ message_id: expect.any(String) });
    const wrongName = { ...recipient, name: { first_name: 'Bob', last_name: 'Example' } };
    expect((await open.send({ recipient: wrongName, message })).json.error).toMatchObject({ code: 100, error_subcode: 2018001 });
    await open.control('POST', 'pages', { id: PAGE_ID, customerMatching: false });
  });

  it('has only the person for a sender action, and keeps no message', async () => {
    const { json } = await open.send({ recipient: { id: '1' }, sender_action: 'mark_seen' });
    expect(json).toEqual({ recipient_id: '1' });
    expect((await open.send({ recipient: { user_ref: 'ref' }, sender_action: 'mark_seen' })).json).toEqual({});
    expect((await open.control('GET', 'messages')).json.count).toBe(0);
  });

  it('gives one private reply to a comment', async () => {
    expect((await open.send({ recipient: { comment_id: 'c1' }, message })).json).toHaveProperty('recipient_id');
    expect((await open.send({ recipient: { comment_id: 'c1' }, message })).json.error).toMatchObject({ error_subcode: 2018292 });
  });

  it('takes a one-time token once', async () => {
    await open.control('POST', 'optin', { psid: '1', oneTimeToken: 'otn' });
    const body = { recipient: { one_time_notif_token: 'otn' }, message };
    expect((await open.send(body)).status).toBe(200);
    expect((await open.send(body)).json.error.code).toBe(100);
  });

  it.each([
    [{ id: '1', user_ref: 'x' }, 'exactly one'],
    [{}, 'exactly one'],
    [{ phone: '1' }, 'Invalid keys "phone" were found in param "recipient".'],
    [{ constructor: '1' }, 'Invalid keys "constructor"'],
    [{ id: 'abc' }, 'Param recipient[id] must be a valid ID string (e.g., "123")'],
    [{ notification_messages_token: 'x' }, 'no longer supported'],
  ])('refuses the recipient %j', async (recipient, words) => {
    const { status, json } = await open.send({ recipient, message });
    expect([status, json.error.code]).toEqual([400, 100]);
    expect(json.error.message).toContain(words);
  });
});

describe('the 24 hours', () => {
  const types = { RESPONSE: {}, UPDATE: {}, MESSAGE_TAG: { tag: 'HUMAN_AGENT' }, UTILITY: { template: { name: 'x' } } };
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  it.each<[string, string | null, string[]]>([
    ['23 hours ago', hoursAgo(23), ['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY']],
    ['25 hours ago', hoursAgo(25), ['MESSAGE_TAG', 'UTILITY']],
    ['8 days ago', hoursAgo(192), ['UTILITY']],
    ['never', null, ['UTILITY']],
  ])('of a person who wrote %s', async (_, lastInboundAt, allowed) => {
    await open.control('PUT', 'people/42', { lastInboundAt });
    const taken: string[] = [];
    for (const [type, extra] of Object.entries(types)) {
      const { json } = await open.send({ recipient: { id: '42' }, messaging_type: type, message, ...extra });
      if (json.message_id) taken.push(type);
      else expect(json.error).toMatchObject({ code: 10, error_subcode: 2018278 });
    }
    expect(taken).toEqual(allowed);
    const template = { recipient: { id: '42' }, messaging_type: 'RESPONSE', message: { template: { name: 'x' } } };
    expect('message_id' in (await open.send(template)).json).toBe(allowed.includes('RESPONSE'));
  });

  it('opens when the person writes', async () => {
    await open.control('PUT', 'people/43', { window: 'closed' });
    expect((await open.send({ recipient: { id: '43' }, message })).json.error.code).toBe(10);
    await open.control('POST', 'inbound', { psid: '43', text: 'hello' });
    expect((await open.send({ recipient: { id: '43' }, message })).status).toBe(200);
  });

  it('a person who blocked the page is not available', async () => {
    await open.control('PUT', 'people/44', { blocked: true });
    expect((await open.send({ recipient: { id: '44' }, message })).json.error).toMatchObject({ code: 551, error_subcode: 1545041 });
  });
});

describe('magic recipients', () => {
  const errors = MAGIC_RECIPIENTS.filter(({ channel, recipient }) => channel === 'messenger' && recipient.startsWith('90'));
  it.each(errors.map(({ recipient }) => [recipient, Number(recipient.slice(2, 7)), Number(recipient.slice(7, 14)) || undefined] as const))(
    '%s answers error %d/%s',
    async (recipient, code, subcode) => {
      const { json } = await open.send({ recipient: { id: recipient }, message });
      expect([json.error.code, json.error.error_subcode]).toEqual([code, subcode]);
      expect((await open.control('GET', 'messages')).json.count).toBe(subcode === 1357046 ? 1 : 0);
    },
  );

  it('fails twice and then goes through', async () => {
    const codes: unknown[] = [];
    for (let call = 0; call < 4; call += 1) {
      const { json } = await open.send({ recipient: { id: '9000613000000002' }, message });
      codes.push(json.error?.code);
    }
    expect(codes).toEqual([613, 613, undefined, undefined]);
    expect((await open.control('GET', 'calls?recipient=9000613000000002')).json.calls).toBe(4);
  });

  it('tells with 80006 when to come back', async () => {
    const { headers } = await open.send({ recipient: { id: '9080006000000000' }, message });
    expect(JSON.parse(headers.get('x-business-use-case-usage') ?? '{}')).toMatchObject({
      [PAGE_ID]: [{ call_count: 100, estimated_time_to_regain_access: 1 }],
    });
  });

  it.each<[string, string, number, number]>([
    ['lost-answer', '9100300000000000', 0, 1],
    ['lost-request', '9100400000000000', 0, 0],
    ['html-502', '9100500000000000', 502, 0],
    ['html-502-taken', '9100600000000000', 502, 1],
    ['truncated-json', '9100700000000000', 200, 1],
    ['cut-answer', '9100800000000000', 0, 1],
    ['no-message-id', '9100900000000000', 200, 1],
  ])('%s answers status %s %d and takes %d', async (_, recipient, status, taken) => {
    const answer = await open.send({ recipient: { id: recipient }, message }).catch(() => undefined);
    expect(answer?.status ?? 0).toBe(status);
    expect(answer?.json.message_id).toBeUndefined();
    expect((await open.control('GET', 'messages')).json.count).toBe(taken);
  });

  it.each([
    ['9100100000000000', 1],
    ['9100200000000000', 0],
  ])('%s is never answered and takes %d', async (recipient, taken) => {
    const gaveUp = open.fetch('/v26.0/me/messages', {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ recipient: { id: recipient }, message }),
      signal: AbortSignal.timeout(200),
    });
    await expect(gaveUp).rejects.toThrow(/timeout|aborted/i);
    expect((await open.control('GET', 'messages')).json.count).toBe(taken);
  });
});

describe('limits', () => {
  it('throttles as Meta does: 300 calls a second of a page, of audio and video 10', async () => {
    const audio = { attachment: { type: 'audio', payload: { url: 'https://example.com/a.mp3' } } };
    const throttled = async (count: number, what: object): Promise<number> => {
      const answers = await Promise.all(Array.from({ length: count }, async () => open.send({ recipient: { id: '1' }, message: what })));
      return answers.filter(({ json }) => json.error?.code === 613).length;
    };
    // They may fall into two seconds, or more on a slow machine.
    expect(await throttled(40, audio)).toBeGreaterThanOrEqual(10);
    expect(await throttled(40, message)).toBe(0);
  });

  it('throttles above the set number of calls per second', async () => {
    await open.control('PUT', 'behaviour', { callsPerSecond: 1 });
    const answers = await Promise.all(Array.from({ length: 6 }, async () => open.send({ recipient: { id: '1' }, message })));
    const throttled = answers.filter(({ json }) => json.error?.code === 613).length;
    expect(throttled).toBeGreaterThanOrEqual(4);
  });
});

describe('other calls', () => {
  const get = async (path: string) => open.fetch(`${path}${path.includes('?') ? '&' : '?'}access_token=${TOKEN}`);

  it('me is the page', async () => {
    expect((await get('/v26.0/me')).json).toEqual({ id: PAGE_ID, name: 'Demo Page' });
  });

  it('a person has the fields that are asked for', async () => {
    const { json } = await get('/v26.0/7000000000000001?fields=first_name,last_name');
    expect(json).toEqual({ first_name: 'Ada', last_name: 'Example', id: '7000000000000001' });
    const { profile_pic: picture } = (await get('/v26.0/7000000000000001')).json;
    expect((await fetch(String(picture))).headers.get('content-type')).toBe('image/svg+xml');
  });

  it.each([
    ['/v26.0/7000000000000001?fields=shoe_size', 100],
    ['/v26.0/nobody', 803],
  ])('%s answers %d', async (path, code) => {
    expect((await get(path)).json.error.code).toBe(code);
  });

  it('subscribes, lists and unsubscribes', async () => {
    const path = `/v26.0/${PAGE_ID}/subscribed_apps?access_token=${TOKEN}`;
    expect((await open.fetch(`${path}&subscribed_fields=messages,message_reads`, { method: 'POST' })).json).toEqual({ success: true });
    expect((await open.fetch(path)).json).toMatchObject({ data: [{ subscribed_fields: ['messages', 'message_reads'] }] });
    expect((await open.fetch(`${path}&subscribed_fields=messages,message_read`, { method: 'POST' })).json.error.message).toContain('got "message_read"');
    expect((await open.fetch(path, { method: 'POST' })).json.error.code).toBe(100);
    expect((await open.fetch(path, { method: 'DELETE' })).json).toEqual({ success: true });
    expect((await open.fetch(path)).json).toEqual({ data: [] });
  });
});
