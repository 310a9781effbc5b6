import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ReceivedCall, waitFor, WebhookReceiver } from './support/servers/index.js';
import { newPsid } from './support/simulated-sends.js';
import { System } from './support/system.js';

const SECRET = 'test-secret-0123456789';
const FIRST_RETRY_MS = 5_000;

let system: System;
const receivers: WebhookReceiver[] = [];
beforeAll(async () => {
  system = await System.start();
}, 60_000);
afterAll(async () => {
  await system?.stop();
  await Promise.all(receivers.map((receiver) => receiver.stop()));
});

interface Envelope {
  eventId: string;
  name: string;
  revision: number;
  timestamp: string;
  payload: { id: string; details: { channel: string } };
}

async function newReceiver(): Promise<WebhookReceiver> {
  const receiver = await WebhookReceiver.start();
  receivers.push(receiver);
  return receiver;
}

/** A customer's server with a webhook of its own. */
async function newWebhook(settings: object = {}): Promise<{ receiver: WebhookReceiver; id: string; etag: string }> {
  const receiver = await newReceiver();
  const { status, body, headers } = await system.call<{ id: string }>('POST', '/webhooks', { name: 'test', url: receiver.url, secret: SECRET, ...settings });
  expect(status).toBe(201);
  return { receiver, id: body.id, etag: headers.get('etag')! };
}

/** Makes one event, `message.sent`, on the dummy channel. */
async function makeEvent(): Promise<string> {
  const messageId = await system.send({ to: { dummyId: 'd' }, rules: ['dummy'], body: 'Hello' });
  await system.messageWith(messageId, 'sent');
  return messageId;
}

function of(messageId: string): (call: ReceivedCall) => boolean {
  return ({ body }) => (body as Envelope).payload.id === messageId;
}

interface DeliveryRow {
  state: string;
  attempts: number;
  lastStatus: number | null;
}

async function deliveryTo(webhookId: string): Promise<DeliveryRow | undefined> {
  const rows = await system.database.query<DeliveryRow & { [name: string]: unknown }>(
    'select state, attempts, last_status as "lastStatus" from delivery where webhook_id = $1 order by event_id limit 1', [webhookId]);
  return rows[0];
}

/** The delivery once it was tried as often. */
async function triedDelivery(webhookId: string, attempts = 1): Promise<DeliveryRow> {
  return waitFor(async () => {
    const delivery = await deliveryTo(webhookId);
    return delivery && delivery.attempts >= attempts ? delivery : undefined;
  }, { what: `${attempts} tries of a delivery` });
}

describe('the API of webhooks', () => {
  const SHOWN = { name: 'orders', url: 'https://hooks.example.com/in?a=b', subscriptions: [{ type: 'message.sent', filters: [{ name: 'channel', value: 'sms' }] }, { type: 'message.inbound' }] };

  it('creates, shows, lists, replaces and deletes, and never shows the secret', async () => {
    const created = await system.call<{ id: string }>('POST', '/webhooks', { ...SHOWN, secret: SECRET });
    expect({ status: created.status, etag: created.headers.get('etag') }).toEqual({ status: 201, etag: '"0"' });
    expect(created.body).toMatchObject({ ...SHOWN, id: expect.any(String), _createdOn: expect.any(String), _createdBy: expect.stringMatching(/^access:/) });
    const url = `/webhooks/${created.body.id}`;
    const read = await system.call('GET', url);
    expect(read.body).toEqual({ ...created.body, lag: { seconds: 0 } });
    expect(new Date(read.headers.get('last-modified')!).getTime()).toBeGreaterThan(0);
    const list = await system.call<object[]>('GET', '/webhooks');
    expect(list.body).toContainEqual(created.body);
    const replaced = await system.call('PUT', url, { name: 'new', url: 'https://hooks.example.com/new' });
    expect({ status: replaced.status, etag: replaced.headers.get('etag') }).toEqual({ status: 200, etag: '"1"' });
    expect(replaced.body).toMatchObject({ name: 'new', url: 'https://hooks.example.com/new', subscriptions: [] });
    expect(JSON.stringify([created.body, read.body, list.body, replaced.body])).not.toContain(SECRET);
    expect((await system.call('DELETE', url)).status).toBe(204);
    expect((await system.call('GET', url)).status).toBe(404);
    expect((await system.call('PUT', url, SHOWN)).status).toBe(404);
    expect((await system.call('DELETE', url)).status).toBe(404);
  });

  it('refuses a change with a stale If-Match by 412, and takes one with the right one', async () => {
    const { body } = await system.call<{ id: string }>('POST', '/webhooks', SHOWN);
    const url = `/webhooks/${body.id}`;
    expect((await system.call('PUT', url, { ...SHOWN, name: 'two' }, { 'if-match': '"0"' })).status).toBe(200);
    for (const stale of ['"0"', '"7"', 'rubbish', '"-1"']) {
      expect((await system.call('PUT', url, { ...SHOWN, name: 'three' }, { 'if-match': stale })).status).toBe(412);
      expect((await system.call('DELETE', url, undefined, { 'if-match': stale })).status).toBe(412);
    }
    expect((await system.call('GET', url)).body).toMatchObject({ name: 'two' });
    expect((await system.call('DELETE', url, undefined, { 'if-match': '"1"' })).status).toBe(204);
  });

  it('of one apiSpace knows nothing of another’s', async () => {
    const { body } = await system.call<{ id: string }>('POST', '/webhooks', SHOWN);
    const [space, token] = await system.newSpace();
    const there = (method: string, path: string): Promise<Response> => fetch(`${system.gatewayUrl}/apispaces/${space}/webhooks${path}`, { method, headers: { authorization: `Bearer ${token}` } });
    expect((await there('GET', `/${body.id}`)).status).toBe(404);
    expect((await there('DELETE', `/${body.id}`)).status).toBe(404);
    expect(await (await there('GET', '')).json()).toEqual([]);
    await system.call('DELETE', `/webhooks/${body.id}`);
  }, 60_000);
});

describe('a delivery', () => {
  it('is one envelope, signed in Comapi’s way and by Standard Webhooks', async () => {
    const { receiver } = await newWebhook();
    const messageId = await makeEvent();
    const [call] = await receiver.received(1, { where: of(messageId) });
    const { headers, rawBody } = call!;
    const event = call!.body as Envelope;
    expect(event).toEqual({
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/), accountId: expect.any(Number), apiSpaceId: system.apiSpaceId, name: 'message.sent',
      payload: expect.objectContaining({ id: messageId, messageId, details: expect.objectContaining({ channel: 'dummy', channelStatus: { dummy: expect.objectContaining({ status: 'sent' }) } }) }),
      revision: expect.any(Number), etag: expect.stringMatching(/^".+"$/), timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\.\d{3}Z$/),
    });
    expect(headers['content-type']).toContain('application/json');
    expect(headers['x-comapi-signature']).toBe(createHmac('sha1', SECRET).update(rawBody).digest('hex'));
    expect(headers['webhook-id']).toBe(event.eventId);
    expect(Math.abs(Date.now() / 1_000 - Number(headers['webhook-timestamp']))).toBeLessThan(30);
    const signed = createHmac('sha256', SECRET).update(`${event.eventId}.${headers['webhook-timestamp']}.`).update(rawBody).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signed}`);
  });

  it('is made only for the events and channels that the webhook subscribes to', async () => {
    const onlySent = await newWebhook({ subscriptions: [{ type: 'message.sent', filters: [{ name: 'channel', value: 'fbMessenger' }] }] });
    const onlyDelivered = await newWebhook({ subscriptions: [{ type: 'message.delivered' }] });
    const onDummy = await makeEvent();
    const onMessenger = await system.send({ to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: 'Hello' });
    await onlyDelivered.receiver.received(1, { where: of(onMessenger) });
    await onlySent.receiver.received(1, { where: of(onMessenger) });
    const told = ({ receiver }: { receiver: WebhookReceiver }): string[] => receiver.calls.map(({ body }) => `${(body as Envelope).name} ${(body as Envelope).payload.id}`);
    expect(told(onlySent)).toEqual([`message.sent ${onMessenger}`]);
    expect(told(onlyDelivered)).toEqual([`message.delivered ${onMessenger}`]);
    expect(onDummy).not.toBe(onMessenger);
  });

  it.each([400, 401])('that is answered %d is not tried again, and lies in the dead queue', async (status) => {
    const { receiver, id } = await newWebhook();
    receiver.answers({ status });
    await makeEvent();
    expect(await triedDelivery(id)).toEqual({ state: 'dead', attempts: 1, lastStatus: status });
    expect(receiver.calls).toHaveLength(1);
    await system.call('DELETE', `/webhooks/${id}`);
  });

  it('that is answered 500, or cut off, is tried again after some 5 s with the same event id', async () => {
    const failing = await newWebhook();
    failing.receiver.answersInTurn({ status: 500 }, { status: 204 });
    const cutting = await newWebhook();
    cutting.receiver.answersInTurn({ hangUp: true }, { status: 204 });
    await makeEvent();
    for (const { receiver, id } of [failing, cutting]) {
      const [first, second] = await receiver.received(2, { timeoutMs: 20_000 });
      const pauseMs = second!.receivedAt.getTime() - first!.receivedAt.getTime();
      expect(pauseMs).toBeGreaterThanOrEqual(FIRST_RETRY_MS - 100);
      expect(pauseMs).toBeLessThan(2 * FIRST_RETRY_MS);
      expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
      expect(second!.rawBody.equals(first!.rawBody)).toBe(true);
      expect(await triedDelivery(id, 2)).toMatchObject({ state: 'delivered', attempts: 2 });
      await system.call('DELETE', `/webhooks/${id}`);
    }
  });

  it('that is answered 410 switches the webhook off until it is set anew', async () => {
    const { receiver, id } = await newWebhook();
    receiver.answers({ status: 410 });
    await makeEvent();
    expect(await triedDelivery(id)).toMatchObject({ state: 'dead', lastStatus: 410 });
    expect((await system.call('GET', `/webhooks/${id}`)).body).toMatchObject({ disabledReason: expect.stringContaining('410') });
    await makeEvent();
    expect(receiver.calls).toHaveLength(1);
    receiver.answers({ status: 200 });
    expect((await system.call('PUT', `/webhooks/${id}`, { name: 'on again', url: receiver.url })).body).not.toHaveProperty('disabledReason');
    const messageId = await makeEvent();
    await receiver.received(1, { where: of(messageId) });
  });

  it('that is answered 410 by a server which the webhook has left meanwhile comes to the new one', async () => {
    const { receiver, id } = await newWebhook();
    receiver.answers({ status: 410, delayMs: 1_500 });
    const messageId = await makeEvent();
    await receiver.received(1);
    const next = await newReceiver();
    expect((await system.call('PUT', `/webhooks/${id}`, { name: 'moved', url: next.url })).status).toBe(200);
    await next.received(1, { where: of(messageId), timeoutMs: 25_000 });
    expect((await system.call('GET', `/webhooks/${id}`)).body).not.toHaveProperty('disabledReason');
    await system.call('DELETE', `/webhooks/${id}`);
  });

  it('that is redirected is not followed', async () => {
    const elsewhere = await newReceiver();
    const { receiver, id } = await newWebhook();
    receiver.answers({ status: 302, headers: { location: elsewhere.url } });
    await makeEvent();
    expect(await triedDelivery(id)).toMatchObject({ state: 'pending', lastStatus: 302 });
    expect(elsewhere.calls).toEqual([]);
    await system.call('DELETE', `/webhooks/${id}`);
  });

  it('to a webhook that is deleted is not made any more', async () => {
    const { receiver, id } = await newWebhook();
    await system.call('DELETE', `/webhooks/${id}`);
    const other = await newWebhook();
    const messageId = await makeEvent();
    await other.receiver.received(1, { where: of(messageId) });
    expect(receiver.calls).toEqual([]);
  });

  it('to a receiver that hangs delays none to the others', async () => {
    const [hanging, working] = [await newWebhook(), await newWebhook()];
    hanging.receiver.answers({ delayMs: 60_000 });
    const messages = 60;
    const batch = Array.from({ length: messages }, () => ({ to: { dummyId: 'd' }, rules: ['dummy'], body: 'Hello' }));
    const { body } = await system.call<{ messageId: string }[]>('POST', '/messages/batch', batch);
    const ids = new Set(body.map(({ messageId }) => messageId));
    await hanging.receiver.received(1);
    // Well below the 10 s that the hanging one has.
    await working.receiver.received(messages, { where: (call) => ids.has((call.body as Envelope).payload.id), timeoutMs: 8_000 });
    const next = await makeEvent();
    await working.receiver.received(1, { where: of(next), timeoutMs: 5_000 });
    await system.call('DELETE', `/webhooks/${hanging.id}`);
  });
});
