import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { verifyComapi, verifyStandardWebhooks } from '@app/core';
import { CUSTOM_SECRET, customConnector, namesIn, type Refusal, UNKNOWN_ID } from './support/custom-channel.js';
import { eventsOf } from './support/message-events.js';
import { type ReceivedCall, waitFor, WebhookReceiver } from './support/servers/index.js';
import { newPhoneNumber, sendsTo } from './support/simulated-sends.js';
import { type Answer, System } from './support/system.js';

const NOW = '2026-11-01T12:00:00.000Z';

let system: System;
let server: WebhookReceiver;
let connect: Awaited<ReturnType<typeof customConnector>>;

beforeAll(async () => {
  system = await System.start();
  server = await WebhookReceiver.start();
  connect = await customConnector(system, server);
  expect(await connect({ channel: 'partnerApp' })).toMatchObject({ status: 200, body: { channel: 'partnerApp', address: 'partnerApp', health: 'active' } });
  expect((await connect({ channel: 'clubApp', settings: { url: `${server.url}/club`, idField: 'clubId' } })).status).toBe(200);
}, 150_000);
beforeEach(() => void server.answers({}));
afterAll(async () => {
  await server?.stop();
  await system?.stop();
});

const toMessage = (messageId: string) => ({ body }: ReceivedCall) => (body as { messageId: string }).messageId === messageId;
const callsFor = (messageId: string, count = 1): Promise<ReceivedCall[]> => server.received(count, { where: toMessage(messageId), timeoutMs: 25_000 });
const report = <T = Record<string, unknown>>(messageId: string, status: string, body: object = {}): Promise<Answer<T>> => system.call<T>('POST', `/messages/${messageId}/statuses/${status}`, body);
const sendToApp = (rest: object = {}): Promise<string> => system.send({ to: { profileId: `p-${randomUUID()}` }, rules: ['partnerApp'], body: 'Hello', ...rest });

async function sentToApp(rest: object = {}): Promise<string> {
  const messageId = await sendToApp(rest);
  await system.messageWith(messageId, 'sent');
  return messageId;
}

describe('a message on a custom channel', () => {
  it('is posted to the business’s server whole, signed both ways, and is sent', async () => {
    const profileId = `p-${randomUUID()}`;
    const messageId = await system.send({ to: { profileId }, rules: ['partnerApp'], title: 'News', body: 'Hello {{profileId}}', metadata: { order: 7 } });
    const [call] = await callsFor(messageId);
    expect(call).toMatchObject({ method: 'POST', path: '/app', body: { messageId, to: { profileId }, channel: 'partnerApp', title: 'News', body: `Hello ${profileId}`, metadata: { order: 7 } } });
    expect(verifyComapi(call!.rawBody, CUSTOM_SECRET, call!.headers['x-comapi-signature'])).toBe(true);
    expect(verifyStandardWebhooks({ headers: call!.headers, body: call!.rawBody }, CUSTOM_SECRET, Date.now() / 1_000)).toBe(true);
    expect(call!.headers['webhook-id']).toBe(messageId);
    const { statusDetails } = await system.messageWith(messageId, 'sent');
    expect(statusDetails).toMatchObject({ channel: 'partnerApp', channelStatus: { partnerApp: { status: 'sent', details: { to: profileId } } } });
  });

  it('has its custom body as the text that was given, with merge fields filled in', async () => {
    const profileId = `p-${randomUUID()}`;
    await system.call('POST', '/profiles', { id: profileId, firstName: 'Ann', clubId: `c-${profileId}` });
    const messageId = await system.send({ to: { profileId }, rules: ['clubApp'], customBody: { clubApp: '{"card":"{{profile.firstName}}", "n": 1}' } });
    const [call] = await callsFor(messageId);
    expect(call).toMatchObject({ path: '/club', body: { to: { clubId: `c-${profileId}` }, customBody: '{"card":"Ann", "n": 1}' } });
    expect(call!.body).not.toHaveProperty('body');
  });

  it('brings message parts over as they are', async () => {
    const messageParts = [{ type: 'text/plain', data: 'Ticket:' }, { type: 'image/png', url: 'https://example.com/a.png' }];
    const messageId = await sendToApp({ body: undefined, messageParts });
    expect((await callsFor(messageId))[0]!.body).toMatchObject({ messageParts });
  });

  it.each([{ text: 'x' }, 7, '', ['x']])('is refused with the custom body %j: it must be a text', async (value) => {
    expect(namesIn(await system.call<Refusal>('POST', '/messages', { to: { profileId: 'p' }, rules: ['partnerApp'], body: 'x', customBody: { partnerApp: value } }))).toEqual(['customBody.partnerApp']);
  });

  it('is refused on a channel that the apiSpace has not connected; the 400 lists those there are', async () => {
    const answer = await system.call<Refusal>('POST', '/messages', { to: { profileId: 'p' }, rules: ['partnerApp', 'otherApp'], body: 'x' });
    expect(namesIn(answer)).toEqual(['rules[1]']);
    expect(answer.body.validationFailures[0]!.message).toContain('fbMessenger, sms, dummy, partnerApp, clubApp');
    const [, token] = await system.newSpace();
    const foreign = await fetch(`${system.gatewayUrl}/cpaas/messages`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ to: { profileId: 'p' }, rules: ['partnerApp'], body: 'x' }) });
    expect(foreign.status).toBe(400);
  });

  it('keeps its overrides and echoes them; they must be an object', async () => {
    const overrides = { appMessaging: { conversation: { name: 'Support' } } };
    const sent = await system.call('POST', '/messages', { to: { profileId: 'p' }, rules: ['partnerApp'], body: 'x', overrides });
    expect(sent).toMatchObject({ status: 201, body: { overrides } });
    const message = await system.message(sent.body['messageId'] as string);
    expect(message).toMatchObject({ overrides });
    expect(message.statusDetails).not.toHaveProperty('warnings');
    expect(namesIn(await system.call<Refusal>('POST', '/messages', { to: { profileId: 'p' }, rules: ['partnerApp'], body: 'x', overrides: 'all' }))).toEqual(['overrides']);
  });

  it('goes by a rule set and shows in search and history under the channel’s name', async () => {
    const ruleSet = `rs-${randomUUID()}`;
    expect((await system.call('POST', '/rulesets', { id: ruleSet, rules: ['partnerApp', 'sms'] })).status).toBe(201);
    const profileId = `p-${randomUUID()}`;
    const messageId = await system.send({ to: { profileId, email: 'ann@example.com' }, ruleSet, body: 'Hello' });
    await system.messageWith(messageId, 'sent');
    const found = await system.call<{ messages: { messageId: string }[] }>('GET', `/messages?channel=partnerApp&profileId=${profileId}`);
    expect(found.body.messages).toMatchObject([{ messageId }]);
    expect((await system.call('GET', `/profiles/${profileId}/messages?channelId=partnerApp`)).body).toMatchObject([{ messageId, channelId: 'partnerApp', direction: 'outbound' }]);
  });
});

describe('the answer of the server', () => {
  it.each<[number, string]>([
    [400, 'answered 400: no such template'],
    [404, 'answered 404'],
    [410, 'answered 410'],
    [422, 'answered 422'],
  ])('%i sends the message on to the next rule at once, with the reason', async (status, reason) => {
    server.answers({ status, body: status === 400 ? JSON.stringify({ message: 'no such template' }) : '' });
    const phoneNumber = newPhoneNumber();
    const messageId = await system.send({ to: { profileId: `p-${randomUUID()}`, phoneNumber }, rules: ['partnerApp', 'sms'], body: 'Hello' });
    const { statusDetails } = await system.messageWith(messageId, 'delivered');
    expect(statusDetails).toMatchObject({ channel: 'sms', channelStatus: { partnerApp: { status: 'failed', reason: expect.stringContaining(reason) }, sms: { status: 'delivered' } } });
    expect(await sendsTo(system, phoneNumber)).toHaveLength(1);
    expect(await callsFor(messageId)).toHaveLength(1);
  });

  it.each<[string, object[]]>([
    ['429 with Retry-After', [{ status: 429, headers: { 'retry-after': '1' } }, {}]],
    ['503', [{ status: 503 }, {}]],
    ['500', [{ status: 500 }, {}]],
  ])('%s lets the message be posted again under the same id', async (_what, answers) => {
    server.answersInTurn(...(answers as [object, object]));
    const messageId = await sentToApp();
    const calls = await callsFor(messageId, 2);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([messageId]));
    const kinds = await system.database.query<{ kind: string }>('select failure_kind as kind from attempt where message_id = $1 and number = 1', [messageId]);
    expect(kinds).toEqual([{ kind: answers[0] && 'headers' in answers[0] ? 'throttled' : 'unavailable' }]);
  });

  it('that is lost leaves the message unknown: at most once it fails, and no other channel is tried', async () => {
    server.answers({ hangUp: true });
    const messageId = await sendToApp({ rules: ['partnerApp', 'dummy'], delivery: 'atMostOnce' });
    const { statusDetails } = await system.messageWith(messageId, 'failed');
    expect(statusDetails.reason).toContain('atMostOnce');
    expect(await callsFor(messageId)).toHaveLength(1);
    expect(await eventsOf(system, messageId)).toEqual(['failed']);
  }, 60_000);

  it('that is lost is made up for by a report: sent settles it, and it is not posted again', async () => {
    server.answers({ hangUp: true });
    const messageId = await sendToApp();
    await waitFor(async () => (await system.database.query("select 1 from attempt where message_id = $1 and state = 'unknown'", [messageId])).length > 0, { what: 'the outcome to be open' });
    await waitFor(async () => (await system.database.query('select 1 from message where id = $1 and claim is null', [messageId])).length > 0, { what: 'the message to be let go' });
    expect(await report(messageId, 'sent')).toMatchObject({ status: 200, body: { channel: 'partnerApp' } });
    await system.messageWith(messageId, 'sent');
    expect(server.calls.filter(toMessage(messageId))).toHaveLength(1);
    expect(await eventsOf(system, messageId)).toEqual(['sent']);
  }, 60_000);

  it.each([401, 403])('%i holds the account until it is released, and the next rule is taken', async (status) => {
    server.answers({ status });
    const messageId = await sendToApp({ to: { profileId: `p-${randomUUID()}`, dummyId: 'd' }, rules: ['clubApp', 'partnerApp', 'dummy'] });
    expect((await system.messageWith(messageId, 'sent')).statusDetails).toMatchObject({ channel: 'dummy', channelStatus: { clubApp: { reason: expect.stringContaining('to.clubId') }, partnerApp: { status: 'failed' } } });
    expect(await appAccount()).toMatchObject({ health: 'held' });
    server.answers({});
    const second = await sendToApp();
    expect((await system.messageWith(second, 'failed')).statusDetails).toMatchObject({ channelStatus: { partnerApp: { reason: expect.stringContaining('is held') } } });
    expect(server.calls.filter(toMessage(second))).toEqual([]);
    expect((await connect({ channel: 'partnerApp' })).body).toMatchObject({ health: 'active' });
    await waitFor(async () => (await system.message(await sentOrNot())).status === 'sent', { what: 'the account to be used again', timeoutMs: 20_000 });
  }, 60_000);

  async function appAccount(): Promise<object | undefined> {
    const manager = { authorization: `Bearer ${await system.newToken(system.apiSpaceId, ['access:manage'])}` };
    const { body } = await system.call<{ accounts: { channel: string }[] }>('GET', '/accounts', undefined, manager);
    return body.accounts.find(({ channel }) => channel === 'partnerApp');
  }

  /** A message that is done one way or the other. */
  async function sentOrNot(): Promise<string> {
    const messageId = await sendToApp();
    await system.messageWith(messageId, 'sent', 'failed');
    return messageId;
  }

  it('is not waited for where another channel failed first: the custom channel may be the second rule', async () => {
    const messageId = await sendToApp({ to: { profileId: `p-${randomUUID()}`, dummyId: 'd' }, rules: ['dummy', 'partnerApp'], body: 'fail:rejected' });
    expect((await system.messageWith(messageId, 'sent')).statusDetails).toMatchObject({ channel: 'partnerApp', channelStatus: { dummy: { status: 'failed' }, partnerApp: { status: 'sent' } } });
  });
});

describe('a reported status', () => {
  it.each(['delivered', 'read', 'failed', 'expired', 'filtered'])('%s becomes the message’s, once, and is told with what the channel said', async (status) => {
    const messageId = await sentToApp({ metadata: { order: 7 } });
    const body = { channel: 'partnerApp', timestamp: NOW, channelStatus: { code: 7 }, ...(status === 'failed' ? { failureReason: 'The phone is off.' } : {}) };
    const first = await report(messageId, status, body);
    expect(first).toMatchObject({ status: 200, body: { ...body, messageId, status } });
    expect(await report(messageId, status, { ...body, channelStatus: { code: 8 } })).toMatchObject({ status: 200, body: { status } });
    const { statusDetails } = await system.message(messageId);
    expect(statusDetails.channelStatus!['partnerApp']).toMatchObject({ status, details: { channelStatus: { code: 7 } }, ...(status === 'failed' ? { reason: 'The phone is off.' } : {}) });
    expect(await eventsOf(system, messageId)).toEqual(['sent', status]);
    const [event] = await system.database.query<{ payload: object }>('select payload from event where entity_id = $1 and name = $2', [messageId, `message.${status}`]);
    expect(event!.payload).toMatchObject({ metadata: { order: 7 }, details: { channelStatus: { partnerApp: { details: { channelStatus: { code: 7 } } } } } });
  });

  it('moves the message forward only', async () => {
    const messageId = await sentToApp();
    for (const status of ['read', 'delivered', 'sent', 'failed', 'expired', 'filtered']) expect(await report(messageId, status)).toMatchObject({ status: 200, body: { status: 'read' } });
    expect((await system.message(messageId)).status).toBe('read');
    expect(await eventsOf(system, messageId)).toEqual(['sent', 'read']);
  });

  it('with more than 16,000 characters of details is a 400: they are told with every event', async () => {
    const details = { text: 'x'.repeat(16_000) };
    expect(await report(await sentToApp(), 'read', { channelStatus: details, additionalInfo: details })).toMatchObject({ status: 400, body: { validationFailures: [{ paramName: 'channelStatus' }, { paramName: 'additionalInfo' }] } });
  });

  it('that comes before the server has answered is applied once the message is sent', async () => {
    const early: Promise<Answer>[] = [];
    server.answers(({ body }) => {
      early.push(report((body as { messageId: string }).messageId, 'failed', { failureReason: 'The phone is off.' }));
      return { delayMs: 500 };
    });
    const messageId = await sendToApp();
    expect((await system.messageWith(messageId, 'failed')).statusDetails.reason).toBe('The phone is off.');
    expect((await Promise.all(early)).map(({ status }) => status)).toEqual([200]);
  });

  it('that comes before the server has answered is shown with all that it said, and so is one that comes after it', async () => {
    const early: Promise<Answer>[] = [];
    server.answers(({ body }) => {
      const { messageId } = body as { messageId: string };
      early.push(report(messageId, 'delivered', { channelStatus: { code: 7 }, additionalInfo: { phone: 'on' } }));
      return { delayMs: 500 };
    });
    const messageId = await sendToApp();
    const { statusDetails } = await system.messageWith(messageId, 'delivered');
    const details = { to: expect.any(String), clientRef: messageId, channelStatus: { code: 7 }, additionalInfo: { phone: 'on' } };
    expect(statusDetails.channelStatus).toMatchObject({ partnerApp: { status: 'delivered', details } });
    expect((await Promise.all(early)).map(({ status }) => status)).toEqual([200]);
    const [event] = await system.database.query<{ payload: object }>("select payload from event where entity_id = $1 and name = 'message.delivered'", [messageId]);
    expect(event!.payload).toMatchObject({ details: { channelStatus: { partnerApp: { status: 'delivered', details } } } });
    await report(messageId, 'read', { channelStatus: { code: 8 } });
    expect((await system.message(messageId)).statusDetails.channelStatus).toMatchObject({ partnerApp: { status: 'read', details: { ...details, channelStatus: { code: 8 } } } });
  });

  it('that comes before the server refuses the message stays with the refusal, while the next rule is taken', async () => {
    const early: Promise<Answer>[] = [];
    server.answers(({ body }) => {
      early.push(report((body as { messageId: string }).messageId, 'failed', { channelStatus: { code: 9 } }));
      return { status: 422, delayMs: 500 };
    });
    const messageId = await sendToApp({ to: { profileId: `p-${randomUUID()}`, dummyId: 'd' }, rules: ['partnerApp', 'dummy'] });
    const { statusDetails } = await system.messageWith(messageId, 'sent');
    expect(statusDetails.channelStatus).toMatchObject({ partnerApp: { status: 'failed', reason: expect.stringContaining('422'), details: { channelStatus: { code: 9 } } }, dummy: { status: 'sent' } });
    expect((await Promise.all(early)).map(({ status }) => status)).toEqual([200]);
  });

  it('of delivered ends the wait of a timed rule: the next channel is not taken', async () => {
    const phoneNumber = newPhoneNumber();
    const rules = [{ channel: 'partnerApp', until: 'delivered', within: 2 }, 'sms'];
    const to = { profileId: `p-${randomUUID()}`, phoneNumber };
    const messageId = await sentToApp({ to, rules });
    const other = await sentToApp({ to: { profileId: `p-${randomUUID()}`, phoneNumber: newPhoneNumber() }, rules });
    expect(await Promise.all([1, 2, 3].map(() => report(messageId, 'delivered').then(({ status }) => status)))).toEqual([200, 200, 200]);
    // The other message, sent later, has gone on by now: this one would have too.
    await waitFor(async () => (await system.message(other)).statusDetails.channel === 'sms', { what: 'the other message to go on', timeoutMs: 20_000 });
    expect(await sendsTo(system, phoneNumber)).toEqual([]);
    expect((await system.message(messageId)).status).toBe('delivered');
  }, 40_000);

  it.each(['failed', 'expired', 'filtered'])('of %s takes a timed rule on to the next channel at once, and once', async (status) => {
    const phoneNumber = newPhoneNumber();
    const messageId = await sentToApp({ to: { profileId: `p-${randomUUID()}`, phoneNumber }, rules: [{ channel: 'partnerApp', until: 'read', within: 3_600 }, 'sms'] });
    await Promise.all([report(messageId, status), report(messageId, status)]);
    await waitFor(async () => (await system.message(messageId)).statusDetails.channelStatus?.['sms']?.status === 'delivered', { what: 'the sms', timeoutMs: 20_000 });
    expect(await sendsTo(system, phoneNumber)).toHaveLength(1);
    expect((await system.message(messageId)).statusDetails.channelStatus).toMatchObject({ partnerApp: { status } });
  });

  it('is refused for a message that no custom channel was tried for, and for a channel that it was not tried on: 409', async () => {
    const messageId = await system.send({ to: { dummyId: 'd' }, rules: ['dummy'], body: 'Hello' });
    await system.messageWith(messageId, 'sent');
    expect(await report(messageId, 'delivered')).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await report(await sentToApp(), 'delivered', { channel: 'clubApp' })).toMatchObject({ status: 409 });
  });

  it('of an unknown message or another apiSpace’s is 404, also under /cpaas, where the own one is found', async () => {
    const messageId = await sentToApp();
    const [, foreign] = await system.newSpace();
    const post = (token: string): Promise<Response> =>
      fetch(`${system.gatewayUrl}/cpaas/messages/${messageId}/statuses/delivered`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: '{}' });
    expect((await post(foreign)).status).toBe(404);
    expect((await system.message(messageId)).status).toBe('sent');
    expect((await post(system.token)).status).toBe(200);
    expect((await system.call('POST', `/messages/${messageId}/statuses/read`)).status).toBe(200);
    for (const id of [UNKNOWN_ID, 'nothing']) expect((await report(id, 'delivered')).status).toBe(404);
  });
});
