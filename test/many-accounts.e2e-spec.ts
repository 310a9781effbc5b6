import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConnectAccounts } from '@app/access';
import { ReceiveProviderEvents } from '@app/messaging';
import { Pipeline } from './support/pipeline.js';

/** Secrets of so many accounts are tried where a call names none; those that were connected later are found by what it names. */
const MOST_TRIED = 200;

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await Pipeline.start();
  const { apiSpaceId } = pipeline;
  const accounts = pipeline.workers[0]!(ConnectAccounts);
  for (let index = 0; index <= MOST_TRIED; index++) {
    await accounts.connect({ apiSpaceId, channel: 'fbMessenger', address: `${1_000 + index}`, settings: {}, secrets: { pageAccessToken: 'x', appSecret: `app-${index}` } });
    await accounts.connect({ apiSpaceId, channel: 'sms', address: `${15_551_110_000 + index}`, settings: { accountSid: 'AC01' }, secrets: { authToken: `token-${index}` } });
  }
}, 60_000);
afterAll(() => pipeline?.stop());

const PAGE = `${1_000 + MOST_TRIED}`;
const NUMBER = `${15_551_110_000 + MOST_TRIED}`;

/** Whether the call of a page's app is taken. */
function isTaken(entry: object, appSecret: string): Promise<boolean> {
  const rawBody = Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: PAGE, time: 1, ...entry }] }));
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(rawBody).digest('hex')}` };
  return pipeline.workers[0]!(ReceiveProviderEvents).receive('fbMessenger', { rawBody, headers, url: 'http://localhost/webhooks/facebook' });
}

/** Whether a status callback of the SMS provider is taken. */
function isStatusTaken(fields: Record<string, string>, authToken: string): Promise<boolean> {
  const url = `http://localhost/webhooks/sms?account=${NUMBER}`;
  const signed = url + Object.keys(fields).toSorted().map((name) => name + fields[name]).join('');
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': createHmac('sha1', authToken).update(signed).digest('base64') };
  return pipeline.workers[0]!(ReceiveProviderEvents).receive('sms', { rawBody: Buffer.from(new URLSearchParams(fields).toString()), headers, url });
}

describe('a call for an account that was connected after two hundred others', () => {
  it.each<[string, object]>([
    ['a message', { messaging: [{ sender: { id: '1' }, recipient: { id: PAGE }, timestamp: 1, message: { mid: 'm_1', text: 'Hello' } }] }],
    ['a comment, of which nothing follows', { changes: [{ field: 'feed', value: { item: 'comment' } }] }],
    ['an item that nobody reads', { messaging: [{ sender: { id: '1' }, recipient: { id: PAGE }, account_linking: { status: 'linked' } }] }],
  ])('is taken by its own secret and no other: %s', async (_, entry) => {
    expect(await isTaken(entry, `app-${MOST_TRIED}`)).toBe(true);
    expect(await isTaken(entry, 'app-nobody')).toBe(false);
  });

  it.each<[string, Record<string, string>]>([
    ['delivered, of a message with another sender', { MessageSid: 'SM1', MessageStatus: 'delivered', From: 'Shop', To: '+447700900000' }],
    ['queued, of which nothing follows', { MessageSid: 'SM1', MessageStatus: 'queued', From: 'Shop', To: '+447700900000' }],
  ])('is taken by its own token and no other: a status %s', async (_, fields) => {
    expect(await isStatusTaken(fields, `token-${MOST_TRIED}`)).toBe(true);
    expect(await isStatusTaken(fields, 'token-nobody')).toBe(false);
  });
});
