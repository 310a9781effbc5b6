import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from './support/servers/index.js';
import { newPsid, sendsTo } from './support/simulated-sends.js';
import { APP_SECRET, PAGE_ID, System, VERIFY_TOKEN } from './support/system.js';

let system: System;
beforeAll(async () => {
  system = await System.start();
  // The page and the app secret of the contract's signature vectors.
  await system.connectPage('1', 'sesame');
  await system.subscribe([{ type: 'message.inbound' }, { type: 'profile.create' }]);
}, 60_000);
afterAll(() => system?.stop());
beforeEach(() => void system.receiver.calls.splice(0));

const PATHS = ['/webhooks/facebook', '/ccm/webhook'];

interface InboundEvent {
  name: string;
  revision: number;
  payload: Record<string, unknown> & { from: { profileId: string; fbMessengerId: string }; messageParts?: { type: string; url: string }[] };
}

function post(body: string, signature: string | undefined, url = PATHS[0]!): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(signature === undefined ? {} : { 'x-hub-signature-256': signature }) };
  return fetch(`${system.gatewayUrl}${url}`, { method: 'POST', headers, body });
}

function sign(body: string, secret = APP_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

async function storedEvents(): Promise<number> {
  const rows = await system.database.query<{ count: number }>('select count(*)::int as count from provider_event');
  return rows[0]!.count;
}

/** Nothing that providers told us waits to be worked on. */
async function allWorkedOn(): Promise<void> {
  const open = 'select 1 from provider_event where processed_at is null';
  await waitFor(async () => (await system.database.query(open)).length === 0, { what: 'all provider events to be worked on', timeoutMs: 20_000 });
}

/** The `message.inbound` event that the customer is told of what this person sent. */
async function inboundOf(psid: string): Promise<InboundEvent> {
  const isIt = (body: unknown): boolean => (body as InboundEvent).name === 'message.inbound' && (body as InboundEvent).payload.from.fbMessengerId === psid;
  const [call] = await system.receiver.received(1, { where: ({ body }) => isIt(body) });
  return call!.body as InboundEvent;
}

describe.each(PATHS)('Facebook’s verification at %s', (url) => {
  const verify = (query: string): Promise<Response> => fetch(`${system.gatewayUrl}${url}?${query}`);

  it('is answered with the challenge as plain text', async () => {
    const response = await verify(`hub.mode=subscribe&hub.verify_token=${VERIFY_TOKEN}&hub.challenge=1158201444`);
    expect({ status: response.status, type: response.headers.get('content-type'), text: await response.text() })
      .toEqual({ status: 200, type: expect.stringContaining('text/plain'), text: '1158201444' });
  });

  it.each([
    ['another token', 'hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1'],
    ['no token', 'hub.mode=subscribe&hub.challenge=1'],
    ['another mode', `hub.mode=unsubscribe&hub.verify_token=${VERIFY_TOKEN}&hub.challenge=1`],
    ['no challenge', `hub.mode=subscribe&hub.verify_token=${VERIFY_TOKEN}`],
    ['the token twice', `hub.mode=subscribe&hub.verify_token=${VERIFY_TOKEN}&hub.verify_token=${VERIFY_TOKEN}&hub.challenge=1`],
    ['nothing', ''],
  ])('with %s gets 403', async (_, query) => {
    expect((await verify(query)).status).toBe(403);
  });
});

describe('the signature', () => {
  const ESCAPED = String.raw`{"object":"page","entry":[{"id":"1","time":1,"messaging":[{"sender":{"id":"2"},"recipient":{"id":"1"},"timestamp":1,"message":{"mid":"m_1","text":"\u00e4\u00f6\u00e5 \ud83d\ude00 a\/b"}}]}]}`;
  const ESCAPED_SIGNATURE = 'sha256=4ce91d06ad8ee81dbe7531fa107d75ab7abeb1c02473b45e7d6b60fb634d9cec';

  it.each([
    ['hello world', 'f39034b29165ec6a5104d9aef27266484ab26c8caa7bca8bcb2dd02e8be61b17'],
    ['hello world2', '60905fdf409d0b4f721e99f6f25b31567a68a6b45e933d814e17a246be4c5a53'],
  ])('of "%s" is accepted, and the body is kept though nothing follows from it', async (body, digest) => {
    expect((await post(body, `sha256=${digest}`)).status).toBe(200);
    const rows = await system.database.query<{ body: string }>("select convert_from(raw_body, 'utf8') as body from provider_event order by id desc limit 1");
    expect(rows).toEqual([{ body }]);
  });

  it.each(PATHS)('is checked on the bytes as they came at %s: the escaped text is taken and read', async (url) => {
    const response = await post(ESCAPED, ESCAPED_SIGNATURE, url);
    expect({ status: response.status, text: await response.text() }).toEqual({ status: 200, text: 'EVENT_RECEIVED' });
    await allWorkedOn();
    const rows = await system.database.query<{ body: string }>("select content->>'body' as body from inbound where address = '2'");
    expect(rows).toEqual([{ body: 'äöå 😀 a/b' }]);
  });

  it.each<[string, string, string | undefined]>([
    ['of the same JSON written again', JSON.stringify(JSON.parse(ESCAPED)), ESCAPED_SIGNATURE],
    ['that is missing', ESCAPED, undefined],
    ['that is empty', ESCAPED, ''],
    ['without its prefix', ESCAPED, ESCAPED_SIGNATURE.slice('sha256='.length)],
    ['that is cut', ESCAPED, ESCAPED_SIGNATURE.slice(0, -1)],
    ['with one digit changed', ESCAPED, ESCAPED_SIGNATURE.replace(/c$/, 'd')],
    ['by a stranger', ESCAPED, sign(ESCAPED, 'stranger')],
    ['of another body', `${ESCAPED} `, ESCAPED_SIGNATURE],
  ])('%s gets 403, and nothing is stored', async (_, body, signature) => {
    const before = await storedEvents();
    expect((await post(body, signature)).status).toBe(403);
    expect(await storedEvents()).toBe(before);
  });

  it('by the app of one page can’t speak for another page', async () => {
    const psid = newPsid();
    const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE_ID, time: 1, messaging: [{ sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp: 1, message: { mid: 'm_forged', text: 'forged' } }] }] });
    await post(body, sign(body, 'sesame'));
    await allWorkedOn();
    expect(await system.database.query('select 1 from inbound where address = $1', [psid])).toEqual([]);
  });

  it('is found among those of many apps, whether the body names a page or none', async () => {
    const pages = Array.from({ length: 8 }, (_, index) => ({ address: String(200 + index), appSecret: `app-${index}` }));
    for (const { address, appSecret } of pages) await system.connectPage(address, appSecret);
    const nothing = JSON.stringify({ object: 'page', entry: [] });
    // The gateway sees new accounts within five seconds.
    await waitFor(async () => (await post(nothing, sign(nothing, pages.at(-1)!.appSecret))).status === 200, { what: 'the last app to be known', timeoutMs: 10_000 });
    for (const { address, appSecret } of pages) {
      const body = JSON.stringify({ object: 'page', entry: [{ id: address, messaging: [{ sender: { id: newPsid() }, recipient: { id: address }, timestamp: 1, message: { mid: `m_of_${address}`, text: 'hi' } }] }] });
      expect((await post(body, sign(body, appSecret))).status).toBe(200);
      expect((await post(body, sign(body, `${appSecret}-wrong`))).status).toBe(403);
    }
  });
});

describe('an inbound of a page that was connected, or got another secret, a moment ago', () => {
  it('is told, though the worker remembers the page as it was', async () => {
    const address = '300';
    const token = await system.newToken(system.apiSpaceId, ['access:manage']);
    const send = async (psid: string, secret: string): Promise<number> => {
      const body = JSON.stringify({ object: 'page', entry: [{ id: address, time: 1, messaging: [{ sender: { id: psid }, recipient: { id: address }, timestamp: 1, message: { mid: `m_${psid}`, text: 'hi' } }] }] });
      return (await post(body, sign(body, secret))).status;
    };
    // Of no page that is known here, by an app that is.
    expect(await send(newPsid(), APP_SECRET)).toBe(200);
    await allWorkedOn();
    for (const appSecret of ['first-secret-of-300', 'second-secret-of-300']) {
      const connected = await system.call('PUT', '/accounts', { channel: 'fbMessenger', address, settings: {}, secrets: { pageAccessToken: 'x', appSecret } }, { authorization: `Bearer ${token}` });
      expect(connected.status).toBe(200);
      const psid = newPsid();
      expect(await send(psid, appSecret)).toBe(200);
      await inboundOf(psid);
    }
  });
});

describe('what a person sends', () => {
  it('as text is told to the customer, with a profile made for somebody unknown', async () => {
    const psid = newPsid();
    await system.simulate('PUT', `people/${psid}`, { firstName: 'Ada', lastName: 'Žluťoučká' });
    await system.simulate('POST', 'inbound', { psid, text: 'Grüße 🐎 <b>a/b</b>' });
    const { payload, revision } = await inboundOf(psid);
    expect(revision).toBe(0);
    expect(payload).toMatchObject({
      channel: 'fbMessenger', status: 'received', body: 'Grüße 🐎 <b>a/b</b>', from: { profileId: expect.any(String), fbMessengerId: psid }, to: { pageId: PAGE_ID },
      channelData: { body: { raw: { sender: { id: psid } } } },
    });
    expect(payload['id']).toBe(payload['messageId']);
    expect(payload).not.toHaveProperty('messageParts');
    const profile = await waitFor(async () => {
      const [row] = await system.database.query<{ data: Record<string, unknown> }>('select data from profile where id = $1', [payload.from.profileId]);
      return row?.data['facebook'] ? row.data : undefined;
    }, { what: 'the facebook section of the profile' });
    expect(profile).toMatchObject({ fbMessengerId: psid, facebook: { first_name: 'Ada', last_name: 'Žluťoučká', profile_pic: expect.any(String), locale: expect.any(String), lastRefreshedOn: expect.any(String) } });
  });

  it('with a lot beside it is told as well: large calls are worked on one by one', async () => {
    const psid = newPsid();
    const filler = Array.from({ length: 20_000 }, (_, index) => `filler ${index}`);
    const bodies = ['One', 'Two'].map((text, index) => JSON.stringify({ object: 'page', entry: [{ id: PAGE_ID, time: 1, messaging: [{ sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp: index + 1, message: { mid: `m_${psid}_${index}`, text }, filler }] }] }));
    expect((await Promise.all(bodies.map((body) => post(body, sign(body))))).map(({ status }) => status)).toEqual([200, 200]);
    const isIt = (body: unknown): boolean => (body as InboundEvent).payload.from?.fbMessengerId === psid && (body as InboundEvent).name === 'message.inbound';
    const calls = await system.receiver.received(2, { where: ({ body }) => isIt(body) });
    expect(new Set(calls.map(({ body }) => (body as InboundEvent).payload['body']))).toEqual(new Set(['One', 'Two']));
    await allWorkedOn();
  });

  it('next comes from the same profile, and the profile can be written to', async () => {
    const psid = newPsid();
    await system.simulate('POST', 'inbound', { psid, text: 'One' });
    const { profileId } = (await inboundOf(psid)).payload.from;
    system.receiver.calls.splice(0);
    await system.simulate('POST', 'inbound', { psid, text: 'Two' });
    const { payload } = await inboundOf(psid);
    expect(payload).toMatchObject({ from: { profileId }, body: 'Two' });
    const messageId = await system.send({ to: { profileId }, rules: ['fbMessenger'], body: 'Hello back' });
    await system.messageWith(messageId, 'delivered');
    expect((await sendsTo(system, psid))[0]!.payload).toMatchObject({ recipient: { id: psid }, messaging_type: 'RESPONSE' });
  });

  it('is of the profile that a customer gave this Messenger id', async () => {
    const psid = newPsid();
    await system.send({ to: { profileId: 'known@example.com', fbMessengerId: psid, dummyId: 'd' }, rules: ['dummy'], body: 'x' });
    await system.simulate('POST', 'inbound', { psid, text: 'Hi' });
    expect((await inboundOf(psid)).payload.from.profileId).toBe('known@example.com');
  });

  it('as an attachment is told as a message part', async () => {
    const psid = newPsid();
    await system.simulate('POST', 'inbound', { psid, attachment: { type: 'image', url: 'https://cdn.example.com/cat.png' } });
    const { payload } = await inboundOf(psid);
    expect(payload.messageParts).toEqual([{ type: 'image/png', url: 'https://cdn.example.com/cat.png' }]);
    expect(payload).not.toHaveProperty('body');
  });

  it('as a tap on a button is told with its payload', async () => {
    const psid = newPsid();
    await system.simulate('POST', 'inbound', { psid, postback: { title: 'Start', payload: 'GET_STARTED' } });
    expect((await inboundOf(psid)).payload).toMatchObject({ body: 'Start', postbackPayload: 'GET_STARTED' });
  });

  it('as a quick reply is told with its text and its payload', async () => {
    const psid = newPsid();
    await system.simulate('POST', 'inbound', { psid, text: 'Red', quickReply: { payload: 'PICKED_RED' } });
    expect((await inboundOf(psid)).payload).toMatchObject({ body: 'Red', postbackPayload: 'PICKED_RED' });
  });

  it('in answer to a message of ours names it, with its metadata', async () => {
    const psid = newPsid();
    const messageId = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: 'Well?', metadata: { order: 17 } });
    await system.messageWith(messageId, 'delivered');
    const [send] = await sendsTo(system, psid);
    await system.simulate('POST', 'inbound', { psid, text: 'Fine', replyTo: send!.id });
    expect((await inboundOf(psid)).payload).toMatchObject({ body: 'Fine', correlation: { messageId, metadata: { order: 17 } } });
  });

  it('is told once, however often Facebook tells it, and in whatever envelope', async () => {
    const psid = newPsid();
    const item = { sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp: 1_700_000_000_000, message: { mid: `m_${psid}`, text: 'Once' } };
    const body = (time: number): object => ({ body: { object: 'page', entry: [{ id: PAGE_ID, time, messaging: [item] }, { id: PAGE_ID, time, messaging: [item] }] } });
    await Promise.all([1, 2, 3].map((time) => system.simulate('POST', 'webhook', body(time))));
    await allWorkedOn();
    await system.simulate('POST', 'webhook', body(4));
    await allWorkedOn();
    expect(await system.database.query('select 1 from inbound where address = $1', [psid])).toHaveLength(1);
    const events = await system.database.query("select 1 from event where name = 'message.inbound' and payload->'from'->>'fbMessengerId' = $1", [psid]);
    expect(events).toHaveLength(1);
  });

  it('in several entries, items and standby of one call is all told, ids of 17 digits exactly', async () => {
    const psids = ['10000000000000001', '10000000000000003', '10000000000000005'];
    const [first, second, third] = psids.map((psid) => `{"sender":{"id":${psid}},"recipient":{"id":${PAGE_ID}},"timestamp":1700000000000,"message":{"mid":"m_${psid}","text":"Hi"}}`);
    const body = `{"object":"page","entry":[{"id":${PAGE_ID},"time":1,"messaging":[${first},${second}]},{"id":"${PAGE_ID}","time":1},{"id":"${PAGE_ID}","time":1,"standby":[${third}]}]}`;
    expect((await post(body, sign(body))).status).toBe(200);
    await Promise.all(psids.map(inboundOf));
  });
});

describe('a signed body that nobody understands', () => {
  it.each([
    ['an empty object', '{}'], ['a list', '[]'], ['null', 'null'], ['a text', '"x"'], ['no JSON', '{"object":'], ['nothing', ''],
    ['another object', '{"object":"user","entry":[{"id":"1"}]}'], ['no entries', '{"object":"page","entry":[]}'], ['entries that are a text', '{"object":"page","entry":"x"}'],
    ['the self-test of the documentation', '{"object":"page","entry":[{"messaging":[{"message":"TEST_MESSAGE"}]}]}'],
    ['an unknown item', `{"object":"page","entry":[{"id":"${PAGE_ID}","time":1,"messaging":[{"sender":{"id":"5"},"recipient":{"id":"${PAGE_ID}"},"news":{}}]}]}`],
    ['NUL in a text', `{"object":"page","entry":[{"id":"${PAGE_ID}","time":1,"messaging":[{"sender":{"id":"6"},"recipient":{"id":"${PAGE_ID}"},"timestamp":1,"message":{"mid":"m_nul","text":"a\\u0000b \\ud83d"}}]}]}`],
    ['half a surrogate pair in an id', `{"object":"page","entry":[{"id":"${PAGE_ID}","time":1,"messaging":[{"sender":{"id":"7\\ud83d"},"recipient":{"id":"${PAGE_ID}"},"timestamp":1,"message":{"mid":"m_half\\ud83d","text":"Hi"}}]}]}`],
    ['a field named constructor', `{"object":"page","constructor":1,"entry":[{"id":"${PAGE_ID}","constructor":1,"messaging":[{"constructor":{}}]}]}`],
  ])('(%s) is answered 200, kept, and worked on', async (_, body) => {
    const before = await storedEvents();
    expect((await post(body, sign(body))).status).toBe(200);
    expect(await storedEvents()).toBe(before + 1);
    await allWorkedOn();
  });
});

/** Payloads of public projects; they are kept outside of the repository, so a clone may be without them. */
const FIXTURES = path.join(process.env['SHARED_FIXTURES'] ?? fileURLToPath(new URL('../../shared/fixtures', import.meta.url)), 'meta/messenger/webhook');
const files = existsSync(FIXTURES) ? readdirSync(FIXTURES).filter((file) => file.endsWith('.json')) : [];

describe('payloads of public projects', () => {
  if (files.length === 0) it.skip('skipped: ../shared/fixtures is not here (set SHARED_FIXTURES to its place)', () => undefined);
  else {
    it.each(files)('%s is answered 200, kept byte for byte, and worked on', async (file) => {
      const body = readFileSync(path.join(FIXTURES, file), 'utf8');
      expect((await post(body, sign(body))).status).toBe(200);
      const rows = await system.database.query<{ body: string }>("select convert_from(raw_body, 'utf8') as body from provider_event order by id desc limit 1");
      expect(rows[0]?.body).toBe(body);
      await allWorkedOn();
    });
  }
});
