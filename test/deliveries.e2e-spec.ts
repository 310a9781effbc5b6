import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { type ReceivedCall, waitFor, WebhookReceiver } from './support/servers/index.js';
import { System } from './support/system.js';

interface Page {
  deliveries: { eventId: string; state: string; attempts: number; lastStatus?: number }[];
  next?: string;
}
interface Envelope {
  eventId: string;
}

/** More than one call looks at in its 25 ms. */
const MANY_EVENTS = 300_000;
const BATCH_SIZE = 5;

describe('deliveries', () => {
  let system: System;
  let receiver: WebhookReceiver;
  const receivers: WebhookReceiver[] = [];
  let psid = 7_200_000_000_000_000;

  beforeAll(async () => {
    system = await System.start();
  }, 60_000);
  afterAll(async () => {
    await Promise.all(receivers.map((each) => each.stop()));
    await system?.stop();
  });
  beforeEach(async () => {
    const { body } = await system.call<{ id: string }[]>('GET', '/webhooks');
    for (const { id } of body) await system.call('DELETE', `/webhooks/${id}`);
    receivers.push((receiver = await WebhookReceiver.start()));
  });

  const settings = (extra: object = {}): object => ({ name: 'test', url: receiver.url, subscriptions: [{ type: 'message.delivered' }], ...extra });
  const subscribe = async (extra: object = {}): Promise<string> => (await system.call<{ id: string }>('POST', '/webhooks', settings(extra))).body.id;
  const sendMany = (count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, () => system.send({ to: { fbMessengerId: String(psid++) }, rules: ['fbMessenger'], body: 'Hello' })));
  const page = async (id: string, query: string): Promise<Page> => (await system.call<Page>('GET', `/webhooks/${id}/deliveries?${query}`)).body;
  const waitForDelivered = (id: string, count: number): Promise<Page> =>
    waitFor(async () => {
      const found = await page(id, 'state=delivered&limit=200');
      return found.deliveries.length === count ? found : undefined;
    }, { what: `${count} deliveries`, timeoutMs: 25_000 });
  const eventsOf = (calls: readonly ReceivedCall[]): string[] => calls.flatMap(({ body }) => (body as Envelope[] | Envelope)).map(({ eventId }) => eventId);

  it('are listed page by page without a slow call, however many events of others lie between them', async () => {
    const id = await subscribe();
    await sendMany(1);
    const [told] = (await waitForDelivered(id, 1)).deliveries;
    await system.database.query(
      `insert into event (id, api_space_id, name, entity_id, revision, payload, created_at)
       select ('ff' || substr(md5(number::text), 3))::uuid, $1, 'profile.update', 'p', 1, '{}', now() from generate_series(1, ${MANY_EVENTS}) number`,
      [system.apiSpaceId],
    );
    const first = await page(id, 'limit=10');
    expect([first.deliveries, first.next]).toEqual([[], expect.any(String)]);
    const found: string[] = [];
    for (let next = first.next; next !== undefined; ) {
      const { deliveries, next: after } = await page(id, `limit=10&after=${next}`);
      found.push(...deliveries.map(({ eventId }) => eventId));
      next = after;
    }
    expect(found).toEqual([told!.eventId]);
    await system.database.query(`delete from event where id > 'ff000000-0000-0000-0000-000000000000'`);
  });

  it('of an event that was erased while a replay wrote them are deleted', async () => {
    const id = await subscribe();
    const eventId = uuidv7();
    await system.database.query('insert into delivery (event_id, webhook_id, due_at) values ($1, $2, now())', [eventId, id]);
    await waitFor(async () => (await system.database.query('select from delivery where event_id = $1', [eventId])).length === 0, { what: 'no such delivery' });
  });

  it('that wait when the webhook stops taking arrays go out as single events, each once', async () => {
    receiver.answers(({ body }) => (Array.isArray(body) ? { delayMs: 4_000 } : {}));
    const id = await subscribe({ batch: true, maxBatchSize: BATCH_SIZE, batchTimeout: 1 });
    const waiting = 6 * BATCH_SIZE;
    await sendMany(waiting);
    await receiver.received(1, { timeoutMs: 20_000 });
    const arrays = receiver.calls.length;
    expect((await system.call('PUT', `/webhooks/${id}`, settings({ batch: false }))).status).toBe(200);
    await waitForDelivered(id, waiting);
    const events = eventsOf(receiver.calls);
    expect([events.length, new Set(events).size]).toEqual([waiting, waiting]);
    expect(receiver.calls.filter(({ body }) => !Array.isArray(body)).length).toBeGreaterThan(0);
    expect(arrays).toBeGreaterThan(0);
  }, 60_000);

  it('of many webhooks with arrays all go out, a few webhooks in each look', async () => {
    const webhooks = await Promise.all(Array.from({ length: 25 }, () => subscribe({ batch: true, maxBatchSize: 500, batchTimeout: 1 })));
    await sendMany(2);
    await receiver.received(webhooks.length, { timeoutMs: 20_000 });
    for (const id of webhooks) await waitForDelivered(id, 2);
  }, 60_000);

  describe('to a receiver that begins to answer and does not end', () => {
    let server: Server;
    let calls = 0;

    beforeAll(async () => {
      server = createServer((request, response) => {
        calls++;
        request.resume().on('end', () => response.writeHead(200, { 'content-length': '100' }).write('I have it.'));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });

    it('are delivered: its status is the answer', async () => {
      const id = await subscribe({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      await sendMany(1);
      const { deliveries } = await waitForDelivered(id, 1);
      expect(deliveries).toEqual([expect.objectContaining({ lastStatus: 200, attempts: 1 })]);
      expect(calls).toBe(1);
    }, 60_000);
  });
});
