import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVENT_NAMES } from '@app/webhooks';
import { System } from './support/system.js';

interface Webhook {
  id: string;
  subscriptions: { type: string }[];
}

/** The templates as the vendor writes them (contract §3.3). */
const MESSAGE_EVENTS = ['message.sent', 'message.delivered', 'message.read', 'message.expired', 'message.failed', 'message.inbound'];
const PROFILE_EVENTS = ['profile.create', 'profile.update', 'profile.delete', 'profile.undelete', 'profile.devicesUpdated'];
/** What else the vendor has, and this gateway has not. */
const OTHERS = [
  'message.sentRequest', 'complaint.received', 'conversation.update', 'conversation.delete', 'conversation.undelete', 'conversation.participantAdded',
  'conversation.participantRemoved', 'conversation.participantTyping', 'conversation.participantTypingOff', 'conversationMessage.sent',
  'conversationMessage.delivered', 'conversationMessage.read', 'chat.create', 'chat.channelUpdated', 'chat.closed', 'chat.delete', 'chatMessage.sent',
];

let system: System;
beforeAll(async () => {
  // Events of profiles are told by the gateway itself.
  system = await System.start({ workers: 0 });
}, 60_000);
afterAll(() => system?.stop());

const of = (names: readonly string[]): { type: string }[] => names.map((type) => ({ type }));

async function create(subscriptions: object[]): Promise<{ status: number; body: Webhook }> {
  return system.call<Webhook>('POST', '/webhooks', { name: 'moved here', url: system.receiver.url, subscriptions });
}

describe('a subscription', () => {
  it.each([
    ['the vendor’s template “Message events”', MESSAGE_EVENTS],
    ['the vendor’s template “Message and Profile events”', [...MESSAGE_EVENTS, ...PROFILE_EVENTS]],
    ['events of the vendor’s that are never told', OTHERS],
  ])('to %s is taken, stored and shown', async (_, names) => {
    const { status, body } = await create(of(names));
    expect({ status, subscriptions: body.subscriptions }).toEqual({ status: 201, subscriptions: of(names) });
    expect((await system.call<Webhook>('GET', `/webhooks/${body.id}`)).body.subscriptions).toEqual(of(names));
    await system.call('DELETE', `/webhooks/${body.id}`);
  });

  it.each(['conversation', 'conversation.*', 'chat.update', 'Message.sent', 'message.lost', 'toString', ''])('to %j, which is in no list, is a 400', async (type) => {
    expect(await create(of([...MESSAGE_EVENTS, type]))).toMatchObject({ status: 400, body: { validationFailures: [{ paramName: 'subscriptions[6].type' }] } });
  });

  it('to events that are never told gets nothing, and takes nothing from the others', async () => {
    const silent = await create(of(OTHERS));
    const told = await create(of(['profile.devicesUpdated', 'profile.create']));
    await system.call('POST', '/profiles', { id: 'joe' });
    await system.receiver.received(1, { where: ({ body }) => (body as { name: string }).name === 'profile.create' });
    const rows = await system.database.query<{ id: string }>('select webhook_id as id from delivery');
    expect(rows).toEqual([{ id: told.body.id }]);
    for (const { body } of [silent, told]) await system.call('DELETE', `/webhooks/${body.id}`);
  });

  it('is offered only to events that are told', async () => {
    const { body } = await system.call<{ type: string }[]>('GET', '/webhooks/availableevents');
    expect(body.map(({ type }) => type)).toEqual([...EVENT_NAMES]);
    expect(body.filter(({ type }) => [...OTHERS, 'profile.devicesUpdated'].includes(type))).toEqual([]);
  });
});

describe('the list of webhooks', () => {
  it('comes in pages where asked, each naming the next, and whole where not', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.push((await create([])).body.id);
    await system.call('DELETE', `/webhooks/${ids[4]}`);

    const whole = await system.call<Webhook[]>('GET', '/webhooks');
    expect(whole.body.map(({ id }) => id)).toEqual(ids.slice(0, 4));
    expect(whole.headers.get('link')).toBeNull();

    const pages: string[][] = [];
    for (let query: string | undefined = '?limit=2'; query !== undefined && pages.length < 9; ) {
      const { body, headers }: { body: Webhook[]; headers: Headers } = await system.call<Webhook[]>('GET', `/webhooks${query}`);
      pages.push(body.map(({ id }) => id));
      query = /^<(\?[^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4)]);

    const deletedToo = await system.call<Webhook[]>('GET', `/webhooks?includeDeleted=true&limit=1&after=${ids[2]}`);
    expect(deletedToo.body.map(({ id }) => id)).toEqual([ids[3]]);
    expect(deletedToo.headers.get('link')).toBe(`<?limit=1&after=${ids[3]}&includeDeleted=true>; rel="next"`);
  });

  it.each(['limit=0', 'limit=1001', 'limit=x', 'limit=1&limit=2', 'after=x'])('with %s is a 400', async (query) => {
    const paramName = query.split('=')[0];
    expect(await system.call('GET', `/webhooks?${query}`)).toMatchObject({ status: 400, body: { validationFailures: [{ paramName }] } });
  });
});

describe('the webhooks of an apiSpace', () => {
  it('are a hundred at most: one more is a 409, until one is deleted', async () => {
    const [apiSpaceId, token] = await system.newSpace();
    const made: { status: number; body: Webhook }[] = [];
    const callOf = async (method: string, path: string, body?: object): Promise<{ status: number; body: Webhook }> => {
      const answer = await fetch(`${system.gatewayUrl}/apispaces/${apiSpaceId}${path}`, {
        method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: answer.status, body: (answer.status === 204 ? {} : await answer.json()) as Webhook };
    };
    const post = (): ReturnType<typeof callOf> => callOf('POST', '/webhooks', { name: 'one of many', url: system.receiver.url });
    for (let count = 0; count < 100; count++) made.push(await post());
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await post()).toMatchObject({ status: 409, body: { code: 'conflict' } });
    await callOf('DELETE', `/webhooks/${made[0]!.body.id}`);
    expect((await post()).status).toBe(201);
    // Also when many come at the same moment.
    for (const { body } of made.slice(1, 51)) await callOf('DELETE', `/webhooks/${body.id}`);
    const together = await Promise.all(Array.from({ length: 100 }, post));
    expect(together.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(50);
  });
});
