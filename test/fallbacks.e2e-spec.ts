import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventsOf } from './support/message-events.js';
import { waitFor } from './support/servers/index.js';
import { newPhoneNumber, sendsTo } from './support/simulated-sends.js';
import { PAGE_ID, System } from './support/system.js';

let system: System;
beforeAll(async () => {
  system = await System.start();
}, 60_000);
afterAll(() => system?.stop());

type Message = Awaited<ReturnType<System['message']>>;

/** By the dummy channel, which fails as the body says, and then by SMS. */
async function sendByDummyThenSms(body: string): Promise<{ message: Message; phoneNumber: string; messageId: string }> {
  const phoneNumber = newPhoneNumber();
  const messageId = await system.send({ to: { dummyId: 'd', phoneNumber }, rules: ['dummy', 'sms'], body });
  const message = await waitFor(async () => {
    const found = await system.message(messageId);
    const isDone = found.statusDetails.channel === 'sms' ? found.status === 'delivered' : found.status !== 'processing';
    return isDone ? found : undefined;
  }, { what: 'the message to be out', timeoutMs: 20_000 });
  return { message, phoneNumber, messageId };
}

async function attemptsOn(messageId: string, channel: string): Promise<number> {
  return (await system.database.query('select 1 from attempt where message_id = $1 and channel = $2', [messageId, channel])).length;
}

/** Held accounts work again, and the worker has noticed. */
async function release(): Promise<void> {
  await system.admin('account', 'release', '--space', system.apiSpaceId, '--channel', 'dummy', '--address', 'dummy-account');
  await waitFor(async () => (await sendByDummyThenSms('Hello')).message.statusDetails.channel === 'dummy', { what: 'the dummy account to be used again', timeoutMs: 20_000 });
}

describe('the next rule', () => {
  it('is not taken when the first channel takes the message', async () => {
    const { message, phoneNumber } = await sendByDummyThenSms('Hello');
    expect(message.statusDetails.channelStatus).toEqual({ dummy: expect.objectContaining({ status: 'sent' }) });
    expect(await sendsTo(system, phoneNumber)).toEqual([]);
  });

  it.each(['rejected', 'unreachable'])('is taken at once when the first channel says %s; both show, and only the final outcome is told', async (kind) => {
    const { message, messageId } = await sendByDummyThenSms(`fail:${kind}`);
    expect(message.statusDetails).toMatchObject({
      channel: 'sms', channelId: 'sms',
      channelStatus: { dummy: { status: 'failed', reason: expect.stringContaining(kind), details: { providerCode: `dummy/${kind}` } }, sms: { status: 'delivered' } },
    });
    expect(message.statusDetails).not.toHaveProperty('reason');
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'delivered']);
    expect(await attemptsOn(messageId, 'dummy')).toBe(1);
  });

  it('is not taken for a fault that passes', async () => {
    const { message, messageId, phoneNumber } = await sendByDummyThenSms('fail:unavailable:1').then(async (sent) => ({ ...sent, message: await system.messageWith(sent.messageId, 'sent') }));
    expect(message.statusDetails.channel).toBe('dummy');
    expect(await attemptsOn(messageId, 'dummy')).toBe(2);
    expect(await sendsTo(system, phoneNumber)).toEqual([]);
  });

  it('is taken when the person has no address on the first channel', async () => {
    const phoneNumber = newPhoneNumber();
    const messageId = await system.send({ to: { phoneNumber }, rules: ['dummy', 'fbMessenger', 'sms'], body: 'Hello' });
    const { statusDetails } = await system.messageWith(messageId, 'delivered');
    expect(statusDetails.channelStatus).toMatchObject({
      dummy: { status: 'failed', reason: expect.stringContaining('to.dummyId') },
      fbMessenger: { status: 'failed', reason: expect.stringContaining('to.fbMessengerId') },
      sms: { status: 'delivered' },
    });
  });

  it('that does not exist leaves the message failed, with every channel’s reason', async () => {
    const messageId = await system.send({ to: { dummyId: 'd', phoneNumber: '15005560400' }, rules: ['dummy', 'sms'], body: 'fail:rejected' });
    const { statusDetails } = await system.messageWith(messageId, 'failed');
    expect(statusDetails).toMatchObject({ channel: 'sms', reason: expect.any(String), channelStatus: { dummy: { status: 'failed' }, sms: { status: 'failed' } } });
    expect(statusDetails.reason).toBe(statusDetails.channelStatus?.['sms']?.reason);
    expect(await eventsOf(system, messageId)).toEqual(['failed']);
  });

  it('is taken when the apiSpace has no account on the first channel', async () => {
    await system.database.query("update account set channel = 'dummy-gone' where channel = 'dummy'");
    try {
      await waitFor(async () => (await sendByDummyThenSms('Hello')).message.statusDetails.channelStatus?.['dummy']?.reason?.includes('no dummy account'), { timeoutMs: 20_000 });
    } finally {
      await system.database.query("update account set channel = 'dummy' where channel = 'dummy-gone'");
      await waitFor(async () => (await sendByDummyThenSms('Hello')).message.statusDetails.channel === 'dummy', { timeoutMs: 20_000 });
    }
  });
});

describe('a person whom one of two Pages knows', () => {
  const SECOND_PAGE = '200000000000022';
  const call = async (messaging: object): Promise<void> => {
    const body = JSON.stringify({ object: 'page', entry: [{ id: SECOND_PAGE, time: 1, messaging: [{ recipient: { id: SECOND_PAGE }, timestamp: 1, ...messaging }] }] });
    const signature = `sha256=${createHmac('sha256', 'app-secret-of-the-second-page').update(body).digest('hex')}`;
    const { status } = await fetch(`${system.gatewayUrl}/webhooks/facebook`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature }, body });
    expect(status).toBe(200);
  };
  /** The simulator has one Page, so on the second one all fails; which it was says the attempt. */
  const pageOf = async (psid: string): Promise<string | undefined> => {
    const messageId = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: 'Hello' });
    await system.messageWith(messageId, 'sent', 'delivered', 'failed');
    const [attempt] = await system.database.query<{ address: string }>('select account.address from attempt join account on account.id = attempt.account_id where message_id = $1', [messageId]);
    return attempt?.address;
  };

  beforeAll(() => system.connectPage(SECOND_PAGE, 'app-secret-of-the-second-page'));

  it('is written to on that Page, also when they only let it write to them', async () => {
    await call({ sender: { id: '7600000000000001' }, optin: { ref: 'newsletter' } });
    await call({ sender: { id: '7600000000000002' }, message: { mid: 'm_of_the_second_page', text: 'hi' } });
    await waitFor(async () => (await system.database.query(`select from account_address where address like '76000000000000%'`)).length === 2, { what: 'the page to know both' });
    await waitFor(async () => (await pageOf('7600000000000001')) === SECOND_PAGE, { what: 'a message to go out on it, once the worker has heard of it', timeoutMs: 15_000 });
  });

  it('is not tried on the other one while that Page is held: there they are nobody', async () => {
    await system.database.query(`update account set held_until = now() + interval '1 hour', held_reason = 'for a test' where address = $1`, [SECOND_PAGE]);
    await waitFor(async () => (await pageOf('7600000000000002')) === undefined, { what: 'the worker to hear of it', timeoutMs: 15_000 });
    const messageId = await system.send({ to: { fbMessengerId: '7600000000000002' }, rules: ['fbMessenger'], body: 'Hello' });
    expect((await system.messageWith(messageId, 'failed')).statusDetails.reason).toContain(`${SECOND_PAGE} is held: for a test`);
    expect(await pageOf('7600000000000003')).toBe(PAGE_ID);
  });
});

/** Last, since they hold the account. */
describe.each(['misconfigured', 'held'])('an account that is %s', (kind) => {
  it('is held: its messages go to the next rule at once, without a call, until an operator releases it', async () => {
    const first = await sendByDummyThenSms(`fail:${kind}`);
    expect(first.message.statusDetails).toMatchObject({ channel: 'sms', channelStatus: { dummy: { status: 'failed', reason: expect.stringContaining(kind) } } });
    const next = await sendByDummyThenSms('Hello');
    expect(next.message.statusDetails).toMatchObject({ channel: 'sms', channelStatus: { dummy: { status: 'failed', reason: expect.stringContaining('is held') } } });
    expect(await attemptsOn(next.messageId, 'dummy')).toBe(0);
    const [account] = await system.database.query<{ heldReason: string }>("select held_reason as \"heldReason\" from account where channel = 'dummy'");
    expect(account!.heldReason).toContain(kind);
    await release();
  }, 60_000);
});
