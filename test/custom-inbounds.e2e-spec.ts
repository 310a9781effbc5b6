import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CUSTOM_SECRET, customConnector, namesIn, type Refusal, UNKNOWN_ID } from './support/custom-channel.js';
import { WebhookReceiver } from './support/servers/index.js';
import { type Answer, System } from './support/system.js';

const NOW = '2026-11-01T12:00:00.000Z';

let system: System;
let server: WebhookReceiver;
let connect: Awaited<ReturnType<typeof customConnector>>;

beforeAll(async () => {
  system = await System.start();
  server = await WebhookReceiver.start();
  connect = await customConnector(system, server);
  expect((await connect({ channel: 'partnerApp' })).status).toBe(200);
  expect((await connect({ channel: 'clubApp', settings: { url: `${server.url}/club`, idField: 'clubId' } })).status).toBe(200);
}, 150_000);
afterAll(async () => {
  await server?.stop();
  await system?.stop();
});

describe('an inbound on a custom channel', () => {
  interface Inbound extends Refusal {
    messageId: string;
    status: string;
    from: Record<string, string>;
  }
  const post = (body: object): Promise<Answer<Inbound>> => system.call<Inbound>('POST', '/messages/inbounds', body);
  const move = (id: string, status: string, body: object = { timestamp: NOW }): Promise<Answer<Inbound>> => system.call<Inbound>('POST', `/messages/inbounds/${id}/statuses/${status}`, body);

  it('is kept, told as message.inbound and shown in the history of the profile, which is made', async () => {
    const profileId = `p-${randomUUID()}`;
    const outbound = await system.send({ to: { profileId: 'p' }, rules: ['partnerApp'], body: 'Hello', metadata: { order: 7 } });
    const given = { channel: 'partnerApp', body: 'Where is it?', title: 'Question', metadata: { ticket: 1 }, conversationId: 'c' };
    const posted = await post({ ...given, from: { profileId, email: 'ann@example.com' }, correlation: { messageId: outbound } });
    expect(posted).toMatchObject({ status: 201, body: { ...given, status: 'received', from: { profileId, email: 'ann@example.com' }, correlation: { messageId: outbound, metadata: { order: 7 } } } });
    expect(posted.body).not.toHaveProperty('messageParts');
    const [event] = await system.database.query<{ payload: object }>("select payload from event where entity_id = $1 and name = 'message.inbound'", [posted.body.messageId]);
    expect(event!.payload).toMatchObject({ ...given, id: posted.body.messageId, from: { profileId } });
    expect((await system.call('GET', `/profiles/${profileId}/messages?channelId=partnerApp`)).body).toMatchObject([{ messageId: posted.body.messageId, direction: 'inbound', message: { body: 'Where is it?' } }]);
    expect((await system.call('GET', `/profiles/${profileId}`)).body).toMatchObject({ id: profileId, email: 'ann@example.com' });
  });

  it('that answers a message keeps nothing of its metadata when that is redacted', async () => {
    const outbound = await system.send({ to: { profileId: 'redacted' }, rules: ['partnerApp'], body: 'Hello', metadata: { word: 'quokka' } });
    await server.received(1, { where: ({ body }) => (body as { messageId: string }).messageId === outbound, timeoutMs: 25_000 });
    await system.messageWith(outbound, 'sent');
    const { body } = await post({ channel: 'partnerApp', from: { profileId: 'redacted' }, body: 'Hi', correlation: { messageId: outbound } });
    expect(body).toMatchObject({ correlation: { metadata: { word: 'quokka' } } });
    expect((await system.call('PATCH', `/messages/${outbound}`, { redact: true })).status).toBe(202);
    for (const table of ['inbound', 'event']) expect(await system.database.query(`select 1 from ${table} as it where it::text like '%quokka%'`)).toEqual([]);
  });

  it('changes no other address of the person with a token that may not change profiles', async () => {
    await system.call('POST', '/profiles', { id: 'protected', phoneNumber: '447700900001' });
    const reporter = await system.newToken(system.apiSpaceId, ['messages:report']);
    const response = await fetch(`${system.gatewayUrl}/cpaas/messages/inbounds`, {
      method: 'POST',
      headers: { authorization: `Bearer ${reporter}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'clubApp', from: { profileId: 'protected', clubId: 'club-7', phoneNumber: '447700900999' }, body: 'Hi' }),
    });
    expect(response.status).toBe(201);
    expect((await system.call('GET', '/profiles/protected')).body).toMatchObject({ phoneNumber: '447700900001', clubId: 'club-7' });
  });

  it('posted again under the same id, even at the same moment, is once', async () => {
    const profileId = `p-${randomUUID()}`;
    const inbound = { channel: 'partnerApp', from: { profileId }, body: 'Hi', messageId: `own-${randomUUID()}` };
    const answers = await Promise.all([post(inbound), post(inbound), post(inbound)]);
    answers.push(await post({ ...inbound, body: 'Something else' }));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.messageId)).size).toBe(1);
    const events = await system.database.query("select 1 from event where name = 'message.inbound' and entity_id = $1", [answers[0]!.body.messageId]);
    expect(events).toHaveLength(1);
    expect((await post({ ...inbound, messageId: undefined })).body.messageId).not.toBe(answers[0]!.body.messageId);
  });

  it('finds the profile by the channel’s field, also one that was there before the channel, and makes one for a stranger', async () => {
    const [known, seatId] = [`p-${randomUUID()}`, `s-${randomUUID()}`];
    await system.call('POST', '/profiles', { id: known, seatId });
    const name = `seat${Date.now()}`;
    expect((await connect({ channel: name, settings: { url: `${server.url}/seat`, idField: 'seatId' } })).status).toBe(200);
    expect((await post({ channel: name, from: { seatId: ` ${seatId} ` } })).body.from).toEqual({ profileId: known, seatId });
    const stranger = await post({ channel: name, from: { seatId: 'nobody-knows' } });
    expect((await system.call('GET', `/profiles/${stranger.body.from['profileId']}`)).body).toMatchObject({ seatId: 'nobody-knows' });
    expect((await post({ channel: name, from: { seatId: 'nobody-knows' } })).body.from).toEqual(stranger.body.from);
    const answer = await system.send({ to: { profileId: stranger.body.from['profileId'] }, rules: [name], body: 'Hello' });
    const [call] = await server.received(1, { where: ({ body }) => (body as { messageId: string }).messageId === answer, timeoutMs: 25_000 });
    expect(call!.body).toMatchObject({ to: { seatId: 'nobody-knows' } });
  });

  it('moves on to delivered and read, and never back', async () => {
    const { messageId } = (await post({ channel: 'partnerApp', from: { profileId: 'p' }, body: 'Hi' })).body;
    expect(await move(messageId, 'delivered', { timestamp: NOW, channelStatus: { desk: 3 } })).toMatchObject({ status: 200, body: { messageId, status: 'delivered', channelStatus: { desk: 3 }, _updatedOn: NOW } });
    expect(await move(messageId, 'read')).toMatchObject({ status: 200, body: { status: 'read', body: 'Hi' } });
    expect(await move(messageId, 'delivered', { timestamp: NOW, channelStatus: { desk: 4 } })).toMatchObject({ status: 200, body: { status: 'read', channelStatus: { desk: 3 } } });
  });

  it('of another apiSpace or unknown is 404; one of a built-in channel is 409', async () => {
    const { messageId } = (await post({ channel: 'partnerApp', from: { profileId: 'p' }, body: 'Hi' })).body;
    const [, token] = await system.newSpace();
    const foreign = await fetch(`${system.gatewayUrl}/cpaas/messages/inbounds/${messageId}/statuses/read`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ timestamp: NOW }) });
    expect(foreign.status).toBe(404);
    for (const id of [UNKNOWN_ID, 'nothing']) expect((await move(id, 'read')).status).toBe(404);
    expect(await move(messageId, 'read', {})).toMatchObject({ status: 400, body: { validationFailures: [{ paramName: 'timestamp' }] } });
    expect(namesIn(await move(messageId, 'received'))).toEqual(['status']);
    await system.database.query("update inbound set channel = 'sms' where id = $1", [messageId]);
    expect((await move(messageId, 'read')).status).toBe(409);
  }, 90_000);

  it.each<[object, string[]]>([
    [{ channel: 'sms', from: { profileId: 'p' } }, ['channel']],
    [{ channel: 'otherApp', from: { profileId: 'p' } }, ['channel']],
    [{ from: { profileId: 'p' } }, ['channel']],
    [{ channel: 'partnerApp' }, ['from']],
    [{ channel: 'partnerApp', from: {} }, ['from']],
    [{ channel: 'partnerApp', from: { profileId: null } }, ['from']],
    [{ channel: 'clubApp', from: { email: 'ann@example.com' } }, ['from']],
    [{ channel: 'partnerApp', from: { profileId: 7 } }, ['from.profileId']],
    [{ channel: 'partnerApp', from: { profileId: 'p', phoneNumber: 'nobody' } }, ['from.phoneNumber']],
    [{ channel: 'partnerApp', from: { profileId: 'p' }, body: 1, messageParts: [{ type: 'x' }], correlation: {}, messageId: '' }, ['body', 'correlation.messageId', 'messageId', 'messageParts[0]', 'messageParts[0].type']],
    [[], ['request']],
  ])('%j is refused: 400 names %j', async (body, names) => expect(namesIn(await post(body))).toEqual(names));
});

describe('the account of a custom channel', () => {
  it.each<[object, string]>([
    [{ channel: 'myApp', settings: { url: 'http://169.254.169.254/latest/meta-data' } }, 'settings.url'],
    [{ channel: 'myApp', settings: { url: 'ftp://example.com' } }, 'settings.url'],
    [{ channel: 'myApp', settings: { url: 'https://user:pass@example.com' } }, 'settings.url'],
    [{ channel: 'myApp', settings: {} }, 'channel'],
    [{ channel: 'MyApp' }, 'channel'],
    [{ channel: '-app' }, 'channel'],
    [{ channel: `a${'x'.repeat(50)}` }, 'channel'],
    [{ channel: 'whatsApp' }, 'channel'],
    [{ channel: 'fbmessenger' }, 'channel'],
    [{ channel: 'myApp', address: 'another' }, 'address'],
    [{ channel: 'myApp', settings: { url: 'https://example.com', idField: 'my_field' } }, 'settings.idField'],
    [{ channel: 'myApp', settings: { url: 'https://example.com', idField: 'toString' } }, 'settings.idField'],
    [{ channel: 'myApp', settings: { url: 'https://example.com', color: 'red' } }, 'settings.color'],
    [{ channel: 'myApp', secrets: { secret: 'too-short' } }, 'secrets.secret'],
    [{ channel: 'myApp', secrets: {} }, 'secrets.secret'],
  ])('is not made of %j: 400 names %s', async (account, paramName) => {
    expect(namesIn(await connect(account))).toEqual([paramName]);
  });

  it('is made by the admin command too, and never shows its secret', async () => {
    const { accountId } = await system.admin('account', 'connect', '--space', system.apiSpaceId, '--channel', 'byHand', '--setting', `url=${server.url}/hand`, '--secret', `secret=${CUSTOM_SECRET}`);
    const shown = await system.call('GET', `/accounts/${accountId}`, undefined, { authorization: `Bearer ${await system.newToken(system.apiSpaceId, ['access:manage'])}` });
    expect(shown).toMatchObject({ status: 200, body: { channel: 'byHand', address: 'byHand', settings: { url: `${server.url}/hand` } } });
    expect(JSON.stringify(shown.body)).not.toContain(CUSTOM_SECRET);
  }, 90_000);
});

describe('without ALLOW_PRIVATE_URLS', () => {
  it('neither http nor a private address is connected, and nothing is posted to one that is there', async () => {
    const strict = await System.start({ env: { ALLOW_PRIVATE_URLS: 'off' } });
    try {
      const asManager = { authorization: `Bearer ${await strict.newToken(strict.apiSpaceId, ['access:manage'])}` };
      const put = (url: string): Promise<Answer<Refusal>> => strict.call('PUT', '/accounts', { channel: 'myApp', settings: { url }, secrets: { secret: CUSTOM_SECRET } }, asManager);
      for (const url of [strict.receiver.url, 'https://10.0.0.1/x', 'https://localhost/x', 'http://example.com/x']) expect(namesIn(await put(url))).toEqual(['settings.url']);
      expect((await put('https://app.example.com/x')).status).toBe(200);
      // As if a public name led to a private address later on.
      await strict.database.query("update account set settings = jsonb_build_object('url', $1::text) where channel = 'myApp'", [strict.receiver.url]);
      const messageId = await strict.send({ to: { profileId: 'p' }, rules: ['myApp'], body: 'Hello' });
      const { statusDetails } = await strict.messageWith(messageId, 'retrying');
      expect(statusDetails.reason).toContain('not a public address');
      expect(strict.receiver.calls).toEqual([]);
    } finally {
      await strict.stop();
    }
  }, 150_000);
});

describe('a report of the business’s server', () => {
  it('needs the permission messages:report', async () => {
    const token = await system.newToken(system.apiSpaceId, ['messages:send']);
    for (const path of [`/messages/${UNKNOWN_ID}/statuses/read`, '/messages/inbounds', `/messages/inbounds/${UNKNOWN_ID}/statuses/read`]) {
      expect((await system.call('POST', path, {}, { authorization: `Bearer ${token}` })).status).toBe(403);
    }
  });

  it.each<[string, unknown, string[]]>([
    ['seen', {}, ['status']],
    ['processing', {}, ['status']],
    ['read', { timestamp: 'yesterday' }, ['timestamp']],
    ['read', { timestamp: 5, channelStatus: 'x', failureReason: {}, channel: 1 }, ['channel', 'channelStatus', 'failureReason', 'timestamp']],
    ['read', [], ['request']],
  ])('%s with %j is refused: 400 names %j', async (status, body, names) => {
    expect(namesIn(await system.call<Refusal>('POST', `/messages/${UNKNOWN_ID}/statuses/${status}`, body))).toEqual(names);
  });
});
