import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PERMISSIONS } from '@app/access';
import { CUSTOM_SECRET } from './support/custom-channel.js';
import { waitFor } from './support/servers/index.js';
import { System } from './support/system.js';

/** Stands in what is the first space's, and must show up in no answer to the other. */
const MARK = 'only-for-the-first-space';
const ADDRESS = '7400000000000001';
const PHONE = '447123000111';
const OUR_NUMBER = '15550002222';
const KEY = 'the-same-key';
const NOW = '2026-11-01T12:00:00.000Z';

/** What the routes of one space are called with. */
type Call = (method: string, path: string, body?: object, headers?: Record<string, string>) => Promise<{ status: number; text: string }>;

let system: System;
let first: Call;
let other: Call;
let ids: { messageId: string; inboundId: string; webhookId: string; accountId: string; tokenId: string };

beforeAll(async () => {
  system = await System.start();
  first = callOf(system.apiSpaceId, await system.newToken(system.apiSpaceId, [...PERMISSIONS]));
  const [otherId] = await system.newSpace();
  other = callOf(otherId, await system.newToken(otherId, [...PERMISSIONS]));
  expect((await other('PUT', '/accounts', { channel: 'dummy', address: 'of-the-other' })).status).toBe(200);
  ids = await thingsOfTheFirstSpace();
}, 90_000);
afterAll(() => system?.stop());

function callOf(apiSpaceId: string, token: string): Call {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${system.gatewayUrl}/apispaces/${apiSpaceId}${path}`, {
      method, headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}), ...headers }, ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, text: await response.text() };
  };
}

const APP = { channel: 'partnerApp', secrets: { secret: CUSTOM_SECRET } };

async function thingsOfTheFirstSpace(): Promise<typeof ids> {
  const made = async (method: string, path: string, body: object, headers?: Record<string, string>): Promise<Record<string, string>> => {
    const { status, text } = await first(method, path, body, headers);
    if (status > 201) throw new Error(`${method} ${path} answered ${status}: ${text}`);
    return JSON.parse(text) as Record<string, string>;
  };
  await made('POST', '/profiles', { id: 'anna', name: MARK, fbMessengerId: ADDRESS, phoneNumber: PHONE, dummyId: MARK });
  await made('POST', '/profiles', { id: 'bert', name: MARK });
  await made('PUT', '/profiles/anna/optin', { channels: ['sms'] });
  expect((await first('PUT', '/profiles/anna/rels/link/bert')).status).toBeLessThan(300);
  await made('POST', '/templates', { id: 'our-template', name: MARK, messageParts: [{ type: 'text/plain', data: MARK }] });
  await made('POST', '/rulesets', { id: 'our-rules', rules: ['dummy'] });
  await made('PUT', '/accounts', { ...APP, settings: { url: `${system.receiver.url}/first` } });
  const account = await made('PUT', '/accounts', { channel: 'sms', address: OUR_NUMBER, settings: { accountSid: 'AC0' }, secrets: { authToken: 'x' } });
  const token = await made('POST', '/accesstokens', { name: MARK });
  const webhook = await made('POST', '/webhooks', { name: MARK, url: system.receiver.url, secret: 'test-secret-0123456789' });
  const { messageId } = await made('POST', '/messages', { to: { profileId: 'anna' }, rules: ['dummy'], body: MARK, metadata: { mark: MARK } }, { 'idempotency-key': KEY });
  await system.messageWith(messageId!, 'sent', 'delivered');
  const inbound = await made('POST', '/messages/inbounds', { channel: 'partnerApp', from: { profileId: 'anna' }, body: MARK, messageId: KEY });
  return { messageId: messageId!, inboundId: inbound['messageId']!, webhookId: webhook['id']!, accountId: account['id']!, tokenId: token['id']! };
}

/** All that the first space can see of what is its own. */
async function ownThings(): Promise<string> {
  const paths = ['/profiles/anna', '/profiles/bert', '/profiles/anna/optin', '/profiles/anna/rels', '/profiles/anna/messages', '/templates', '/rulesets', '/accounts', '/accesstokens', '/webhooks', `/messages/${ids.messageId}`];
  const answers = await Promise.all(paths.map((path) => first('GET', path)));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  return answers.map(({ text }) => text).join('\n');
}

const send = (more: object): object => ({ to: { profileId: 'anna' }, rules: ['dummy'], body: 'Hello', ...more });

/** [method, path, body, status]; what it may not be is found or changed. */
const calls = (): [string, string, object | undefined, number][] => [
  ['POST', '/messages', { to: { dummyId: 'x' }, ruleSet: 'our-rules', body: 'Hello' }, 400],
  ['POST', '/messages', { to: { dummyId: 'x' }, rules: ['dummy'], templateId: 'our-template' }, 400],
  ['POST', '/messages/batch', [send({ templateId: 'our-template', body: undefined })], 400],
  ['GET', '/messages?profileId=anna', undefined, 200],
  ['GET', `/messages?address=${ADDRESS}`, undefined, 200],
  ['GET', `/messages?metadata.mark=${MARK}`, undefined, 200],
  ['GET', `/messages?after=${ids.messageId}`, undefined, 200],
  ['GET', '/profiles/anna/messages', undefined, 404],
  ['GET', `/profiles?fbMessengerId=${ADDRESS}`, undefined, 200],
  ['GET', `/profiles?after=anna`, undefined, 200],
  ['GET', `/profiles?name=${MARK}`, undefined, 200],
  ['POST', '/profiles/export', { format: 'json' }, 200],
  ['PATCH', '/profiles/bulk', [{ id: 'anna', name: 'of the other' }], 200],
  ['GET', '/profiles/anna/rels', undefined, 200],
  ['GET', '/profiles/anna/optin', undefined, 200],
  ['PUT', '/profiles/anna/rels/link/bert', undefined, 404],
  ['DELETE', '/profiles/anna/rels/link/bert', undefined, 404],
  ['DELETE', '/profiles/bulk?id=bert', undefined, 200],
  ['DELETE', '/profiles/anna?forget=true', undefined, 204],
  ['POST', '/profiles/devices/push/validation', { ids: ['bert'] }, 200],
  ['GET', `/accounts?after=${ids.accountId}`, undefined, 200],
  ['GET', `/accesstokens?after=${ids.tokenId}`, undefined, 200],
  ['GET', `/webhooks?after=${ids.webhookId}`, undefined, 200],
  ['POST', `/messages/${ids.messageId}/statuses/delivered`, { timestamp: NOW }, 404],
  ['POST', `/messages/inbounds/${ids.inboundId}/statuses/read`, { timestamp: NOW }, 404],
  ['POST', '/messages/inbounds', { channel: 'partnerApp', from: { profileId: 'carl' }, body: 'Hi', messageId: KEY, correlation: { messageId: ids.messageId } }, 201],
];

it('named in a body or a query of another apiSpace, nothing is found, shown or changed', async () => {
  expect((await other('PUT', '/accounts', { ...APP, settings: { url: `${system.receiver.url}/other` } })).status).toBe(200);
  const before = await ownThings();
  const wrong: string[] = [];
  for (const [method, path, body, expected] of calls()) {
    const { status, text } = await other(method, path, body);
    if (status !== expected || text.includes(MARK) || text.includes(OUR_NUMBER)) wrong.push(`${method} ${path}: ${status} ${text.slice(0, 300)}`);
  }
  expect(wrong).toEqual([]);
  expect(await ownThings()).toBe(before);
});

it('a profile of another apiSpace is nobody to send to, though it has an address', async () => {
  const { status, text } = await other('POST', '/messages', send({}));
  expect(status).toBe(201);
  const { messageId } = JSON.parse(text) as { messageId: string };
  await waitFor(async () => (await other('GET', `/messages/${messageId}`)).text.includes('"status":"failed"'), { what: 'the message to fail' });
  expect(await system.database.query('select from attempt where message_id = $1', [messageId])).toEqual([]);
});

it('an account of another apiSpace is not sent from', async () => {
  expect((await other('PUT', '/accounts', { channel: 'sms', address: '15550003333', settings: { accountSid: 'AC1' }, secrets: { authToken: 'x' } })).status).toBe(200);
  const { text } = await other('POST', '/messages', { to: { phoneNumber: PHONE }, rules: ['sms'], body: 'Hello', channelOptions: { sms: { from: OUR_NUMBER } } });
  const { messageId } = JSON.parse(text) as { messageId: string };
  const senders = (): Promise<{ address: string }[]> => system.database.query('select account.address from attempt join account on account.id = attempt.account_id where message_id = $1', [messageId]);
  await waitFor(async () => (await senders()).length > 0, { what: 'the call' });
  expect(await senders()).toEqual([{ address: '15550003333' }]);
});

it('an Idempotency-Key that another apiSpace has used is a new one', async () => {
  const { status, text } = await other('POST', '/messages', { to: { dummyId: 'x' }, rules: ['dummy'], body: 'Hello' }, { 'idempotency-key': KEY });
  expect(status).toBe(201);
  expect(text).not.toContain(ids.messageId);
});
