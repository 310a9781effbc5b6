import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventsOf } from './support/message-events.js';
import { waitFor } from './support/servers/index.js';
import { newPhoneNumber, newPsid, sendsTo } from './support/simulated-sends.js';
import { PAGE_ID, System } from './support/system.js';

let system: System;
beforeAll(async () => {
  system = await System.start();
}, 60_000);
afterAll(() => system?.stop());

type Message = Awaited<ReturnType<System['message']>>;

interface Sent {
  messageId: string;
  psid: string;
  phoneNumber: string;
}

/** By Messenger, and by SMS when that has not become `until` of it in time. Without `receipts` Messenger tells nothing. */
async function sendTimed(until: 'delivered' | 'read', how: { receipts: boolean; within?: number | string; phoneNumber?: string }): Promise<Sent> {
  const psid = newPsid();
  const { phoneNumber = newPhoneNumber(), within = 2 } = how;
  if (!how.receipts) await system.simulate('POST', 'faults', { kind: 'receipts-off', match: { recipient: psid } });
  const rules = [{ channel: 'fbMessenger', until, within }, 'sms'];
  return { messageId: await system.send({ to: { fbMessengerId: psid, phoneNumber }, rules, body: 'Hello' }), psid, phoneNumber };
}

async function channelWith(messageId: string, channel: string, status: string, timeoutMs = 20_000): Promise<Message> {
  return waitFor(async () => {
    const message = await system.message(messageId);
    return message.statusDetails.channelStatus?.[channel]?.status === status ? message : undefined;
  }, { what: `${channel} to be ${status}`, timeoutMs });
}

/** Until a call on the channel has ended and the message is nobody's. */
async function channelTried(messageId: string, channel: string): Promise<void> {
  const ended = `select 1 from message join attempt on attempt.message_id = message.id where message.id = $1 and channel = $2 and finished_at is not null and claim is null`;
  await waitFor(async () => (await system.database.query(ended, [messageId, channel])).length > 0, { what: `a call on ${channel}` });
}

/** Nothing is left that a worker or the sweep would take up. */
async function expectNothingToDo(messageId: string): Promise<void> {
  const rows = await system.database.query('select due_at, sweep_at, awaited_status from message where id = $1', [messageId]);
  expect(rows).toEqual([{ due_at: null, sweep_at: null, awaited_status: null }]);
}

/** Messenger's receipts for what was sent to a person, however late. */
async function tell(psid: string, item: 'delivery' | 'read'): Promise<void> {
  const messaging = [{ sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp: Date.now(), [item]: { watermark: Date.now() } }];
  await system.simulate('POST', 'webhook', { body: { object: 'page', entry: [{ id: PAGE_ID, time: Date.now(), messaging }] } });
}

describe('a timed rule', () => {
  it('is done with when its receipt comes in time: the next rule is never taken', async () => {
    const { messageId, phoneNumber } = await sendTimed('delivered', { receipts: true });
    await system.messageWith(messageId, 'delivered');
    await expectNothingToDo(messageId);
    expect(await sendsTo(system, phoneNumber)).toEqual([]);
  });

  it('that waits for a read is not done with by a delivered, but is by a read', async () => {
    const { messageId, psid, phoneNumber } = await sendTimed('read', { receipts: true, within: 'PT1H' });
    await system.messageWith(messageId, 'delivered');
    const [row] = await system.database.query<{ awaited: string; minutes: number }>(
      'select awaited_status as awaited, round(extract(epoch from due_at - now()) / 60)::int as minutes from message where id = $1', [messageId]);
    expect(row).toEqual({ awaited: 'read', minutes: 60 });
    await tell(psid, 'read');
    await system.messageWith(messageId, 'read');
    await expectNothingToDo(messageId);
    expect(await sendsTo(system, phoneNumber)).toEqual([]);
  });

  it('that waits for a delivered is done with by a read too', async () => {
    const { messageId, psid } = await sendTimed('delivered', { receipts: false, within: 'PT1H' });
    await system.messageWith(messageId, 'sent');
    await tell(psid, 'read');
    await system.messageWith(messageId, 'read');
    await expectNothingToDo(messageId);
  });

  it('whose receipt came while a worker held the message, which then had to let it go, takes no other rule', async () => {
    const { messageId, psid, phoneNumber } = await sendTimed('delivered', { receipts: false, within: 'PT1H' });
    await system.messageWith(messageId, 'sent');
    const before = await system.message(messageId);
    await system.database.query('update message set claim = $2 where id = $1', [messageId, randomUUID()]);
    await tell(psid, 'read');
    await system.messageWith(messageId, 'read');
    expect(await system.database.query('select awaited_status from message where id = $1', [messageId])).toEqual([{ awaited_status: 'delivered' }]);
    await system.database.query('update message set claim = null, due_at = now(), sweep_at = now() where id = $1', [messageId]);
    await waitFor(async () => (await system.database.query('select 1 from message where id = $1 and sweep_at is null and claim is null', [messageId])).length > 0, { what: 'the message to be taken up and settled' });
    expect(await sendsTo(system, phoneNumber)).toEqual([]);
    await expectNothingToDo(messageId);
    const { status, statusDetails } = await system.message(messageId);
    expect({ status, statusDetails }).toMatchObject({ status: 'read', statusDetails: { channel: 'fbMessenger', additionalInfo: before.statusDetails.additionalInfo } });
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'read']);
  });

  it('whose receipt comes while the next rule is put off takes that rule no more', async () => {
    const psid = newPsid();
    await system.simulate('POST', 'faults', { kind: 'receipts-off', match: { recipient: psid } });
    const rules = [{ channel: 'fbMessenger', until: 'delivered', within: 1 }, 'dummy'];
    // The dummy channel would take it at the second try.
    const messageId = await system.send({ to: { fbMessengerId: psid, dummyId: psid }, rules, body: 'fail:unavailable:1' });
    await channelTried(messageId, 'dummy');
    // Meanwhile it shows where it went out, and of the next one that it is tried again.
    const meanwhile = await system.message(messageId);
    expect(meanwhile).toMatchObject({ status: 'sent', statusDetails: { channel: 'fbMessenger', additionalInfo: { successful: true }, channelStatus: { dummy: { status: 'retrying' } } } });
    expect(meanwhile.statusDetails).not.toHaveProperty('reason');
    await tell(psid, 'delivery');
    expect((await system.messageWith(messageId, 'delivered')).statusDetails).not.toHaveProperty('reason');
    await waitFor(async () => (await system.database.query('select from message where id = $1 and sweep_at is null', [messageId])).length > 0, { what: 'the message to be done with', timeoutMs: 20_000 });
    expect(await system.database.query(`select state from attempt where message_id = $1 and channel = 'dummy'`, [messageId])).toEqual([{ state: 'failed' }]);
    await expectNothingToDo(messageId);
  });

  it('without a receipt in time goes on to the next one, not earlier, and a late receipt is shown and sends nothing', async () => {
    const { messageId, psid, phoneNumber } = await sendTimed('delivered', { receipts: false, phoneNumber: '15005562400' });
    const message = await channelWith(messageId, 'sms', 'sent');
    expect(message).toMatchObject({ status: 'sent', statusDetails: { channel: 'sms', channelStatus: { fbMessenger: { status: 'sent' } } } });
    const [times] = await system.database.query<{ pause: number }>(
      'select extract(epoch from max(started_at) - min(started_at))::float8 as pause from attempt where message_id = $1', [messageId]);
    expect(times!.pause).toBeGreaterThanOrEqual(2);
    expect(times!.pause).toBeLessThan(8);
    await tell(psid, 'delivery');
    const late = await system.messageWith(messageId, 'delivered');
    expect(late.statusDetails).toMatchObject({ channel: 'fbMessenger', channelStatus: { fbMessenger: { status: 'delivered' }, sms: { status: 'sent' } } });
    await expectNothingToDo(messageId);
    expect(await sendsTo(system, phoneNumber)).toHaveLength(1);
    expect(await sendsTo(system, psid)).toHaveLength(1);
  });

  it('that was delivered and not read in time goes on, and the message does not turn back to sent', async () => {
    const { messageId, psid } = await sendTimed('read', { receipts: true });
    await system.messageWith(messageId, 'delivered');
    const message = await channelWith(messageId, 'sms', 'sent');
    expect(message.status).toBe('delivered');
    await tell(psid, 'read');
    await system.messageWith(messageId, 'read');
    const statuses = (await eventsOf(system, messageId)).filter((name) => name !== 'sent');
    expect(statuses.at(-1)).toBe('read');
  });

  it('that follows another is done with by its own receipt, also when the first had got as far', async () => {
    const [psid, phoneNumber] = [newPsid(), newPhoneNumber()];
    const rules = [{ channel: 'fbMessenger', until: 'read', within: 1 }, { channel: 'sms', until: 'delivered', within: 'PT1H' }, 'dummy'];
    const messageId = await system.send({ to: { fbMessengerId: psid, phoneNumber }, rules, body: 'Hello' });
    const message = await channelWith(messageId, 'sms', 'delivered');
    expect(message.status).toBe('delivered');
    await expectNothingToDo(messageId);
    expect(message.statusDetails.channelStatus).not.toHaveProperty('dummy');
  });

  it('is waited for though an earlier one, which had to be read, is delivered late', async () => {
    const [psid, phoneNumber] = [newPsid(), newPhoneNumber()];
    for (const recipient of [psid, phoneNumber]) await system.simulate('POST', 'faults', { kind: 'receipts-off', match: { recipient } });
    const rules = [{ channel: 'fbMessenger', until: 'read', within: 1 }, { channel: 'sms', until: 'delivered', within: 'PT1H' }, 'dummy'];
    const messageId = await system.send({ to: { fbMessengerId: psid, phoneNumber, dummyId: 'third' }, rules, body: 'Hello' });
    await channelTried(messageId, 'sms');
    await tell(psid, 'delivery');
    await system.messageWith(messageId, 'delivered');
    expect(await system.database.query('select awaited_status, due_at is not null as is_due from message where id = $1', [messageId])).toEqual([{ awaited_status: 'delivered', is_due: true }]);
    await tell(psid, 'read');
    await system.messageWith(messageId, 'read');
    await expectNothingToDo(messageId);
  });

  it('that was delivered and not read in time shows the delivery of the next channel too', async () => {
    const { messageId } = await sendTimed('read', { receipts: true, within: 1 });
    await channelWith(messageId, 'sms', 'sent');
    await waitFor(async () => (await system.database.query("select 1 from attempt where message_id = $1 and channel = 'sms' and delivered_at is not null", [messageId])).length === 1);
    await channelWith(messageId, 'sms', 'delivered', 2_000);
  });

  it('whose channel refuses the message goes on at once', async () => {
    const phoneNumber = newPhoneNumber();
    const messageId = await system.send({
      to: { fbMessengerId: '9000551000000000', phoneNumber }, rules: [{ channel: 'fbMessenger', until: 'read', within: 'PT1H' }, 'sms'], body: 'Hello',
    });
    expect((await system.messageWith(messageId, 'delivered')).statusDetails.channel).toBe('sms');
  });

  it('whose provider reports a failure goes on at once, and that failure is not told as the message’s', async () => {
    const messageId = await system.send({ to: { phoneNumber: '15005563000', dummyId: 'd' }, rules: [{ channel: 'sms', until: 'delivered', within: 'PT1H' }, 'dummy'], body: 'Hello' });
    const message = await channelWith(messageId, 'dummy', 'sent');
    expect(message).toMatchObject({ status: 'sent', statusDetails: { channel: 'dummy', channelStatus: { sms: { status: 'failed' } } } });
    expect(await eventsOf(system, messageId)).not.toContain('failed');
  });

  it('after which no channel takes the message leaves it as it was', async () => {
    const psid = newPsid();
    const messageId = await system.send({ to: { fbMessengerId: psid, dummyId: 'd' }, rules: [{ channel: 'fbMessenger', until: 'read', within: 1 }, 'dummy'], body: 'fail:rejected' });
    const message = await channelWith(messageId, 'dummy', 'failed');
    expect(message).toMatchObject({ status: 'delivered', statusDetails: { channel: 'fbMessenger', additionalInfo: { to: psid, clientRef: messageId } } });
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'delivered']);
    await expectNothingToDo(messageId);
  });

  it('whose provider reports a failure fails the message when no other channel takes it', async () => {
    const messageId = await system.send({ to: { phoneNumber: '15005563001', dummyId: 'd' }, rules: [{ channel: 'sms', until: 'delivered', within: 'PT1H' }, 'dummy'], body: 'fail:rejected' });
    const message = await system.messageWith(messageId, 'failed');
    expect(message.statusDetails.channelStatus).toMatchObject({ sms: { status: 'failed' }, dummy: { status: 'failed' } });
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'failed']);
    await expectNothingToDo(messageId);
  });

  it('whose provider reports a failure after no other channel has taken the message fails it too', async () => {
    const phoneNumber = newPhoneNumber();
    await system.simulate('POST', 'faults', { kind: 'failed', match: { recipient: phoneNumber } });
    await system.simulate('PUT', 'behaviour', { deliveryDelayMs: 4_000 });
    const messageId = await system.send({ to: { phoneNumber, dummyId: 'd' }, rules: [{ channel: 'sms', until: 'delivered', within: 1 }, 'dummy'], body: 'fail:rejected' });
    await channelWith(messageId, 'dummy', 'failed');
    expect((await system.message(messageId)).status).toBe('sent');
    await system.simulate('PUT', 'behaviour', { deliveryDelayMs: 300 });
    await system.messageWith(messageId, 'failed');
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'failed']);
  });

  it('takes no other rule once the message has expired', async () => {
    const [psid, phoneNumber] = [newPsid(), newPhoneNumber()];
    await system.simulate('POST', 'faults', { kind: 'receipts-off', match: { recipient: psid } });
    const rules = [{ channel: 'fbMessenger', until: 'delivered', within: 3 }, 'sms'];
    const messageId = await system.send({ to: { fbMessengerId: psid, phoneNumber }, rules, body: 'Hello', expiresOn: new Date(Date.now() + 2_000).toISOString() });
    await system.messageWith(messageId, 'sent');
    await waitFor(async () => (await system.database.query('select 1 from message where id = $1 and sweep_at is null', [messageId])).length === 1, { what: 'nothing to be left to do' });
    expect(await sendsTo(system, phoneNumber)).toEqual([]);
    expect((await system.message(messageId)).status).toBe('sent');
  });

  it('of more than a day leaves the next rule the pauses of any send', async () => {
    const psid = newPsid();
    await system.simulate('POST', 'faults', { kind: 'receipts-off', match: { recipient: psid } });
    const messageId = await system.send({ to: { fbMessengerId: psid, dummyId: 'd' }, rules: [{ channel: 'fbMessenger', until: 'delivered', within: 'P2D' }, 'dummy'], body: 'fail:throttled' });
    await system.messageWith(messageId, 'sent');
    await system.database.query(`update message set accepted_at = accepted_at - interval '2 days', due_at = now(), sweep_at = now() where id = $1 and claim is null`, [messageId]);
    await channelTried(messageId, 'dummy');
    const [row] = await system.database.query<{ inS: number }>(`select extract(epoch from due_at - updated_at)::float8 as "inS" from message where id = $1`, [messageId]);
    // What the channel asks for.
    expect(row!.inS).toBeGreaterThan(0.05);
  });

  it('that is the last one has nothing to wait for', async () => {
    const psid = newPsid();
    const messageId = await system.send({ to: { fbMessengerId: psid }, rules: [{ channel: 'fbMessenger', until: 'read', within: 1 }], body: 'Hello' });
    await system.messageWith(messageId, 'delivered');
    await expectNothingToDo(messageId);
    expect(await sendsTo(system, psid)).toHaveLength(1);
  });
});
