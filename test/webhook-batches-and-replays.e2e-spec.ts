import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyComapi, verifyStandardWebhooks } from '@app/core';
import { EVENT_NAMES } from '@app/webhooks';
import { type ReceivedCall, waitFor, WebhookReceiver } from './support/servers/index.js';
import { System } from './support/system.js';

interface Envelope {
  eventId: string;
  name: string;
  payload: { id: string };
}
interface Delivery {
  eventId: string;
  name: string;
  state: string;
  attempts: number;
  lastStatus?: number;
  lastError?: string;
}

const OLD_SECRET = 'the-old-secret-0123456789';
const NEW_SECRET = 'the-new-secret-0123456789';
const APOLOGY = 'Something went wrong; please try again later.';
const DELIVERED = [{ type: 'message.delivered' }];

describe('webhooks, their batches, secrets, dead queue and replays', () => {
  let system: System;
  /** A server and a webhook of each test's own. */
  let receiver: WebhookReceiver;
  const receivers: WebhookReceiver[] = [];
  let psid = 7_100_000_000_000_000;

  beforeAll(async () => {
    system = await System.start({ env: { ERROR_MESSAGE_RESPONSE: APOLOGY } });
  }, 60_000);
  afterAll(async () => {
    await Promise.all(receivers.map((each) => each.stop()));
    await system?.stop();
  });
  beforeEach(async () => {
    // The webhooks of the test before take no more events.
    const { body } = await system.call<{ id: string }[]>('GET', '/webhooks');
    for (const { id } of body) await system.call('DELETE', `/webhooks/${id}`);
    receivers.push((receiver = await WebhookReceiver.start()));
  });

  const settings = (extra: object = {}): object => ({ name: 'test', url: receiver.url, secret: OLD_SECRET, subscriptions: DELIVERED, ...extra });
  const subscribe = async (extra: object = {}): Promise<string> => {
    const { status, body } = await system.call<{ id: string }>('POST', '/webhooks', settings(extra));
    expect(status).toBe(201);
    return body.id;
  };
  const sendOne = (): Promise<string> => system.send({ to: { fbMessengerId: String(psid++) }, rules: ['fbMessenger'], body: 'Hello' });
  const sendMany = async (count: number): Promise<string[]> => Promise.all(Array.from({ length: count }, sendOne));
  const deliveries = async (webhookId: string, query = ''): Promise<{ deliveries: Delivery[]; next?: string }> =>
    (await system.call<{ deliveries: Delivery[]; next?: string }>('GET', `/webhooks/${webhookId}/deliveries${query}`)).body;
  const waitForDeliveries = (webhookId: string, state: string, count: number): Promise<Delivery[]> =>
    waitFor(async () => {
      const { deliveries: found } = await deliveries(webhookId, `?state=${state}`);
      return found.length === count ? found : undefined;
    }, { what: `${count} ${state} deliveries`, timeoutMs: 20_000 });
  const replay = async (webhookId: string, body: object): Promise<number> => {
    const answer = await system.call<{ count: number }>('POST', `/webhooks/${webhookId}/replay`, body);
    expect(answer.status).toBe(202);
    return answer.body.count;
  };
  const batchOf = (call: ReceivedCall): Envelope[] => call.body as Envelope[];

  it('lists the events that there are, with schemas when asked, and templates that a webhook takes as they are', async () => {
    const plain = await system.call<{ type: string; schema?: object }[]>('GET', '/webhooks/availableevents');
    expect(plain.body.map(({ type }) => type)).toEqual([...EVENT_NAMES]);
    expect(plain.body.every((event) => event.schema === undefined)).toBe(true);
    expect(plain.body).toContainEqual({ type: 'message.read', description: expect.any(String), filters: [{ name: 'channel', required: false, description: expect.any(String) }] });
    const full = await system.call<{ type: string; schema: { properties: { name: object } } }[]>('GET', '/webhooks/availableevents?includeSchemas=true');
    for (const { type, schema } of full.body) expect(schema.properties.name).toEqual({ const: type });
    const templates = await system.call<{ name: string; events: string[]; subscriptions: object[] }[]>('GET', '/webhooks/availabletemplates');
    expect(templates.body.map(({ name }) => name)).toEqual(['Message events', 'Message and Profile events']);
    for (const { events, subscriptions } of templates.body) expect(subscriptions).toEqual(events.map((type) => ({ type })));
    await subscribe({ subscriptions: templates.body[1]!.subscriptions });
    expect((await system.call('GET', '/webhooks/availableevents?includeSchemas=maybe')).body).toMatchObject({ validationFailures: [{ paramName: 'includeSchemas' }] });
  });

  it('shows a deleted webhook only where includeDeleted says so', async () => {
    const id = await subscribe();
    expect((await system.call('DELETE', `/webhooks/${id}`)).status).toBe(204);
    expect((await system.call('GET', `/webhooks/${id}`)).status).toBe(404);
    expect((await system.call('PUT', `/webhooks/${id}`, settings())).status).toBe(404);
    const deleted = await system.call('GET', `/webhooks/${id}?includeDeleted=true`);
    expect(deleted.body).toMatchObject({ id, _deletedOn: expect.any(String) });
    const list = await system.call<{ id: string }[]>('GET', '/webhooks?includeDeleted=true');
    expect(list.body.map((webhook) => webhook.id)).toContain(id);
  });

  it.each([
    [{ batch: 'yes' }, 'batch'],
    [{ maxBatchSize: 0 }, 'maxBatchSize'],
    [{ maxBatchSize: 501 }, 'maxBatchSize'],
    [{ batchTimeout: 61 }, 'batchTimeout'],
    [{ batchTimeout: 1.5 }, 'batchTimeout'],
    [{ secretOverlap: -1 }, 'secretOverlap'],
    [{ secretOverlap: '60' }, 'secretOverlap'],
  ])('refuses a webhook with %j and names the field', async (wrong, paramName) => {
    const { status, body } = await system.call('POST', '/webhooks', settings(wrong));
    expect([status, body]).toEqual([400, { validationFailures: [expect.objectContaining({ paramName })] }]);
  });

  it('ships a full batch long before its time is over, signed as a whole, with no event left out or doubled', async () => {
    await subscribe({ batch: true, maxBatchSize: 5, batchTimeout: 60 });
    const messageIds = await sendMany(10);
    const calls = await receiver.received(2, { timeoutMs: 20_000 });
    for (const call of calls) {
      expect(batchOf(call)).toHaveLength(5);
      expect(call.headers['webhook-id']).toBe(batchOf(call)[0]!.eventId);
      expect(verifyComapi(call.rawBody, OLD_SECRET, call.headers['x-comapi-signature'])).toBe(true);
      expect(verifyStandardWebhooks({ headers: call.headers, body: call.rawBody }, OLD_SECRET, Date.now() / 1_000)).toBe(true);
    }
    expect(calls.flatMap(batchOf).map(({ payload }) => payload.id).toSorted()).toEqual(messageIds.toSorted());
  });

  it('ships what there is, as an array, when the time of a batch is over', async () => {
    const id = await subscribe({ batch: true, maxBatchSize: 500, batchTimeout: 2 });
    const messageIds = await sendMany(3);
    await waitFor(() => receiver.calls.flatMap(batchOf).length >= 3, { what: 'three events', timeoutMs: 20_000 });
    expect(receiver.calls.flatMap(batchOf).map(({ payload }) => payload.id).toSorted()).toEqual(messageIds.toSorted());
    expect((await waitForDeliveries(id, 'delivered', 3)).map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
  });

  it('records each event of a batch that was refused, and brings them again together', async () => {
    receiver.answersInTurn({ status: 503 }, { status: 200 });
    const id = await subscribe({ batch: true, maxBatchSize: 4, batchTimeout: 60 });
    await sendMany(4);
    const [first, second] = await receiver.received(2, { timeoutMs: 20_000 });
    const ids = (call: ReceivedCall): string[] => batchOf(call).map(({ eventId }) => eventId);
    expect(ids(second!)).toEqual(ids(first!));
    expect((await waitForDeliveries(id, 'delivered', 4)).map(({ attempts }) => attempts)).toEqual([2, 2, 2, 2]);
  });

  it('signs with both secrets after a rotation, and with the new one alone when the overlap is over', async () => {
    const id = await subscribe();
    const signedBy = async (): Promise<[standard: boolean[], comapi: boolean[]]> => {
      const before = receiver.calls.length;
      await sendOne();
      const { headers, rawBody: body } = (await receiver.received(before + 1))[before]!;
      const secrets = [OLD_SECRET, NEW_SECRET];
      return [
        secrets.map((secret) => verifyStandardWebhooks({ headers, body }, secret, Date.now() / 1_000)),
        secrets.map((secret) => verifyComapi(body, secret, headers['x-comapi-signature'])),
      ];
    };
    const put = await system.call('PUT', `/webhooks/${id}`, settings({ secret: NEW_SECRET, secretOverlap: 6 }));
    expect(put.body).toMatchObject({ oldSecretUntil: expect.any(String) });
    expect(JSON.stringify(put.body)).not.toContain('secret-0123456789');
    // The worker looks at a webhook anew every two seconds.
    expect(await signedBy()).toEqual([[true, true], [false, true]]);
    await waitFor(async () => (await signedBy())[0][0] === false, { what: 'the old secret to be out', timeoutMs: 20_000, pollMs: 500 });
    expect(await signedBy()).toEqual([[false, true], [false, true]]);
    expect((await system.call('GET', `/webhooks/${id}`)).body).not.toHaveProperty('oldSecretUntil');
  });

  it('keeps what was refused in the dead queue, page by page, and brings it again with the same ids', async () => {
    receiver.answers({ status: 400 });
    const id = await subscribe();
    await sendMany(3);
    const dead = await waitForDeliveries(id, 'dead', 3);
    expect(dead[0]).toMatchObject({ name: 'message.delivered', state: 'dead', attempts: 1, lastStatus: 400, lastError: 'The receiver answered 400.' });
    const first = await deliveries(id, '?state=dead&limit=2');
    const rest = await deliveries(id, `?state=dead&limit=2&after=${first.next}`);
    expect([...first.deliveries, ...rest.deliveries]).toEqual(dead);
    expect(rest).not.toHaveProperty('next');
    receiver.answers({ status: 200 });
    expect(await replay(id, { types: ['message.read'] })).toBe(0);
    expect(await replay(id, { filters: [{ name: 'channel', value: 'sms' }] })).toBe(0);
    expect(await replay(id, {})).toBe(3);
    const again = (await receiver.received(6)).slice(3).map((call) => (call.body as Envelope).eventId);
    expect(again.toSorted()).toEqual(dead.map(({ eventId }) => eventId).toSorted());
    await waitForDeliveries(id, 'delivered', 3);
    expect((await deliveries(id, '?state=dead')).deliveries).toEqual([]);
  });

  it('delivers the events of a span of time again, also to a webhook that is younger than they are', async () => {
    const from = new Date().toISOString();
    const original = await subscribe();
    const messageIds = await sendMany(2);
    const eventIds = (await receiver.received(2)).map((call) => (call.body as Envelope).eventId);
    await waitForDeliveries(original, 'delivered', 2);
    const to = new Date().toISOString();
    expect(await replay(original, { state: 'all', from, to, filters: [{ name: 'channel', value: 'fbMessenger' }] })).toBe(2);
    const again = (await receiver.received(4)).slice(2).map((call) => (call.body as Envelope).eventId);
    expect(again.toSorted()).toEqual(eventIds.toSorted());
    const younger = await subscribe({ subscriptions: [{ type: 'message.sent' }] });
    expect(await replay(younger, { state: 'all', from, to })).toBe(2);
    const sent = await receiver.received(2, { where: (call) => (call.body as Envelope).name === 'message.sent' });
    expect(sent.map((call) => (call.body as Envelope).payload.id).toSorted()).toEqual(messageIds.toSorted());
    expect(await replay(younger, { state: 'all', from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' })).toBe(0);
  });

  it.each([
    [{ state: 'all' }, 'from'],
    [{ state: 'all', from: '2026-01-01T00:00:00Z', to: '2026-01-09T00:00:00Z' }, 'from'],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 'to'],
    [{ from: '2026-W01' }, 'from'],
    [{ to: 17 }, 'to'],
    [{ state: 'delivered' }, 'state'],
    [{ types: ['message.unknown'] }, 'types'],
    [{ filters: [{ name: 'colour', value: 'red' }] }, 'filters[0].name'],
  ])('refuses the replay %j and names the field', async (wrong, paramName) => {
    const id = await subscribe();
    const { status, body } = await system.call('POST', `/webhooks/${id}/replay`, wrong);
    expect([status, body]).toEqual([400, { validationFailures: [expect.objectContaining({ paramName })] }]);
  });

  it.each(['state=gone', 'limit=0', 'limit=201', 'after=x'])('refuses to list deliveries by %s', async (query) => {
    const id = await subscribe();
    const { status, body } = await system.call('GET', `/webhooks/${id}/deliveries?${query}`);
    expect([status, body]).toEqual([400, { validationFailures: [expect.objectContaining({ paramName: query.split('=')[0] })] }]);
  });

  it('shows how far a webhook is behind, and why it was switched off; a PUT switches it on again', async () => {
    receiver.answers({ status: 500 });
    const id = await subscribe();
    await sendOne();
    await waitFor(async () => (await deliveries(id, '?state=pending')).deliveries[0]?.lastStatus === 500, { what: 'a failed try' });
    expect((await system.call('GET', `/webhooks/${id}`)).body).toMatchObject({ lag: { seconds: expect.any(Number), oldestDueOn: expect.any(String) } });
    receiver.answers({ status: 410 });
    await waitForDeliveries(id, 'dead', 1);
    const off = (await system.call<{ disabledReason: string }>('GET', `/webhooks/${id}`)).body;
    expect(off).toMatchObject({ disabledReason: 'The receiver answered 410 Gone.', lag: { seconds: 0 } });
    expect((await system.call('POST', `/webhooks/${id}/replay`, {})).status).toBe(409);
    receiver.answers({ status: 200 });
    expect((await system.call('PUT', `/webhooks/${id}`, settings())).body).not.toHaveProperty('disabledReason');
    expect(await replay(id, {})).toBe(1);
    await waitForDeliveries(id, 'delivered', 1);
  });

  it('brings a test event, signed, and says what the receiver answered; nothing is recorded', async () => {
    receiver.answersInTurn({ status: 204 }, { status: 500 });
    const id = await subscribe();
    expect((await system.call('POST', `/webhooks/${id}/test`)).body).toEqual({ delivered: true, status: 204 });
    expect((await system.call('POST', `/webhooks/${id}/test`)).body).toEqual({ delivered: false, status: 500, error: 'The receiver answered 500.' });
    const [call] = await receiver.received(2);
    expect(call!.body).toMatchObject({ name: 'webhook.test', apiSpaceId: system.apiSpaceId });
    expect(verifyComapi(call!.rawBody, OLD_SECRET, call!.headers['x-comapi-signature'])).toBe(true);
    expect((await deliveries(id)).deliveries).toEqual([]);
  });

  it('keeps a webhook of another space to itself, and a token to its permissions', async () => {
    const id = await subscribe();
    const [otherSpace, otherToken] = await system.newSpace();
    const reader = await system.newToken(system.apiSpaceId, ['webhooks:read']);
    const as = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
    const statusOf = async (method: string, space: string, path: string, token: string): Promise<number> =>
      (await fetch(`${system.gatewayUrl}/apispaces/${space}/webhooks/${path}`, { method, headers: as(token) })).status;
    expect(await statusOf('GET', otherSpace, `${id}/deliveries`, otherToken)).toBe(404);
    expect(await statusOf('POST', otherSpace, `${id}/replay`, otherToken)).toBe(404);
    expect(await statusOf('POST', otherSpace, `${id}/test`, otherToken)).toBe(404);
    expect(await statusOf('GET', system.apiSpaceId, `${id}/deliveries`, reader)).toBe(200);
    expect(await statusOf('POST', system.apiSpaceId, `${id}/replay`, reader)).toBe(403);
  }, 60_000);

  describe('a message that the business refuses', () => {
    const INBOUND = [{ type: 'message.inbound' }];
    const write = async (): Promise<string> => {
      const person = String(psid++);
      await system.simulate('POST', 'inbound', { psid: person, text: 'Is anybody there?' });
      return person;
    };
    const answersTo = async (person: string): Promise<number> =>
      (await system.simulate<{ count: number }>('GET', `messages?recipient=${person}`)).count;

    it('is answered with ERROR_MESSAGE_RESPONSE, once, also when it is refused again in a replay', async () => {
      receiver.answers({ status: 400 });
      const id = await subscribe({ subscriptions: INBOUND });
      const person = await write();
      await waitFor(async () => (await answersTo(person)) === 1, { what: 'the answer' });
      const { messages } = await system.simulate<{ messages: { payload: object }[] }>('GET', `messages?recipient=${person}`);
      expect(messages[0]!.payload).toMatchObject({ messaging_type: 'RESPONSE', message: { text: APOLOGY } });
      expect(await replay(id, {})).toBe(1);
      await receiver.received(2);
      await waitForDeliveries(id, 'dead', 1);
      // Whatever the replay set off was sent before this second person's answer.
      const second = await write();
      await waitFor(async () => (await answersTo(second)) === 1, { what: 'the second answer' });
      expect(await answersTo(person)).toBe(1);
    });

    it('is not answered when another webhook of the space takes it', async () => {
      const taker = await WebhookReceiver.start();
      receivers.push(taker);
      receiver.answers({ status: 401 });
      const refusing = await subscribe({ subscriptions: INBOUND });
      const taking = await subscribe({ subscriptions: INBOUND, url: taker.url });
      const person = await write();
      await taker.received(1);
      await waitForDeliveries(refusing, 'dead', 1);
      await waitForDeliveries(taking, 'delivered', 1);
      expect((await system.call('DELETE', `/webhooks/${taking}`)).status).toBe(204);
      const second = await write();
      await waitFor(async () => (await answersTo(second)) === 1, { what: 'the answer to one that nobody takes' });
      expect(await answersTo(person)).toBe(0);
    });
  });
});
