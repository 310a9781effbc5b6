import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventsOf } from './support/message-events.js';
import { waitFor } from './support/servers/index.js';
import { callsTo, newPsid, sendsTo } from './support/simulated-sends.js';
import { PAGE_ID, System } from './support/system.js';

let system: System;

/** Kinds of a call that Facebook took without our hearing of it. */
const TAKEN_UNHEARD = ['lost-answer', 'unknown', 'truncated-json', 'cut-answer', 'no-message-id', 'html-502-taken', 'time-out'];
/** These take long: they are sent before the first test and looked at by the last ones. */
const early = new Map<string, { psid: string; messageId: string }>();

beforeAll(async () => {
  system = await System.start();
  for (const kind of TAKEN_UNHEARD) await sendEarly(kind, kind);
  await sendEarly('lost request', 'lost-request');
  await sendEarly('lost request, atMostOnce', 'lost-request', { delivery: 'atMostOnce' });
  await sendEarly('lost request, atMostOnce, told at once', 'lost-request', { delivery: 'atMostOnce' });
}, 60_000);
afterAll(() => system?.stop());

async function sendEarly(name: string, kind: string, request: object = {}): Promise<void> {
  const psid = newPsid();
  await system.simulate('POST', 'faults', { kind, match: { recipient: psid } });
  early.set(name, { psid, messageId: await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: kind, ...request }) });
}

/** Sends to a new person, whose receipts go as `kind` says. */
async function sendWith(kind: string, request: object = {}): Promise<{ psid: string; messageId: string }> {
  const psid = newPsid();
  await system.simulate('POST', 'faults', { kind, times: 10, match: { recipient: psid } });
  return { psid, messageId: await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: 'Hello', ...request }) };
}

/** Has Facebook tell us something of a person, and waits until it is worked on. */
async function facebookTells(psid: string, item: object): Promise<void> {
  const before = await processed(psid);
  const messaging = [{ sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp: Date.now(), ...item }];
  const { taken } = await system.simulate<{ taken: boolean }>('POST', 'webhook', { body: { object: 'page', entry: [{ id: PAGE_ID, time: Date.now(), messaging }] } });
  expect(taken).toBe(true);
  await processedAtLeast(psid, before + 1);
}

async function processed(psid: string): Promise<number> {
  const rows = await system.database.query<{ count: number }>(
    "select count(*)::int as count from provider_event where processed_at is not null and position($1 in convert_from(raw_body, 'utf8')) > 0", [psid]);
  return rows[0]!.count;
}

async function processedAtLeast(psid: string, count: number): Promise<void> {
  await waitFor(async () => (await processed(psid)) >= count, { what: `${count} provider events of ${psid} to be worked on` });
}

/** The names of the events that the customer is told of a message, in the order of their revisions. */
async function attemptsOf(messageId: string): Promise<{ tryNumber: number; state: string }[]> {
  return system.database.query('select try_number as "tryNumber", state from attempt where message_id = $1 order by number', [messageId]);
}

describe('a read', () => {
  it('covers all that was sent to the person up to its watermark, and nothing after it', async () => {
    const psid = newPsid();
    const send = async (): Promise<string> => {
      const messageId = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: 'Hello' });
      await system.messageWith(messageId, 'delivered');
      return messageId;
    };
    const [first, second] = [await send(), await send()];
    const watermark = Date.now();
    const third = await send();
    await facebookTells(psid, { read: { watermark } });
    await Promise.all([first, second].map((id) => system.messageWith(id, 'read')));
    expect((await system.message(third)).status).toBe('delivered');
    await facebookTells(psid, { read: { watermark: Date.now() } });
    await system.messageWith(third, 'read');
  });

  it('of one person is none of another', async () => {
    const [one, other] = [await sendWith('receipts-off'), await sendWith('receipts-off')];
    await Promise.all([one, other].map(({ messageId }) => system.messageWith(messageId, 'sent')));
    await facebookTells(one.psid, { read: { watermark: Date.now() } });
    await system.messageWith(one.messageId, 'read');
    expect((await system.message(other.messageId)).status).toBe('sent');
  });

  it('is not turned back by a delivered that comes late', async () => {
    const { psid, messageId } = await sendWith('receipts-off');
    await system.messageWith(messageId, 'sent');
    await facebookTells(psid, { read: { watermark: Date.now() } });
    await system.messageWith(messageId, 'read');
    const [send] = await sendsTo(system, psid);
    await facebookTells(psid, { delivery: { mids: [send!.id], watermark: Date.now() } });
    expect((await system.message(messageId)).status).toBe('read');
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'read']);
  });
});

describe('a delivery', () => {
  it('without message ids counts by its watermark', async () => {
    const { psid, messageId } = await sendWith('receipts-off');
    await system.messageWith(messageId, 'sent');
    await facebookTells(psid, { delivery: { watermark: Date.now() } });
    await system.messageWith(messageId, 'delivered');
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'delivered']);
  });

  it('by watermark counts when it is worked on again, since its worker died after the first step', async () => {
    const { psid, messageId } = await sendWith('receipts-off');
    await system.messageWith(messageId, 'sent');
    await facebookTells(psid, { delivery: { watermark: Date.now() } });
    await system.messageWith(messageId, 'delivered');
    // As it was after that step: the attempt is marked, the message has not moved.
    await system.database.query(`update message set status = 'sent' where id = $1`, [messageId]);
    await system.database.query("update provider_event set processed_at = null, sweep_at = now() where position($1 in convert_from(raw_body, 'utf8')) > 0", [psid]);
    await system.messageWith(messageId, 'delivered');
  });

  it('that comes twice, as all receipts here, counts once', async () => {
    const { psid, messageId } = await sendWith('receipts-twice');
    await processedAtLeast(psid, 4);
    await system.messageWith(messageId, 'delivered');
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'delivered']);
  });

  it('that comes before the echo stands', async () => {
    const { psid, messageId } = await sendWith('receipts-reversed');
    await processedAtLeast(psid, 2);
    await system.messageWith(messageId, 'delivered');
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'delivered']);
  });

  it('that comes before the answer to the send is not lost', async () => {
    const { psid, messageId } = await sendWith('receipts-before-answer');
    await processedAtLeast(psid, 2);
    await system.messageWith(messageId, 'delivered');
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'delivered']);
    expect(await sendsTo(system, psid)).toHaveLength(1);
  });
});

describe('a message of several parts', () => {
  const messageParts = ['first', 'second'].map((data) => ({ type: 'text/plain', data }));

  it('is delivered when its last part is, and read when that is read', async () => {
    const { psid, messageId } = await sendWith('receipts-off', { body: undefined, messageParts });
    await system.messageWith(messageId, 'sent');
    const [first, second] = await sendsTo(system, psid);
    const early = Date.now() - 60_000;
    await facebookTells(psid, { delivery: { mids: [first!.id], watermark: early } });
    expect((await system.message(messageId)).status).toBe('sent');
    await facebookTells(psid, { delivery: { mids: [second!.id], watermark: early } });
    await system.messageWith(messageId, 'delivered');
    await facebookTells(psid, { read: { watermark: Date.now() } });
    await system.messageWith(messageId, 'read');
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'delivered', 'read']);
  });

  it('whose second part has to be tried again does not send the first one twice', async () => {
    const psid = newPsid();
    await system.simulate('POST', 'faults', { kind: 'unavailable', match: { recipient: psid, text: 'second' } });
    const messageId = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], messageParts });
    await system.messageWith(messageId, 'delivered');
    expect((await sendsTo(system, psid)).map(({ payload }) => payload.message?.['text'])).toEqual(['first', 'second']);
  });
});

describe('a provider that is', () => {
  it('unavailable for a moment is tried again, and the message says that it is being retried', async () => {
    const psid = newPsid();
    await system.simulate('POST', 'faults', { kind: 'unavailable', times: 2, match: { recipient: psid } });
    const messageId = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: 'Hello' });
    await system.messageWith(messageId, 'delivered');
    expect(await attemptsOf(messageId)).toEqual([{ tryNumber: 0, state: 'failed' }, { tryNumber: 1, state: 'failed' }, { tryNumber: 2, state: 'sent' }]);
    expect(await sendsTo(system, psid)).toHaveLength(1);
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'delivered']);
  });

  it('throttling puts the message off and burns no try', async () => {
    const messageId = await system.send({ to: { dummyId: 'throttled' }, rules: ['dummy'], body: 'fail:throttled:4' });
    await system.messageWith(messageId, 'sent');
    expect(await attemptsOf(messageId)).toEqual([...Array.from({ length: 4 }, () => ({ tryNumber: 0, state: 'failed' })), { tryNumber: 0, state: 'sent' }]);
  });
});

describe('an answer that never came', () => {
  it.each(TAKEN_UNHEARD)('(%s) is made up for by the echo, and the message was sent exactly once', async (kind) => {
    const { psid, messageId } = early.get(kind)!;
    await waitFor(async () => (await system.message(messageId)).status === 'delivered', { what: 'the message to be delivered', timeoutMs: 60_000 });
    expect(await callsTo(system, psid)).toBe(1);
    expect(await sendsTo(system, psid)).toHaveLength(1);
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'delivered']);
  }, 70_000);

  it('and no echo either: the message is sent again', async () => {
    const { psid, messageId } = early.get('lost request')!;
    await system.messageWith(messageId, 'delivered');
    expect(await callsTo(system, psid)).toBe(2);
    expect(await sendsTo(system, psid)).toHaveLength(1);
  });

  it('and no echo either, with delivery atMostOnce: the message is not sent again; should it have arrived, it is shown as delivered', async () => {
    const { psid, messageId } = early.get('lost request, atMostOnce')!;
    const message = await system.messageWith(messageId, 'failed');
    expect(message.statusDetails.reason).toContain('atMostOnce');
    expect(await callsTo(system, psid)).toBe(1);
    await facebookTells(psid, { sender: { id: PAGE_ID }, recipient: { id: psid }, message: { mid: `m_${psid}`, is_echo: true, metadata: `${messageId}.1` } });
    await facebookTells(psid, { delivery: { mids: [`m_${psid}`], watermark: Date.now() } });
    await system.messageWith(messageId, 'delivered');
    expect(await eventsOf(system, messageId)).toEqual(['failed', 'delivered']);
  });

  it('and echo and delivery come in one call after it was given up: it is shown as delivered', async () => {
    const { psid, messageId } = early.get('lost request, atMostOnce, told at once')!;
    await system.messageWith(messageId, 'failed');
    const at = Date.now();
    const echo = { sender: { id: PAGE_ID }, recipient: { id: psid }, timestamp: at, message: { mid: `m_${psid}`, is_echo: true, metadata: `${messageId}.1` } };
    const delivery = { sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp: at, delivery: { mids: [`m_${psid}`] } };
    await system.simulate('POST', 'webhook', { body: { object: 'page', entry: [{ id: PAGE_ID, time: at, messaging: [echo, delivery] }] } });
    await system.messageWith(messageId, 'delivered');
  });
});
