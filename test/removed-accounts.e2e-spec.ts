import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from './support/servers/index.js';
import { APP_SECRET, PAGE_ID, PAGE_TOKEN, System } from './support/system.js';
import { isIn, wholeDatabase } from './support/whole-database.js';

const PSID = '7500000000000001';
const CLUB_ID = 'p-17000042';
const SECRET = { pageAccessToken: PAGE_TOKEN, appSecret: APP_SECRET };

let system: System;
let token: string;

beforeAll(async () => {
  system = await System.start({ workers: 0 });
  token = await system.newToken(system.apiSpaceId, ['access:manage']);
}, 90_000);
afterAll(() => system?.stop());

const manage = (method: string, path: string, body?: object) => system.call(method, path, body, { authorization: `Bearer ${token}` });

async function connect(address: string, secrets: object): Promise<string> {
  const { status, body } = await manage('PUT', '/accounts', { channel: 'fbMessenger', address, settings: {}, secrets });
  expect(status).toBe(200);
  return String(body['id']);
}

const remove = async (id: string): Promise<void> => expect((await manage('DELETE', `/accounts/${id}`)).status).toBe(204);

/** Somebody writes to the page, whose call is signed by the secret. Returns the gateway's answer. */
async function write(address: string, psid: string, secret: string): Promise<number> {
  const messaging = [{ sender: { id: psid }, recipient: { id: address }, timestamp: 1, message: { mid: `m_${psid}`, text: 'hi' } }];
  const body = JSON.stringify({ object: 'page', entry: [{ id: address, time: 1, messaging }] });
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  return (await fetch(`${system.gatewayUrl}/webhooks/facebook`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature }, body })).status;
}

const inboundsOf = (psid: string): Promise<{ id: string }[]> => system.database.query<{ id: string }>('select id from inbound where address = $1', [psid]);

describe('calls of a provider that wait to be read', () => {
  it('are read although the account has had two other secrets since, was removed, or was connected again; one that the old secret signs later is refused', async () => {
    const people = { 301: '7500000000000011', 302: '7500000000000012', 305: '7500000000000015' };
    const ids = new Map<string, string>();
    for (const [page, psid] of Object.entries(people)) {
      ids.set(page, await connect(page, { pageAccessToken: 'x', appSecret: `the-first-of-${page}` }));
      expect(await write(page, psid, `the-first-of-${page}`)).toBe(200);
    }
    await connect('301', { pageAccessToken: 'x', appSecret: 'the-secnod-of-301' });
    await connect('301', { pageAccessToken: 'x', appSecret: 'the-second-of-301' });
    for (const page of ['302', '305']) await remove(ids.get(page)!);
    expect(await connect('302', { pageAccessToken: 'x', appSecret: 'the-second-of-302' })).toBe(ids.get('302'));
    for (const page of Object.keys(people)) expect(await write(page, '7500000000000013', `the-first-of-${page}`)).toBe(403);
    await system.addWorker();
    for (const psid of Object.values(people)) await waitFor(async () => (await inboundsOf(psid)).length === 1, { what: `what ${psid} wrote`, timeoutMs: 20_000 });
  });

  it('are read by the last five secrets that an account had, and no more of them are kept', async () => {
    for (const number of [0, 1, 2, 3, 4, 5, 6]) await connect('307', { pageAccessToken: 'x', appSecret: `secret-${number}-of-307` });
    const [{ former }] = (await system.database.query<{ former: { hash: string }[] }>(`select former_secrets as former from account where address = '307'`)) as [{ former: { hash: string }[] }];
    expect(former.map(({ hash }) => hash)).toEqual([5, 4, 3, 2, 1].map((number) => createHash('sha256').update(`secret-${number}-of-307`).digest('hex').slice(0, 32)));
  });

  it('are nobody’s when only an old secret fits that was replaced before they came', async () => {
    // Another page’s app may still have it: its calls pass the door, and must not speak for this page.
    await connect('303', { pageAccessToken: 'x', appSecret: 'shared-by-303-and-304' });
    await connect('304', { pageAccessToken: 'x', appSecret: 'shared-by-303-and-304' });
    await connect('303', { pageAccessToken: 'x', appSecret: 'of-303-alone' });
    await system.database.query(`update account set former_secrets = jsonb_set(former_secrets, '{0,until}', to_jsonb(now() - interval '1 minute')) where address = '303'`);
    const [stranger, other] = ['7500000000000021', '7500000000000022'];
    expect([await write('303', stranger, 'shared-by-303-and-304'), await write('304', other, 'shared-by-303-and-304')]).toEqual([200, 200]);
    await waitFor(async () => (await inboundsOf(other)).length === 1, { what: 'what was written to the other page', timeoutMs: 20_000 });
    await waitFor(async () => (await system.database.query('select from provider_event where sweep_at is not null')).length === 0, { what: 'all calls to be read' });
    expect(await inboundsOf(stranger)).toEqual([]);
  });
});

describe('a page that two apiSpaces share', () => {
  it('tells the one that has just come to the other’s app, though the worker remembers it with its own', async () => {
    const [otherId, otherToken] = await system.newSpace(['access:manage']);
    const connectOther = async (appSecret: string): Promise<void> => {
      const body = JSON.stringify({ channel: 'fbMessenger', address: '306', settings: {}, secrets: { pageAccessToken: 'x', appSecret } });
      const { status } = await fetch(`${system.gatewayUrl}/apispaces/${otherId}/accounts`, { method: 'PUT', headers: { authorization: `Bearer ${otherToken}`, 'content-type': 'application/json' }, body });
      expect(status).toBe(200);
    };
    await connect('306', { pageAccessToken: 'x', appSecret: 'app-of-306' });
    await connectOther('another-app-of-306');
    const [before, after] = ['7500000000000031', '7500000000000032'];
    expect(await write('306', before, 'app-of-306')).toBe(200);
    await waitFor(async () => (await inboundsOf(before)).length === 1, { what: 'the worker to know both', timeoutMs: 20_000 });
    await connectOther('app-of-306');
    expect(await write('306', after, 'app-of-306')).toBe(200);
    await waitFor(async () => (await inboundsOf(after)).length === 2, { what: 'both to be told', timeoutMs: 20_000 });
  });
});

describe('an account that is removed', () => {
  let id: string;
  let messageId: string;

  beforeAll(async () => {
    // The pages of the tests above: no message is to go out on them.
    const { accounts } = (await manage('GET', '/accounts')).body as { accounts: { id: string; address: string }[] };
    for (const account of accounts.filter(({ address }) => /^30\d$/.test(address))) await remove(account.id);
    messageId = await system.send({ to: { fbMessengerId: PSID }, rules: ['fbMessenger'], body: 'Hello' });
    await system.messageWith(messageId, 'delivered');
    id = await connect(PAGE_ID, SECRET);
    await remove(id);
  });

  it('is shown no more, can not be released, and its secrets are nowhere', async () => {
    const { body } = await manage('GET', '/accounts');
    expect((body['accounts'] as { id: string }[]).map((account) => account.id)).not.toContain(id);
    expect((await manage('POST', `/accounts/${id}/release`)).status).toBe(404);
    expect(await system.database.query('select secrets from account where id = $1', [id])).toEqual([{ secrets: null }]);
    expect((await manage('PUT', '/accounts', { channel: 'fbMessenger', address: PAGE_ID, settings: {} })).status).toBe(400);
  });

  it('sends nothing, as soon as the worker has heard of it', async () => {
    const fails = async (): Promise<unknown> => {
      const { status, statusDetails } = await system.messageWith(await system.send({ to: { fbMessengerId: PSID }, rules: ['fbMessenger'], body: 'Hello' }), 'sent', 'failed');
      return status === 'failed' && statusDetails;
    };
    expect(await waitFor(fails, { what: 'a message to fail', timeoutMs: 15_000, pollMs: 500 })).toMatchObject({ reason: expect.stringContaining('no fbMessenger account') });
  });

  it('still has its messages: a search by address finds them', async () => {
    const found = await system.call<{ messages: { messageId: string }[] }>('GET', `/messages?address=${PSID}`);
    expect(found.body.messages.map((message) => message.messageId)).toContain(messageId);
  });

  it('is the same when it is connected again: receipts of earlier messages find them', async () => {
    expect(await connect(PAGE_ID, SECRET)).toBe(id);
    await system.simulate('POST', 'read', { psid: PSID });
    await system.messageWith(messageId, 'read');
  });

  it('keeps nothing of a person who is erased after it was removed, also when it was a custom channel with ids of its own', async () => {
    const club = await manage('PUT', '/accounts', { channel: 'clubApp', settings: { url: `${system.receiver.url}/club`, idField: 'clubId' }, secrets: { secret: 'a-secret-of-the-club' } });
    await system.messageWith(await system.send({ to: { clubId: CLUB_ID }, rules: ['clubApp'], body: 'Hello' }), 'sent', 'failed');
    for (const removed of [id, String(club.body['id'])]) await remove(removed);
    await system.call('POST', '/profiles', { id: 'known-too-late', fbMessengerId: PSID, clubId: CLUB_ID });
    expect((await system.call('DELETE', '/profiles/known-too-late?forget=true')).status).toBe(204);
    expect([...(await wholeDatabase(system.database))].flatMap(([table, text]) => (isIn(text, PSID) || isIn(text, CLUB_ID) ? [table] : []))).toEqual([]);
  });
});
