import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PAGE_ID, type ReceivedCall, type Receiver, startForTest, startReceiver, type TestSimulator, TOKEN } from '../spec-support.js';
import { hubSignature } from './meta-json.js';

const FAST = { echoDelayMs: 1, deliveryDelayMs: 20, readDelayMs: 20, slowMs: 100, webhookRetryDelaysMs: [0, 0, 1, 1] };
let simulator: TestSimulator;
let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
  simulator = await startForTest({ SIMULATOR_WEBHOOK_URL: `${receiver.url}/hook`, FACEBOOK_APP_SECRET: 'sesame', FACEBOOK_VERIFY_TOKEN: 'verify' });
  await simulator.control('PUT', 'behaviour', FAST);
});
afterEach(async () => {
  await simulator.close();
  await receiver.close();
});

interface Item {
  sender?: { id: string };
  recipient: { id: string };
  message?: Record<string, unknown>;
  delivery?: { mids: string[]; watermark: number };
  read?: { watermark: number };
  [key: string]: unknown;
}

const itemsOf = ({ body }: ReceivedCall): Item[] =>
  (JSON.parse(body) as { entry: { messaging: Item[] }[] }).entry.flatMap(({ messaging }) => messaging);
const kindOf = (call: ReceivedCall): string => {
  const [item] = itemsOf(call);
  return item?.message?.['is_echo'] ? 'echo' : item?.delivery ? 'delivery' : item?.read ? 'read' : 'other';
};

async function send(text = 'héllo a/b', psid = '77'): Promise<string> {
  const { json } = await simulator.fetch(`/v26.0/me/messages?access_token=${TOKEN}&appsecret_proof=${await proof()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ recipient: { id: psid }, message: { text, metadata: 'ref-7' } }),
  });
  return String(json.message_id);
}
async function proof(): Promise<string> {
  const { appSecretProof } = await import('../graph/check-access.js');
  return appSecretProof('sesame', TOKEN);
}

describe('receipts', () => {
  it('come as signed echo and delivery, and as a read when the person reads', async () => {
    const mid = await send();
    const [echo, delivery] = await receiver.until(2);
    expect(itemsOf(echo!)).toEqual([
      expect.objectContaining({ sender: { id: PAGE_ID }, recipient: { id: '77' }, message: { mid, is_echo: true, app_id: 200000000000002, text: 'héllo a/b', metadata: 'ref-7' } }),
    ]);
    expect(echo!.body).toContain('h\\u00e9llo a\\/b');
    expect(itemsOf(delivery!)[0]!.delivery).toEqual({ mids: [mid], watermark: expect.any(Number) });
    await simulator.control('POST', 'read', { psid: '77' });
    const [read] = (await receiver.until(3)).slice(2);
    expect(itemsOf(read!)[0]!.read).toEqual({ watermark: expect.any(Number) });
    for (const call of receiver.calls) expect(call.headers['x-hub-signature-256']).toBe(hubSignature(call.body, 'sesame'));
  });

  it.each<[string, string[]]>([
    ['normal', ['echo', 'delivery', 'read']],
    ['slow', ['echo', 'delivery', 'read']],
    ['reversed', ['read', 'delivery', 'echo']],
    ['duplicate', ['echo', 'echo', 'delivery', 'delivery', 'read', 'read']],
  ])('in the mode %s come as %j', async (receipts, expected) => {
    // So far apart that none overtakes another on a busy machine.
    await simulator.control('PUT', 'behaviour', { receipts, autoRead: true, deliveryDelayMs: 400, readDelayMs: 400 });
    await send();
    const calls = await receiver.until(expected.length);
    expect(calls.map(kindOf)).toEqual(expected);
  });

  it('before-answer: are there when the call is answered', async () => {
    await simulator.control('PUT', 'behaviour', { receipts: 'before-answer' });
    await send();
    expect(receiver.calls.map(kindOf)).toEqual(['echo', 'delivery']);
  });

  it.each([{ receipts: 'off' }, { echo: false, delivery: false }])('stay away with %j', async (change) => {
    await simulator.control('PUT', 'behaviour', change);
    await send();
    await simulator.control('POST', 'inbound', { psid: '77', text: 'last' });
    expect(itemsOf((await receiver.until(1))[0]!)[0]!.message).toMatchObject({ text: 'last' });
  });

  it('go only to fields that the page is subscribed to', async () => {
    const path = `/v26.0/me/subscribed_apps?access_token=${TOKEN}&appsecret_proof=${await proof()}&subscribed_fields=message_deliveries`;
    await simulator.fetch(path, { method: 'POST' });
    await send();
    expect((await receiver.until(1)).map(kindOf)).toEqual(['delivery']);
  });

  it('may travel together', async () => {
    await simulator.control('PUT', 'behaviour', { batchMs: 60, delivery: false });
    await Promise.all([send('a', '1'), send('b', '2'), send('c', '3')]);
    expect(itemsOf((await receiver.until(1))[0]!)).toHaveLength(3);
  });
});

describe('a receiver that fails', () => {
  it('gets the same bytes again until it answers 200', async () => {
    receiver.statuses.push(500, 503);
    await simulator.control('POST', 'inbound', { psid: '77', text: 'hi' });
    const calls = await receiver.until(3);
    expect(new Set(calls.map(({ body }) => body)).size).toBe(1);
  });

  it('is left alone after five tries', async () => {
    receiver.statuses.push(500, 500, 500, 500, 500);
    const { json } = await simulator.control('POST', 'webhook', { body: { object: 'page', entry: [] } });
    expect([json.taken, receiver.calls.length]).toEqual([false, 5]);
    expect((await simulator.control('GET', 'stats')).json.webhooks).toMatchObject({ dropped: 1, failedTries: 5 });
  });
});

describe('what a person does', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['text', { text: 'hi' }, { message: { mid: expect.any(String), text: 'hi' } }],
    ['a reply', { text: 'yes', replyTo: 'm_1' }, { message: { mid: expect.any(String), text: 'yes', reply_to: { mid: 'm_1' } } }],
    ['a quick reply', { text: 'Red', quickReply: { payload: 'RED' } }, { message: { mid: expect.any(String), text: 'Red', quick_reply: { payload: 'RED' } } }],
    ['a picture', { attachment: { type: 'image', url: 'https://x.org/y.png' } }, { message: { mid: expect.any(String), attachments: [{ type: 'image', payload: { url: 'https://x.org/y.png' } }] } }],
    ['a postback', { postback: { title: 'Go', payload: 'GO' } }, { postback: { mid: expect.any(String), title: 'Go', payload: 'GO' } }],
    ['a reaction', { reaction: { mid: 'm_1', action: 'react', reaction: 'love' } }, { reaction: { mid: 'm_1', action: 'react', reaction: 'love', emoji: '❤️' } }],
    ['a referral', { referral: { ref: 'R' } }, { referral: { ref: 'R', source: 'SHORTLINK', type: 'OPEN_THREAD' } }],
  ])('%s arrives as Meta sends it', async (_, action, content) => {
    await simulator.control('POST', 'inbound', { psid: '77', ...action });
    expect(itemsOf((await receiver.until(1))[0]!)).toEqual([
      { sender: { id: '77' }, recipient: { id: PAGE_ID }, timestamp: expect.any(Number), ...content },
    ]);
  });

  it('a checkbox opt-in has no sender', async () => {
    await simulator.control('POST', 'optin', { userRef: 'U', ref: 'R' });
    const [item] = itemsOf((await receiver.until(1))[0]!);
    expect(item).toEqual({ recipient: { id: PAGE_ID }, timestamp: expect.any(Number), optin: { ref: 'R', user_ref: 'U' } });
  });
});

it('the verification call is made as from the dashboard', async () => {
  const { json } = await simulator.control('POST', `pages/${PAGE_ID}/verify`);
  expect(json).toEqual({ verified: false, status: 200 });
  expect(receiver.calls[0]!.url).toMatch(/^\/hook\?hub\.mode=subscribe&hub\.verify_token=verify&hub\.challenge=\d+$/);
});
