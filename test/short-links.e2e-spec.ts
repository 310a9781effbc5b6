import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, type ReceivedCall, startProcess, waitFor } from './support/servers/index.js';
import { schemaOfEvent, schemaProblems } from './support/openapi-calls.js';
import { callsTo, newPhoneNumber, sendsTo } from './support/simulated-sends.js';
import { System } from './support/system.js';

const PAGE = 'https://www.example.com/orders/1017?from=sms&to=you#top';

interface Click {
  name: string;
  revision: number;
  payload: { id: string; url: string; link: string; userAgent?: string };
}

let system: System;
beforeAll(async () => {
  system = await System.start();
  await system.subscribe([{ type: 'interaction.click' }]);
}, 60_000);
afterAll(() => system?.stop());

/** A message that was delivered, and the text that came on the phone. */
async function delivered({ to = {}, ...request }: { to?: object; [field: string]: unknown }): Promise<{ messageId: string; phoneNumber: string; text: string }> {
  const phoneNumber = newPhoneNumber();
  const messageId = await system.send({ to: { phoneNumber, ...to }, rules: ['sms'], shortenLinks: 'on', ...request });
  await system.messageWith(messageId, 'delivered');
  return { messageId, phoneNumber, text: (await sendsTo(system, phoneNumber)).map(({ payload }) => payload['Body']).join('') };
}

function linksIn(text: string): string[] {
  return text.match(/https?:\/\/[^\s)]+/g) ?? [];
}

function follow(link: string, init: RequestInit = {}): Promise<Response> {
  return fetch(link, { redirect: 'manual', ...init });
}

const toldOf = (messageId: string) => ({ body }: ReceivedCall): boolean => (body as Click).payload.id === messageId;

async function clicksToldOf(messageId: string, count: number): Promise<Click[]> {
  const calls = await system.receiver.received(count, { where: toldOf(messageId) });
  return calls.map(({ body }) => body as Click);
}

const clicksOf = async (messageId: string): Promise<number | undefined> =>
  (await system.database.query<{ clicks: number }>('select sum(clicks)::int as clicks from short_link where message_id = $1', [messageId]))[0]?.clicks;

describe('shortenLinks', () => {
  it('on: each http and https link becomes a short one of the gateway, which leads to it', async () => {
    const { messageId, text } = await delivered({ body: `Your order (${PAGE}). Shop: http://shop.example.com` });
    const link = `${system.gatewayUrl}/l/[0-9A-Za-z]{10}`;
    expect(text).toMatch(new RegExp(`^Your order \\(${link}\\)\\. Shop: ${link}$`));
    const answers = await Promise.all(linksIn(text).map((one) => follow(one)));
    expect(answers.map(({ status, headers }) => [status, headers.get('location'), headers.get('cache-control'), headers.get('referrer-policy')])).toEqual([
      [302, PAGE, 'no-store', 'no-referrer'],
      [302, 'http://shop.example.com/', 'no-store', 'no-referrer'],
    ]);
    expect((await system.message(messageId))['shortenLinks']).toBe('on');
  });

  it('marked: only links with an @ before them, and the @ is gone', async () => {
    const { text } = await delivered({ body: `Here @${PAGE} or ${PAGE}`, shortenLinks: 'marked' });
    expect(text).toMatch(new RegExp(`^Here ${system.gatewayUrl}/l/\\w{10} or https://www\\.example\\.com`));
  });

  it('off, or not said: the text stays as it is', async () => {
    for (const shortenLinks of ['off', false, undefined]) expect((await delivered({ body: `@${PAGE}`, shortenLinks })).text).toBe(`@${PAGE}`);
  });

  it('comes after merge fields, and before the text is cut', async () => {
    const body = `${'x'.repeat(1_500)} https://www.example.com/${'y'.repeat(600)}/{{profile.order}} end`;
    const { text } = await delivered({ to: { order: '4711' }, body });
    expect(text).toMatch(/ end$/);
    expect((await follow(linksIn(text)[0]!)).headers.get('location')).toMatch(/y\/4711$/);
  });

  it('counts for message parts and custom bodies too', async () => {
    const parts = await delivered({ messageParts: [{ type: 'text/plain', data: `See ${PAGE}` }, { type: 'image/png', url: 'https://cdn.example.com/a.png' }] });
    expect(linksIn(parts.text).map((link) => link.startsWith(`${system.gatewayUrl}/l/`))).toEqual([true, true]);
    const custom = await delivered({ customBody: { sms: { body: `See ${PAGE}` } } });
    expect((await follow(linksIn(custom.text)[0]!)).headers.get('location')).toBe(PAGE);
  });

  it('keeps a message’s links when it is tried again: one for each URL', async () => {
    const phoneNumber = '15005560201';
    const messageId = await system.send({ to: { phoneNumber }, rules: ['sms'], body: `${PAGE} ${PAGE} http://shop.example.com`, shortenLinks: 'on' });
    await waitFor(async () => (await callsTo(system, phoneNumber)) >= 2, { what: 'the second try' });
    await system.messageWith(messageId, 'delivered');
    const [send] = await sendsTo(system, phoneNumber);
    const [first, second, third] = linksIn(String(send!.payload['Body']));
    expect(second).toBe(first);
    const rows = await system.database.query<{ code: string }>('select code from short_link where message_id = $1', [messageId]);
    expect(rows.map(({ code }) => `${system.gatewayUrl}/l/${code}`).toSorted()).toEqual([first!, third!].toSorted());
  });

  it('has links of its own for each message', async () => {
    const [one, other] = await Promise.all([delivered({ body: PAGE }), delivered({ body: PAGE })]);
    expect(one.text).not.toBe(other.text);
  });

  it.each(['all', 'On', 5, 'false', {}].map((value) => [value]))('of %j is a 400', async (shortenLinks) => {
    const answer = await system.call('POST', '/messages', { to: { phoneNumber: newPhoneNumber() }, rules: ['sms'], body: PAGE, shortenLinks });
    expect(answer).toMatchObject({ status: 400, body: { validationFailures: [{ paramName: 'shortenLinks', message: 'must be on, marked or off' }] } });
  });

  it('of a gateway without a public address is a 400 that names the setting, in a batch too', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const gateway = await startProcess({ app: 'gateway', env: { ...system.env, PORT: String(port), PUBLIC_URL: '' }, readyUrl: `${url}/health/ready` });
    try {
      const request = (shortenLinks: string | boolean): object => ({ to: { phoneNumber: newPhoneNumber() }, rules: ['sms'], body: PAGE, shortenLinks });
      const post = async (path: string, body: unknown): Promise<unknown> => {
        const headers = { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' };
        const response = await fetch(`${url}/apispaces/${system.apiSpaceId}/messages${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
        return { status: response.status, body: await response.json() };
      };
      const failure = (paramName: string): object => ({ status: 400, body: { validationFailures: [{ paramName, message: expect.stringContaining('PUBLIC_URL') }] } });
      expect(await post('', request('on'))).toEqual(failure('shortenLinks'));
      expect(await post('/batch', [request('off'), request('marked')])).toEqual(failure('[1].shortenLinks'));
      expect(await post('', request(true))).toEqual(failure('shortenLinks'));
      expect(await post('', request('off'))).toMatchObject({ status: 201 });
      expect(await post('', request(false))).toMatchObject({ status: 201, body: { shortenLinks: 'off' } });
      expect(await post('/batch', [request(false)])).toMatchObject({ status: 202 });
    } finally {
      await gateway.stop();
    }
  });
});

describe('a click on a short link', () => {
  it('is told to the customer each time, as the event’s schema says', async () => {
    const { messageId, phoneNumber, text } = await delivered({ body: `See ${PAGE}`, metadata: { order: 1017 }, conversationId: 'c1' });
    const link = linksIn(text)[0]!;
    await follow(link, { headers: { 'user-agent': 'Phone/1.0' } });
    await clicksToldOf(messageId, 1);
    await follow(link, { headers: { 'user-agent': 'Phone/1.0' } });
    const told = await clicksToldOf(messageId, 2);
    expect(told.map(({ revision }) => revision)).toEqual([1, 2]);
    for (const event of told) {
      expect(event).toMatchObject({ name: 'interaction.click', apiSpaceId: system.apiSpaceId });
      expect(event.payload).toEqual({
        id: messageId, messageId, channel: 'sms', url: PAGE, link, clickedOn: expect.stringMatching(/^\d{4}-.*Z$/), userAgent: 'Phone/1.0',
        to: { phoneNumber }, metadata: { order: 1017 }, conversationId: 'c1',
      });
      expect(schemaProblems(schemaOfEvent('interaction.click'), event)).toEqual([]);
    }
  });

  it('says which profile the message was for', async () => {
    const { messageId, phoneNumber } = await delivered({ to: { profileId: 'clicker' }, body: 'no link' });
    const sent = await system.send({ to: { profileId: 'clicker' }, rules: ['sms'], body: PAGE, shortenLinks: 'on' });
    await system.messageWith(sent, 'delivered');
    const texts = (await sendsTo(system, phoneNumber)).map(({ payload }) => String(payload['Body']));
    await follow(linksIn(texts.join(' '))[0]!);
    expect((await clicksToldOf(sent, 1))[0]!.payload).toMatchObject({ profileId: 'clicker', to: { profileId: 'clicker' } });
    expect(await clicksOf(messageId)).toBeNull();
  });

  it('is counted, and told a hundred times less, once a thousand have been', async () => {
    const { messageId, text } = await delivered({ body: `Often ${PAGE}` });
    const link = linksIn(text)[0]!;
    await system.database.query('update short_link set clicks = 1098 where message_id = $1', [messageId]);
    for (let clicks = 1_099; clicks <= 1_101; clicks++) expect((await follow(link)).status).toBe(302);
    expect(await clicksOf(messageId)).toBe(1_101);
    expect((await system.database.query<{ revision: number }>(`select revision from event where entity_id = $1 and name = 'interaction.click'`, [messageId])).map(({ revision }) => revision)).toEqual([1_100]);
  });

  it('is not a HEAD', async () => {
    const { messageId, text } = await delivered({ body: PAGE });
    const head = await follow(text, { method: 'HEAD' });
    expect([head.status, head.headers.get('location'), head.headers.get('cache-control')]).toEqual([302, PAGE, 'no-store']);
    expect(await clicksOf(messageId)).toBe(0);
    await follow(text);
    expect(await clicksOf(messageId)).toBe(1);
    expect(await clicksToldOf(messageId, 1)).toHaveLength(1);
  });

  it.each(['0123456789', 'x', 'https:%2F%2Fwww.example.com', '%00', '012345678%27'])('that nobody made leads nowhere: %s', async (code) => {
    const answer = await follow(`${system.gatewayUrl}/l/${code}`);
    expect(answer).toMatchObject({ status: 404 });
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.json()).toEqual({ code: 'notFound', message: expect.any(String) });
    const page = await follow(`${system.gatewayUrl}/l/${code}`, { headers: { accept: 'text/html,*/*' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  });

  it('leads nowhere once the message is redacted, and no trace tells where it led', async () => {
    const secret = 'very-private-page';
    const { messageId, text } = await delivered({ body: `https://www.example.com/${secret}`, metadata: { secret } });
    await follow(text, { headers: { 'user-agent': secret } });
    await clicksToldOf(messageId, 1);
    expect((await system.call('PATCH', `/messages/${messageId}`, { redact: true })).status).toBe(202);
    expect((await follow(text)).status).toBe(404);
    expect((await follow(text, { method: 'HEAD' })).status).toBe(404);
    expect(await clicksOf(messageId)).toBe(1);
    for (const table of ['message', 'event', 'short_link']) {
      expect({ table, rows: await system.database.query(`select 1 from ${table} as it where it::text like '%${secret}%'`) }).toEqual({ table, rows: [] });
    }
  });

  it('leads nowhere once the person is erased, and nothing of it is left', async () => {
    const phoneNumber = newPhoneNumber();
    const messageId = await system.send({ to: { profileId: 'forgotten', phoneNumber }, rules: ['sms'], body: 'https://www.example.com/sesame', shortenLinks: 'on' });
    await system.messageWith(messageId, 'delivered');
    const link = String((await sendsTo(system, phoneNumber))[0]!.payload['Body']);
    await follow(link);
    await clicksToldOf(messageId, 1);
    expect((await system.call('DELETE', '/profiles/forgotten?forget=true')).status).toBe(204);
    expect((await follow(link)).status).toBe(404);
    for (const table of ['short_link', 'event', 'message']) {
      expect({ table, rows: await system.database.query(`select 1 from ${table} as it where it::text ~ $1`, [`sesame|${phoneNumber}`]) }).toEqual({ table, rows: [] });
    }
  });
});
