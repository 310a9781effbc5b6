import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from './support/servers/index.js';
import { APP_SECRET, PAGE_ID, QUEUE_KINDS, SMS_FROM, System } from './support/system.js';
import { isIn, wholeDatabase } from './support/whole-database.js';

const PROFILE = 'erase-me';
const PSID = '7400000000004242';
const PHONE = '447700900142';
/** Stands in everything that is said to, of or by the person. */
const CANARY = 'nightingale';
const OTHER_PSID = '7400000000005555';
const TOMORROW_MS = 24 * 60 * 60_000;

describe.each(QUEUE_KINDS)('a person who is erased (queue on %s)', (queue) => {
  let system: System;
  let others: string[];
  let sent: string[];
  let waiting: string[];

  beforeAll(async () => {
    system = await System.start({ queue });
    await system.subscribe();
    // Nobody takes this one's events: they wait to be tried again.
    system.receiver.answers(({ path }) => (path === '/down' ? { status: 500 } : {}));
    await system.subscribe([], { url: `${system.receiver.url}/down`, name: 'down' });
    await livesThroughEverything();
  }, 120_000);
  afterAll(() => system?.stop());

  const post = async (path: string, body: object, headers: Record<string, string> = {}): Promise<Record<string, unknown>> => {
    const answer = await system.call('POST', path, body, headers);
    if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const traces = async (): Promise<string[]> =>
    [...(await wholeDatabase(system.database)), ['redis', (await system.redis?.contents()) ?? ''] as const].flatMap(([table, text]) => [PSID, PHONE, CANARY].filter((part) => isIn(text, part)).map((part) => `${part} in ${table}`));
  const quiet = (): Promise<unknown> =>
    waitFor(async () => (await system.database.query(`select 1 from provider_event where sweep_at is not null`)).length === 0, { what: 'all provider events to be read' });

  /** A call of Facebook's that leads to nothing of ours: nobody's row names it. */
  async function strangeCall(event: object): Promise<void> {
    const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE_ID, time: Date.now(), messaging: [{ sender: { id: PSID }, recipient: { id: PAGE_ID }, timestamp: Date.now(), ...event }] }] });
    const signature = `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`;
    const response = await fetch(`${system.gatewayUrl}/webhooks/facebook`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature }, body });
    expect(response.status).toBe(200);
  }

  async function livesThroughEverything(): Promise<void> {
    // Wrote before anybody knew them: the gateway made a profile for the Messenger id.
    await system.simulate('POST', 'inbound', { psid: PSID, text: `${CANARY} first` });
    await waitFor(async () => (await system.database.query(`select 1 from inbound where address = $1`, [PSID])).length > 0, { what: 'the inbound' });
    await post('/profiles', { id: PROFILE, fbMessengerId: PSID, phoneNumber: `+${PHONE}`, song: CANARY });
    await post('/profiles', { id: 'friend', fbMessengerId: OTHER_PSID });
    await system.call('PUT', `/profiles/friend/rels/link/${PROFILE}`);
    await system.call('PUT', `/profiles/${PROFILE}/optin`, { channels: ['sms', 'fbMessenger'] });
    await system.simulate('POST', 'optin', { psid: PSID, ref: `${CANARY}-ref` });
    await system.simulate('POST', 'inbound', { psid: PSID, text: `${CANARY} again` });
    await system.simulate('POST', 'inbound', { psid: PSID, postback: { title: 'Sing', payload: CANARY } });
    await system.simulate('POST', 'inbound', { psid: PSID, referral: { ref: CANARY } });
    await system.simulate('POST', 'inbound', { channel: 'sms', from: PHONE, to: SMS_FROM, text: `${CANARY} by text` });

    const say = { body: `Dear ${CANARY}`, metadata: { song: CANARY }, rules: ['fbMessenger'] };
    const batch = await post('/messages/batch', [
      { ...say, to: { profileId: PROFILE } },
      { to: { profileId: 'friend' }, rules: ['fbMessenger'], body: 'Dear friend' },
      { ...say, to: { fbMessengerId: PSID } },
      { ...say, to: { phoneNumber: `+${PHONE}` }, rules: ['sms'] },
    ], { 'idempotency-key': 'batch-1' });
    const ids = (batch as unknown as { messageId: string }[]).map(({ messageId }) => messageId);
    others = [ids[1]!];
    const single = await post('/messages', { ...say, to: { profileId: PROFILE, phoneNumber: `+${PHONE}` }, rules: ['sms'] }, { 'idempotency-key': 'single-1' });
    const named = await post('/messages', { ...say, to: { profileId: PROFILE } }, { 'idempotency-key': `welcome-${PHONE}` });
    sent = [ids[0]!, ids[2]!, ids[3]!, String(single['messageId']), String(named['messageId'])];
    const sendAt = new Date(Date.now() + TOMORROW_MS).toISOString();
    const later = await Promise.all(
      [{ profileId: PROFILE }, { fbMessengerId: PSID }, { phoneNumber: `+${PHONE}` }].map((to) => post('/messages', { ...say, to, rules: ['fbMessenger', 'sms'], sendAt })),
    );
    waiting = later.map((message) => String(message['messageId']));
    await system.send({ ...say, to: { phoneNumber: PHONE }, rules: ['dummy'] }).then((id) => system.messageWith(id, 'failed'));
    // A receipt that comes after the person was erased stays until retention takes it (docs/security.md).
    for (const id of [...sent, ...others]) await system.messageWith(id, 'delivered', 'read');
    await system.simulate('POST', 'read', { psid: PSID });
    await strangeCall({ [`${CANARY}_news`]: { text: CANARY } });
    await waitFor(async () => (await system.message(sent[0]!)).status === 'read', { what: 'the message to be read', timeoutMs: 20_000 });
    await waitFor(async () => (await system.database.query(`select 1 from delivery where state = 'pending' and attempts > 0`)).length > 0, { what: 'a delivery that waits' });
    await quiet();
  }

  it('is in many tables before, and in none of all tables, the queue’s too, afterwards', async () => {
    const before = await traces();
    for (const table of ['profile', 'profile_address', 'message', 'attempt', 'receipt', 'inbound', 'event', 'provider_event', 'account_address', 'idempotency_key']) {
      expect(before.some((trace) => trace.endsWith(`.${table}`))).toBe(true);
    }
    expect((await system.call('DELETE', `/profiles/${PROFILE}?forget=true`)).status).toBe(204);
    expect(await traces()).toEqual([]);
  });

  it('takes no other apiSpace’s calls along, whatever text the profile calls an address', async () => {
    const [otherId, otherToken] = await system.newSpace();
    const ofOthers = async (): Promise<unknown[]> => system.database.query(`select id from provider_event where position('messaging' in convert_from(raw_body, 'UTF8')) > 0`);
    await strangeCall({ stranger: { text: 'hm' } });
    await quiet();
    const before = await ofOthers();
    expect(before.length).toBeGreaterThan(0);
    const as = (method: string, path: string, body?: object): Promise<Response> =>
      fetch(`${system.gatewayUrl}/apispaces/${otherId}${path}`, { method, headers: { authorization: `Bearer ${otherToken}`, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
    expect((await as('POST', '/profiles', { id: 'taker', email: 'messaging' })).status).toBe(201);
    expect((await as('DELETE', '/profiles/taker?forget=true')).status).toBe(204);
    expect(await ofOthers()).toEqual(before);
  });

  it('leaves nothing of a number that they had before', async () => {
    await system.call('POST', '/profiles', { id: 'mover', phoneNumber: '447700900777' });
    await system.simulate('POST', 'inbound', { channel: 'sms', from: '447700900777', to: SMS_FROM, text: 'hi' });
    await waitFor(async () => (await system.database.query(`select 1 from inbound where profile_id = 'mover'`)).length > 0, { what: 'the inbound of the old number' });
    await system.call('PATCH', '/profiles/mover', { phoneNumber: '447700900778' });
    expect((await system.call('DELETE', '/profiles/mover?forget=true')).status).toBe(204);
    expect([...(await wholeDatabase(system.database))].flatMap(([table, text]) => (isIn(text, '447700900777') ? [table] : []))).toEqual([]);
  });

  it('leaves nothing of an opt-in from a Messenger id that they had before', async () => {
    const [first, second] = ['7400000000006661', '7400000000006662'];
    await system.call('POST', '/profiles', { id: 'opted-in', fbMessengerId: first });
    await system.simulate('POST', 'optin', { psid: first, ref: 'before-the-change' });
    await waitFor(async () => (await system.database.query(`select 1 from event where name = 'facebook.optin' and payload::text like '%' || $1 || '%'`, [first])).length > 0, { what: 'the opt-in' });
    expect((await system.call('GET', '/profiles/opted-in/messages')).body).toEqual([]);
    await system.call('PATCH', '/profiles/opted-in', { fbMessengerId: second });
    await quiet();
    expect((await system.call('DELETE', '/profiles/opted-in?forget=true')).status).toBe(204);
    expect([...(await wholeDatabase(system.database))].flatMap(([table, text]) => (isIn(text, first) || isIn(text, 'before-the-change') ? [table] : []))).toEqual([]);
  });

  it('leaves the others as they were, and of the messages what became of them', async () => {
    for (const id of others) expect(await system.message(id)).toMatchObject({ body: 'Dear friend', to: { profileId: 'friend' } });
    for (const id of sent) expect(await system.message(id)).toMatchObject({ messageId: id, status: expect.stringMatching(/sent|delivered|read/), to: {} });
    expect((await system.call('GET', '/profiles/friend')).body).toMatchObject({ fbMessengerId: OTHER_PSID });
    const again = await system.call('POST', '/messages/batch', [], { 'idempotency-key': 'batch-1' });
    expect(again.status).toBe(422);
  });

  it('is not written to by what was waiting', async () => {
    for (const id of waiting) expect(await system.message(id)).toMatchObject({ status: 'failed', to: {} });
    const due = await system.database.query(`select 1 from message where id = any($1::uuid[]) and sweep_at is not null`, [waiting]);
    expect(due).toEqual([]);
  });
});
