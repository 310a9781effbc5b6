import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from './support/servers/index.js';
import { PAGE_ID, System } from './support/system.js';

interface Event {
  name: string;
  payload: Record<string, unknown> & { id?: string; profileId?: string; from?: { profileId: string } };
}

describe('the Facebook metadata service', () => {
  let system: System;
  let othersToken: string;
  beforeAll(async () => {
    system = await System.start();
    await system.subscribe();
    [, othersToken] = await system.newSpace();
  }, 60_000);
  afterAll(() => system?.stop());

  const stateFor = async (body: object): Promise<string> => (await system.call<string>('POST', '/channels/facebook/state', body)).body;
  const told = (psid: string, name: string): Event[] =>
    system.receiver.calls.map((call) => call.body as Event).filter((event) => event.name === name && JSON.stringify(event.payload).includes(`"${psid}"`));
  const firstTold = async (psid: string, name: string): Promise<Event> => {
    await system.receiver.received(1, { where: (call) => told(psid, name).some((event) => event === call.body), timeoutMs: 15_000 });
    return told(psid, name)[0]!;
  };
  /** The people that the database finds under a Messenger id. */
  const holders = async (psid: string): Promise<string[]> =>
    (await system.database.query<{ id: string }>(`select profile_id as id from profile_address where field = 'fbMessengerId' and address = $1 order by 1`, [psid])).map(({ id }) => id);

  it('gives one JSON string of at most 250 characters that shows nothing', async () => {
    const { status, body, headers } = await system.call('POST', '/channels/facebook/state', { profileId: 'joe@acme.com' });
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: expect.stringContaining('json') });
    expect(body).toMatch(/^[\w-]{50,250}$/);
    const cpaas = await fetch(`${system.gatewayUrl}/cpaas/channels/facebook/state?apiSpaceId=${system.apiSpaceId}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' },
      body: '{"profileId":"joe@acme.com"}',
    });
    expect(await cpaas.json()).toMatch(/^[\w-]{50,250}$/);
  });

  it.each<[unknown, string]>([
    [{}, 'profileId'],
    [{ profileId: 5 }, 'profileId'],
    [{ profileId: ' ' }, 'profileId'],
    [{ profileId: 'x'.repeat(200) }, 'profileId'],
    [{ profileId: 'x', note: 'y'.repeat(200) }, 'request'],
    [{ profileId: 'x', _createdOn: 'y' }, '_createdOn'],
    [{ profileId: 'x', apiSpaceId: 'y' }, 'apiSpaceId'],
    ['"x"', 'request'],
  ])('refuses %j: 400 names %s', async (body, paramName) => {
    const answer = await system.call<{ validationFailures: { paramName: string }[] }>('POST', '/channels/facebook/state', body);
    expect(answer.status).toBe(400);
    expect(answer.body.validationFailures.map((failure) => failure.paramName)).toEqual([paramName]);
  });

  it('leaves fields that are null out', async () => {
    const state = await stateFor({ profileId: 'joe@acme.com', note: 'n' });
    expect(await stateFor({ profileId: 'joe@acme.com', note: 'n', ...Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`field${index}`, null])) })).toHaveLength(state.length);
  });

  it('puts the Messenger id on that very profile when it comes back through an opt-in, and tells of it', async () => {
    const ref = await stateFor({ profileId: 'joe@acme.com', plan: 'gold' });
    await system.simulate('POST', 'optin', { psid: '7100000000000001', ref });
    const { payload } = await firstTold('7100000000000001', 'facebook.optin');
    expect(payload).toMatchObject({
      fbMessengerId: '7100000000000001',
      profileId: 'joe@acme.com',
      stateData: { profileId: 'joe@acme.com', plan: 'gold', apiSpaceId: system.apiSpaceId, iat: expect.any(Number) },
      ref,
      rawData: { sender: { id: '7100000000000001' }, optin: { ref } },
      pageId: PAGE_ID,
    });
    expect((await firstTold('7100000000000001', 'profile.create')).payload).toMatchObject({ id: 'joe@acme.com', plan: 'gold', fbMessengerId: '7100000000000001' });
    expect(await holders('7100000000000001')).toEqual(['joe@acme.com']);
    const messageId = await system.send({ to: { profileId: 'joe@acme.com' }, rules: ['fbMessenger'], body: 'Hello Joe' });
    await system.messageWith(messageId, 'delivered');
  });

  it('joins a person who was unknown until then, and takes what they write from now on as that profile’s', async () => {
    const psid = '7100000000000002';
    await system.simulate('POST', 'inbound', { psid, text: 'Who am I?' });
    const stranger = (await firstTold(psid, 'message.inbound')).payload.from!.profileId;
    const ref = await stateFor({ profileId: 'ann@acme.com' });
    await system.simulate('POST', 'optin', { psid, ref });
    expect((await firstTold(psid, 'facebook.optin')).payload.profileId).toBe('ann@acme.com');
    await system.send({ to: { profileId: stranger, firstName: 'changed later' }, rules: ['dummy'], body: 'x' });
    await system.simulate('POST', 'inbound', { psid, text: 'I am Ann' });
    await system.receiver.received(1, { where: () => told(psid, 'message.inbound').some(({ payload }) => payload['body'] === 'I am Ann') });
    expect(told(psid, 'message.inbound').find(({ payload }) => payload['body'] === 'I am Ann')!.payload.from!.profileId).toBe('ann@acme.com');
  });

  it.each<[string, string, (ref: string) => object]>([
    ['an m.me link', '7100000000000003', (ref) => ({ sender: {}, referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' } })],
    ['a first tap', '7100000000000004', (ref) => ({ sender: {}, postback: { title: 'Start', payload: 'START', referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' } } })],
    ['a message after a link', '7100000000000005', (ref) => ({ sender: {}, message: { mid: `m_${ref.slice(0, 20)}`, text: 'Hi', referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' } } })],
  ])('does so when it comes back through %s', async (_, psid, item) => {
    const ref = await stateFor({ profileId: `p-${psid}` });
    await webhook(psid, item(ref));
    expect((await firstTold(psid, 'message.inbound')).payload.from!.profileId).toBe(`p-${psid}`);
    expect(await holders(psid)).toEqual([`p-${psid}`]);
  });

  it.each<[string, string, (ref: string, foreign: string) => string | undefined]>([
    ['an altered', '7100000000000006', (ref) => (ref.startsWith('A') ? 'B' : 'A') + ref.slice(1)],
    ['another apiSpace’s', '7100000000000007', (_ref, foreign) => foreign],
    ['no', '7100000000000008', () => undefined],
    ['the business’s own', '7100000000000009', () => 'summer-campaign'],
  ])('makes a profile for a person who comes with %s reference', async (_, psid, made) => {
    const foreign = await fetch(`${system.gatewayUrl}/cpaas/channels/facebook/state`, {
      method: 'POST',
      headers: { authorization: `Bearer ${othersToken}`, 'content-type': 'application/json' },
      body: '{"profileId":"victim@acme.com"}',
    });
    const ref = made(await stateFor({ profileId: 'victim@acme.com' }), (await foreign.json()) as string);
    await system.simulate('POST', 'optin', { psid, userRef: `u-${psid}`, ...(ref === undefined ? {} : { ref }) });
    const { payload } = await firstTold(psid, 'facebook.optin');
    expect(payload.profileId).toMatch(/^[0-9a-f-]{36}$/);
    expect(payload['stateData']).toBeUndefined();
    expect(payload['ref']).toBe(ref);
    expect(await holders(psid)).toEqual([payload.profileId]);
  });

  it('changes nothing when Facebook brings the same referral again after the business changed the profile', async () => {
    const psid = '7100000000000010';
    const ref = await stateFor({ profileId: 'twice@acme.com', plan: 'gold' });
    const item = { timestamp: 1_700_000_000_000, referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' } };
    await webhook(psid, item);
    await firstTold(psid, 'message.inbound');
    await system.database.query(`update profile set data = data || '{"plan":"none"}' where id = 'twice@acme.com'`);
    await webhook(psid, item);
    await waitFor(async () => (await system.database.query('select 1 from provider_event where processed_at is null')).length === 0, { what: 'all provider events to be worked on' });
    const [row] = await system.database.query<{ plan: string }>(`select data->>'plan' as plan from profile where id = 'twice@acme.com'`);
    expect(row!.plan).toBe('none');
  });

  it('is refused without facebook:optin, and for another apiSpace', async () => {
    const token = await system.newToken(system.apiSpaceId, ['messages:send']);
    expect((await system.call('POST', '/channels/facebook/state', { profileId: 'x' }, { authorization: `Bearer ${token}` })).status).toBe(403);
    const other = await fetch(`${system.gatewayUrl}/cpaas/channels/facebook/state?apiSpaceId=01930000-0000-7000-8000-000000000000`, {
      method: 'POST',
      headers: { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' },
      body: '{"profileId":"x"}',
    });
    expect(other.status).toBe(403);
  });

  /** A Messenger webhook body with one item, signed as the page's app does. */
  async function webhook(psid: string, item: object): Promise<void> {
    const messaging = [{ timestamp: Date.now(), recipient: { id: PAGE_ID }, ...item, sender: { id: psid } }];
    await system.simulate('POST', 'webhook', { body: { object: 'page', entry: [{ id: PAGE_ID, time: Date.now(), messaging }] } });
  }
});
