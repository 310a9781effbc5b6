import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from './support/servers/index.js';
import { callsTo, newPhoneNumber, sendsTo } from './support/simulated-sends.js';
import { SMS_FROM, SMS_SID, SMS_TOKEN, System } from './support/system.js';

/** The sender of a second account. */
const SECOND_FROM = 'SecondShop';
let system: System;
beforeAll(async () => {
  system = await System.start();
  await system.subscribe([{ type: 'message.inbound' }]);
  const manager = await system.newToken(system.apiSpaceId, ['access:manage']);
  const account = { channel: 'sms', address: SECOND_FROM, settings: { accountSid: SMS_SID }, secrets: { authToken: SMS_TOKEN } };
  expect((await system.call('PUT', '/accounts', account, { authorization: `Bearer ${manager}` })).status).toBe(200);
}, 60_000);
afterAll(() => system?.stop());

async function eventsOf(messageId: string): Promise<string[]> {
  const rows = await system.database.query<{ name: string }>('select name from event where entity_id = $1 order by revision', [messageId]);
  return rows.map(({ name }) => name.replace('message.', ''));
}

async function allWorkedOn(): Promise<void> {
  const open = 'select 1 from provider_event where processed_at is null';
  await waitFor(async () => (await system.database.query(open)).length === 0, { what: 'all provider events to be worked on' });
}

/** As the provider tells of its call with our reference `<messageId>.<number>`. */
async function tellUndelivered(messageId: string, number: number, phoneNumber: string, ErrorCode = '30003'): Promise<void> {
  const url = `${system.gatewayUrl}/webhooks/sms?reference=${messageId}.${number}&account=${SMS_FROM}`;
  const form = { ErrorCode, From: `+${SMS_FROM}`, MessageSid: `SM-of-try-${number}`, MessageStatus: 'undelivered', To: `+${phoneNumber}` };
  const signature = createHmac('sha1', SMS_TOKEN).update(url + Object.entries(form).flat().join('')).digest('base64');
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature };
  expect((await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form) })).status).toBe(200);
  await allWorkedOn();
}

/** Sends, waits until it is delivered, and returns the provider's calls. */
async function delivered(request: object): Promise<Record<string, unknown>[]> {
  const phoneNumber = newPhoneNumber();
  const messageId = await system.send({ to: { phoneNumber }, rules: ['sms'], ...request });
  await system.messageWith(messageId, 'delivered');
  return (await sendsTo(system, phoneNumber)).map(({ payload }) => payload);
}

describe('an SMS', () => {
  it('goes to the number from the account’s own, and its receipts come back', async () => {
    const phoneNumber = newPhoneNumber();
    const messageId = await system.send({ to: { phoneNumber: `+${phoneNumber}` }, rules: ['sms'], body: 'Hello', metadata: { order: 17 } });
    const message = await system.messageWith(messageId, 'delivered');
    const [send] = await sendsTo(system, phoneNumber);
    expect(send!.payload).toMatchObject({ To: `+${phoneNumber}`, From: `+${SMS_FROM}`, Body: 'Hello' });
    expect(message.statusDetails).toMatchObject({ channel: 'sms', additionalInfo: { to: phoneNumber, successful: true, clientRef: messageId, providerMessageId: send!.id } });
    expect(await eventsOf(messageId)).toEqual(['sent', 'delivered']);
  });

  it('that was tried twice fails by what the provider reports of the last try alone', async () => {
    const phoneNumber = newPhoneNumber();
    await system.simulate('POST', 'faults', { kind: 'receipts-off', match: { recipient: phoneNumber } });
    const messageId = await system.send({ to: { phoneNumber }, rules: ['sms'], body: 'Hello' });
    await system.messageWith(messageId, 'sent');
    // As after a first call whose answer was lost: the provider has both.
    await system.database.query(`
      insert into attempt (message_id, number, rule_index, try_number, part_index, part_count, channel, account_id, address, state, provider_message_id, started_at, finished_at)
      select message_id, 2, rule_index, 1, part_index, part_count, channel, account_id, address, 'sent', provider_message_id || '2', now(), now() from attempt where message_id = $1`, [messageId]);
    await tellUndelivered(messageId, 1, phoneNumber);
    expect((await system.message(messageId)).status).toBe('sent');
    await tellUndelivered(messageId, 2, phoneNumber);
    await system.messageWith(messageId, 'failed');
  });

  it('that expired at the provider is told as expired', async () => {
    const phoneNumber = newPhoneNumber();
    await system.simulate('POST', 'faults', { kind: 'receipts-off', match: { recipient: phoneNumber } });
    const messageId = await system.send({ to: { phoneNumber }, rules: ['sms'], body: 'Hello' });
    await system.messageWith(messageId, 'sent');
    await tellUndelivered(messageId, 1, phoneNumber, '30036');
    expect((await system.messageWith(messageId, 'expired')).statusDetails).toMatchObject({ additionalInfo: { successful: false }, channelStatus: { sms: { status: 'expired' } } });
    expect(await eventsOf(messageId)).toEqual(['sent', 'expired']);
  });

  it('finds the number of the profile', async () => {
    const phoneNumber = newPhoneNumber();
    await system.send({ to: { profileId: 'sms-person', phoneNumber, dummyId: 'd' }, rules: ['dummy'], body: 'x' });
    await system.messageWith(await system.send({ to: { profileId: 'sms-person' }, rules: ['sms'], body: 'Hello' }), 'delivered');
    expect(await sendsTo(system, phoneNumber)).toHaveLength(1);
  });

  it('may have the customer’s own sender, in its options or its custom body', async () => {
    expect(await delivered({ body: 'x', channelOptions: { sms: { from: 'Acme' } } })).toMatchObject([{ From: 'Acme', Body: 'x' }]);
    expect(await delivered({ customBody: { sms: { from: 'Acme', body: 'custom' } } })).toMatchObject([{ From: 'Acme', Body: 'custom' }]);
  });

  it('goes out by the account that its own sender is', async () => {
    expect(await delivered({ customBody: { sms: { from: SECOND_FROM, body: 'custom' } } })).toMatchObject([{ From: SECOND_FROM, StatusCallback: expect.stringContaining(`account=${SECOND_FROM}`) }]);
  });

  it('of message parts has each text, and the address of each picture, on a line', async () => {
    const messageParts = [{ type: 'text/plain', data: 'Look:' }, { type: 'image/png', url: 'https://cdn.example.com/a.png' }];
    expect(await delivered({ messageParts })).toMatchObject([{ Body: 'Look:\nhttps://cdn.example.com/a.png' }]);
  });

  it('of 1,900 characters goes out as two, and is delivered when both are', async () => {
    const sends = await delivered({ body: 'x'.repeat(1_900) });
    expect(sends.map(({ Body }) => String(Body).length)).toEqual([1_600, 300]);
  });

  it('outside the GSM alphabet is refused where the customer says so', async () => {
    const messageId = await system.send({ to: { phoneNumber: newPhoneNumber() }, rules: ['sms'], body: 'Žluťoučký 🐎', channelOptions: { sms: { allowUnicode: false } } });
    expect((await system.messageWith(messageId, 'failed')).statusDetails.reason).toContain('GSM');
  });

  it('that the provider takes and later can’t deliver is failed, with the reason', async () => {
    for (const phoneNumber of ['15005563000', '15005563100']) {
      const messageId = await system.send({ to: { phoneNumber }, rules: ['sms'], body: 'Hello' });
      const message = await system.messageWith(messageId, 'failed');
      expect(message.statusDetails).toMatchObject({ additionalInfo: { successful: false, clientRef: messageId }, channelStatus: { sms: { status: 'failed', reason: expect.stringMatching(/.{10}/), details: { successful: false } } } });
      expect(await eventsOf(messageId)).toEqual(['sent', 'failed']);
    }
  });

  it.each([['refused', '15005560400'], ['to a number that is none', '15005550001'], ['to somebody who opted out', '15005550004']])('that is %s fails at once, with the provider’s code', async (_, phoneNumber) => {
    const messageId = await system.send({ to: { phoneNumber }, rules: ['sms'], body: 'Hello' });
    const message = await system.messageWith(messageId, 'failed');
    expect(message.statusDetails).toMatchObject({ additionalInfo: { successful: false, clientRef: messageId }, channelStatus: { sms: { status: 'failed', details: { successful: false, providerCode: expect.stringMatching(/^\d{5}$/) } } } });
    expect(await callsTo(system, phoneNumber)).toBe(1);
    expect(await eventsOf(messageId)).toEqual(['failed']);
  });

  it.each([['twice', '15005562000'], ['in the wrong order', '15005562100'], ['before the answer', '15005562200']])('whose receipts come %s is delivered, told once', async (_, phoneNumber) => {
    const messageId = await system.send({ to: { phoneNumber }, rules: ['sms'], body: 'Hello' });
    await system.messageWith(messageId, 'delivered');
    await allWorkedOn();
    expect((await system.message(messageId)).status).toBe('delivered');
    expect(await eventsOf(messageId)).toEqual(['sent', 'delivered']);
  });

  it('whose provider is out of order for a moment is tried again', async () => {
    const phoneNumber = '15005560201';
    await system.messageWith(await system.send({ to: { phoneNumber }, rules: ['sms'], body: 'Hello' }), 'delivered');
    expect(await callsTo(system, phoneNumber)).toBe(2);
    expect(await sendsTo(system, phoneNumber)).toHaveLength(1);
  });

  it('whose answer was lost is told to be there by its receipts, and is not sent again', async () => {
    const phoneNumber = newPhoneNumber();
    await system.simulate('POST', 'faults', { kind: 'lost-answer', match: { recipient: phoneNumber } });
    const messageId = await system.send({ to: { phoneNumber }, rules: ['sms'], body: 'Hello' });
    await system.messageWith(messageId, 'delivered');
    expect(await callsTo(system, phoneNumber)).toBe(1);
  });

  it('whose answer was lost, and that is reported as not delivered, goes to the next rule and not out again', async () => {
    const phoneNumber = newPhoneNumber();
    await system.simulate('POST', 'faults', { kind: 'lost-answer', match: { recipient: phoneNumber } });
    // What the simulator would tell of it comes never, what is told by hand below does.
    await system.simulate('PUT', 'behaviour', { receipts: 'off' });
    const messageId = await system.send({ to: { phoneNumber, dummyId: 'next' }, rules: ['sms', 'dummy'], body: 'Hello' });
    const isOpen = async (): Promise<boolean> => (await system.database.query(`select from attempt where message_id = $1 and state = 'unknown'`, [messageId])).length > 0;
    await waitFor(isOpen, { what: 'the answer to be lost', timeoutMs: 60_000 });
    await tellUndelivered(messageId, 1, phoneNumber);
    const { statusDetails } = await system.messageWith(messageId, 'sent', 'delivered');
    await system.simulate('PUT', 'behaviour', { receipts: 'normal' });
    expect(statusDetails).toMatchObject({ channel: 'dummy', channelStatus: { sms: { status: 'failed' } } });
    expect(await callsTo(system, phoneNumber)).toBe(1);
  }, 90_000);
});

describe('a text from a person', () => {
  it('is told to the customer, with a profile that can be answered', async () => {
    const from = newPhoneNumber();
    await system.simulate('POST', 'inbound', { channel: 'sms', from, text: 'Yes please 🐎', media: [{ url: 'https://cdn.example.com/a.jpg', contentType: 'image/jpeg' }] });
    const [call] = await system.receiver.received(1, { where: ({ body }) => JSON.stringify(body).includes(from) });
    const { payload } = call!.body as { payload: { from: { profileId: string } } };
    expect(payload).toMatchObject({
      channel: 'sms', body: 'Yes please 🐎', from: { profileId: expect.any(String), phoneNumber: from }, to: { phoneNumber: SMS_FROM },
      messageParts: [{ type: 'image/jpeg', url: 'https://cdn.example.com/a.jpg' }],
    });
    await system.messageWith(await system.send({ to: { profileId: payload.from.profileId }, rules: ['sms'], body: 'Thanks' }), 'delivered');
    expect(await sendsTo(system, from)).toHaveLength(1);
  });
});

describe('a call of the SMS webhook', () => {
  const form = { MessageSid: 'SM1', SmsStatus: 'received', From: '+447123123123', To: `+${SMS_FROM}`, Body: 'forged' };
  const path = '/webhooks/sms';

  function post(fields: Record<string, string>, signature: string | undefined): Promise<Response> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...(signature ? { 'x-twilio-signature': signature } : {}) };
    return fetch(`${system.gatewayUrl}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
  }

  /** Twilio signs the address and the sorted fields. */
  function sign(fields: Record<string, string>, token: string): string {
    const text = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => name + value).join('');
    return createHmac('sha1', token).update(`${system.gatewayUrl}${path}${text}`).digest('base64');
  }

  it('signed with the account’s token is taken', async () => {
    expect((await post({ ...form, Body: 'genuine' }, sign({ ...form, Body: 'genuine' }, 'test-sms-auth-token'))).status).toBe(200);
  });

  it.each<[string, string | undefined]>([['no signature', undefined], ['another signature', 'c3RyYW5nZXIncyBzaWduYXR1cmUu'], ['rubbish', 'rubbish']])('with %s gets 403, and nothing is stored', async (_, signature) => {
    const count = 'select count(*)::int as count from provider_event';
    const before = await system.database.query(count);
    expect((await post(form, signature)).status).toBe(403);
    expect(await system.database.query(count)).toEqual(before);
  });
});
