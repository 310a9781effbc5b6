import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '@app/access';
import { BAD_TOKENS, claimsOf, type GoodToken, signed } from './support/bad-tokens.js';
import { PRIVATE_URLS } from './support/private-urls.js';
import { freePort, startProcess, waitFor } from './support/servers/index.js';
import { APP_SECRET, PAGE_TOKEN, SMS_TOKEN, System, WEBHOOK_SECRET } from './support/system.js';
import { isIn, wholeDatabase } from './support/whole-database.js';

interface Route {
  method: string;
  path: string;
}

/** Routes that need no token, and why they may. */
const PUBLIC = [/^\/health/, /^\/webhooks\/(facebook|sms|:path)$/, /^\/ccm\/webhook$/, /^\/(openapi\.json|docs|metrics)/, /^\/l\/:code$/];
/** Stands in everything that is the first space's own, and must show up in no answer to the other. */
const MARK = 'only-for-the-first-space';
/** Routes that name one thing of an apiSpace. */
const OWN_ID = /:(messageId|webhookId|tokenId|accountId|profileId|templateId|ruleSetId)\b/;
/** What a route takes, so that it is refused for the id and not for the body. */
const BODIES = { templates: { name: 'x', messageParts: [{ type: 'text/plain', data: 'x' }] }, rulesets: { rules: ['dummy'] } };
const CANARY = `canary${randomBytes(12).toString('hex')}`;
const CANARY_PAGE = '300000000000003';

describe('security', () => {
  let system: System;
  let routes: Route[];
  let other: { apiSpaceId: string; token: string };
  let ids: Record<string, string>;
  let ownToken: string;
  const answers: string[] = [];

  beforeAll(async () => {
    // At this level the gateway lists its routes as it starts.
    system = await System.start({ env: { LOG_LEVEL: 'debug' } });
    routes = [...system.gateway.log.matchAll(/Mapped \{(\S+), (\w+)\} route/g)].map(([, path, method]) => ({ path: path!, method: method! }));
    const [apiSpaceId] = await system.newSpace(['messages:send']);
    other = { apiSpaceId, token: await system.newToken(apiSpaceId, [...PERMISSIONS]) };
    ownToken = await system.newToken(system.apiSpaceId, [...PERMISSIONS]);
    ids = await thingsOfTheFirstSpace();
  }, 90_000);
  afterAll(() => system?.stop());

  async function thingsOfTheFirstSpace(): Promise<Record<string, string>> {
    const own = { authorization: `Bearer ${ownToken}` };
    const messageId = await system.send({ to: { dummyId: '1', profileId: `profile-${MARK}` }, rules: ['dummy'], body: MARK, metadata: { mark: MARK } });
    const webhookId = await system.subscribe([{ type: 'message.failed' }], { name: MARK });
    const { body: token } = await system.call<{ id: string }>('POST', '/accesstokens', { name: MARK }, own);
    const { body: account } = await system.call<{ id: string }>('PUT', '/accounts', { channel: 'dummy', address: MARK }, own);
    const { body: template } = await system.call<{ id: string }>('POST', '/templates', { id: 'only-ours', ...BODIES.templates, description: MARK }, own);
    const { body: ruleSet } = await system.call<{ id: string }>('POST', '/rulesets', { id: `rules-${MARK}`, ...BODIES.rulesets }, own);
    await system.messageWith(messageId, 'sent', 'delivered');
    return { messageId, webhookId, tokenId: token.id, accountId: account.id, profileId: `profile-${MARK}`, linkedId: `linked-${MARK}`, kind: 'link', templateId: template.id, ruleSetId: ruleSet.id };
  }

  /** One call of a route. `:apiSpaceId` is the given space; other parameters are the first space's things. */
  async function call({ method, path }: Route, token: string | undefined, apiSpaceId: string): Promise<{ status: number; text: string }> {
    const filled = path.replace(':apiSpaceId', apiSpaceId).replace(/:(\w+)/g, (_, name: string) => ids[name] ?? ids['messageId']!);
    const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
    const body = /webhook/.test(path) ? { name: 'x', url: system.receiver.url } : (BODIES[/\/(templates|rulesets)\/:/.exec(path)?.[1] as keyof typeof BODIES] ?? {});
    const response = await fetch(`${system.gatewayUrl}${filled}`, {
      method,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(hasBody ? { 'content-type': 'application/json' } : {}) },
      ...(hasBody ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    answers.push(text);
    return { status: response.status, text };
  }

  const guarded = (): Route[] => routes.filter(({ path }) => !PUBLIC.some((pattern) => pattern.test(path)));
  const inSpace = (): Route[] => guarded().filter(({ path }) => path.startsWith('/apispaces/:apiSpaceId/'));
  /** What each route answered, for a failure message that names them all. */
  const statuses = async (of: Route[], token: string | undefined, apiSpaceId: string): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    for (const route of of) found[`${route.method} ${route.path}`] = (await call(route, token, apiSpaceId)).status;
    return found;
  };
  const allAre = (status: number, of: Route[]): Record<string, number> => Object.fromEntries(of.map(({ method, path }) => [`${method} ${path}`, status]));

  it('knows the routes: each under an apiSpace or /cpaas, both alike, or public on purpose', () => {
    expect(inSpace().length).toBeGreaterThan(15);
    expect(guarded().filter(({ path }) => !/^\/(apispaces\/:apiSpaceId|cpaas)\//.test(path))).toEqual([]);
    const under = (prefix: string): string[] =>
      guarded()
        .filter(({ path }) => path.startsWith(prefix))
        .map(({ method, path }) => `${method} ${path.slice(prefix.length)}`)
        .toSorted();
    expect(under('/cpaas/')).toEqual(under('/apispaces/:apiSpaceId/'));
  });

  describe('a token that is not good gets 401 on every route', () => {
    const good = (): GoodToken => ({ text: ownToken, secret: system.env['ACCESS_TOKEN_SECRET']!, otherApiSpaceId: other.apiSpaceId });

    it.each(BAD_TOKENS)('%s', async (_, token) => {
      expect(await statuses(guarded(), token(good()), system.apiSpaceId)).toEqual(allAre(401, guarded()));
    });

    it('revoked', async () => {
      const { tokenId, accessToken } = await system.admin('token', 'create', '--space', system.apiSpaceId, '--name', 'x', ...PERMISSIONS.flatMap((permission) => ['--permission', permission]));
      await system.admin('token', 'revoke', '--space', system.apiSpaceId, '--token', tokenId!);
      expect(await statuses(guarded(), accessToken, system.apiSpaceId)).toEqual(allAre(401, guarded()));
    });

    it('signed with the right key is what the others are not', async () => {
      const token = signed({ alg: 'HS256' }, claimsOf(good()), good().secret);
      expect((await call({ method: 'GET', path: '/cpaas/webhooks' }, token, system.apiSpaceId)).status).toBe(200);
    });
  });

  it('a token without the permission of a route gets 403', async () => {
    const token = await system.newToken(system.apiSpaceId, ['templates:write']);
    const others = guarded().filter(({ path }) => !/template|ruleset/i.test(path));
    expect(await statuses(others, token, system.apiSpaceId)).toEqual(allAre(403, others));
  });

  it('another apiSpace’s path is 403 on every route, whatever the token may do', async () => {
    expect(await statuses(inSpace(), other.token, system.apiSpaceId)).toEqual(allAre(403, inSpace()));
  });

  it('another apiSpace’s ids are not there: no answer shows, and no call changes, anything of it', async () => {
    const own = (): Promise<unknown[]> => Promise.all(inSpace().filter(({ method, path }) => method === 'GET' && OWN_ID.test(path)).map((route) => call(route, ownToken, system.apiSpaceId)));
    const before = await own();
    expect(before.length).toBeGreaterThanOrEqual(9);
    expect(JSON.stringify(before)).toContain(MARK);
    const wrong: string[] = [];
    for (const route of guarded()) {
      const { status, text } = await call(route, other.token, other.apiSpaceId);
      const name = `${route.method} ${route.path}: ${status} ${text}`;
      expect(name).not.toContain(MARK);
      expect(status).toBeLessThan(500);
      if (!OWN_ID.test(route.path)) continue;
      // What has an id of ours is not found; bodies that fit no route may be refused before that.
      const expected = ['GET', 'DELETE'].includes(route.method) ? [404] : [400, 404];
      if (!expected.includes(status)) wrong.push(name);
    }
    expect(wrong).toEqual([]);
    expect(await own()).toEqual(before);
  });

  describe('a secret', () => {
    it('is in no log line, answer, error, job, row or event', async () => {
      const [apiSpaceId] = await system.newSpace(['messages:read']);
      const token = await system.newToken(apiSpaceId, [...PERMISSIONS]);
      const api = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
        const response = await fetch(`${system.gatewayUrl}/apispaces/${apiSpaceId}${path}`, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
        const text = await response.text();
        answers.push(text);
        return text ? (JSON.parse(text) as Record<string, unknown>) : {};
      };
      await api('PUT', '/accounts', { channel: 'fbMessenger', address: CANARY_PAGE, secrets: { pageAccessToken: `${CANARY}1`, appSecret: `${CANARY}2` } });
      await api('PUT', '/accounts', { channel: 'sms', address: '15550009999', settings: { accountSid: 'AC0' }, secrets: { authToken: `${CANARY}3` } });
      await api('PUT', '/accounts', { channel: 'sms', address: '15550009999', settings: { accountSid: `${CANARY}4` }, secrets: { authToken: 5, [`x`]: `${CANARY}5` } });
      await api('PUT', '/accounts', { channel: 'sms', address: `${CANARY}6 `, pageAccessToken: `${CANARY}7`, secrets: `${CANARY}8` });
      // A server of one's own that quotes what it was called with, and what it was never told.
      await api('PUT', '/accounts', { channel: 'tellTale', settings: { url: `${system.receiver.url}/tell-tale` }, secrets: { secret: `${CANARY}10-secret` } });
      system.receiver.answers({ status: 500, body: JSON.stringify({ message: `The secret is ${CANARY}10-secret` }), delayMs: 5_000 });
      const { messageId: quoted } = await api('POST', '/messages', { to: { profileId: 'somebody' }, rules: ['tellTale'], body: 'Hello', delivery: 'atMostOnce' });
      await system.receiver.received(1, { where: ({ path }) => path === '/tell-tale' });
      const jobs = [...(await wholeDatabase(system.database))].filter(([table]) => table.startsWith('bullmq.')).map(([, rows]) => rows).join('\n');
      expect(jobs).toContain(quoted);
      await waitFor(async () => (await system.database.query(`select from attempt where message_id = $1 and state <> 'started'`, [quoted])).length > 0, { what: 'the call to end' });
      system.receiver.answers({});
      const { id: webhookId } = await api('POST', '/webhooks', { name: 'x', url: system.receiver.url, secret: `${CANARY}9-secret` });
      await api('PUT', `/webhooks/${String(webhookId)}`, { name: 'x', url: 'nonsense', secret: `${CANARY}9-secret` });
      // Both providers refuse these secrets, which is when errors are made of what was sent.
      const { messageId } = await api('POST', '/messages', { to: { fbMessengerId: '7200000000000001', phoneNumber: '447123123123' }, rules: ['fbMessenger', 'sms'], body: 'Hello' });
      await waitFor(async () => (await api('GET', `/messages/${String(messageId)}`))['status'] === 'failed', { what: 'the message to fail', timeoutMs: 20_000 });
      await inboundSignedBy(`${CANARY}2`);
      await system.receiver.received(2, { where: ({ rawBody }) => rawBody.includes(apiSpaceId) && /message\.(failed|inbound)/.test(rawBody.toString()) });
      for (const path of ['/accounts', '/accesstokens', '/webhooks', `/messages/${String(messageId)}`]) await api('GET', path);

      const shown: Record<string, string> = {
        'the gateway’s log': system.gateway.log,
        'a worker’s log': system.workers.map((worker) => worker.log).join('\n'),
        'an answer': answers.join('\n'),
        'an event': system.receiver.calls.map(({ rawBody, headers }) => rawBody.toString() + JSON.stringify(headers)).join('\n'),
        'the database': [...(await wholeDatabase(system.database)).values()].join('\n'),
        'a job': jobs,
      };
      const secrets = { CANARY, token, APP_SECRET, pageToken: PAGE_TOKEN, smsToken: SMS_TOKEN, webhook: WEBHOOK_SECRET };
      const found = Object.entries(shown).flatMap(([where, text]) => Object.entries(secrets).flatMap(([name, secret]) => (isIn(text, secret) ? [`${name} in ${where}`] : [])));
      expect(shown['the database']).toContain(MARK);
      expect(found).toEqual([]);
    });

    async function inboundSignedBy(secret: string): Promise<void> {
      const messaging = [{ sender: { id: '7200000000000002' }, recipient: { id: CANARY_PAGE }, timestamp: Date.now(), message: { mid: 'm_canary', text: 'Hi' } }];
      const body = JSON.stringify({ object: 'page', entry: [{ id: CANARY_PAGE, time: Date.now(), messaging }] });
      const sign = (key: string): string => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
      const post = async (signature: string): Promise<number> => {
        const response = await fetch(`${system.gatewayUrl}/webhooks/facebook`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature }, body });
        answers.push(await response.text());
        return response.status;
      };
      expect(await post(sign('wrong'))).toBe(403);
      expect(await post(sign(secret))).toBe(200);
    }
  });

  it('a page that another apiSpace has connected with an app secret of its own brings it nothing of the first one’s', async () => {
    const otherToken = { authorization: `Bearer ${other.token}`, 'content-type': 'application/json' };
    const put = (secrets: object): Promise<Response> =>
      fetch(`${system.gatewayUrl}/cpaas/accounts`, { method: 'PUT', headers: otherToken, body: JSON.stringify({ channel: 'fbMessenger', address: '100000000000001', secrets }) });
    expect((await put({ pageAccessToken: 'x' })).status).toBe(400);
    expect((await put({ pageAccessToken: 'x', appSecret: 'my-own' })).status).toBe(200);
    await system.simulate('POST', 'inbound', { psid: '7200000000000003', text: MARK });
    const inbounds = (): Promise<{ apiSpaceId: string }[]> => system.database.query(`select api_space_id as "apiSpaceId" from inbound where address = '7200000000000003'`);
    await waitFor(async () => (await system.database.query('select 1 from provider_event where processed_at is null')).length === 0 && (await inbounds()).length > 0, { what: 'the inbound' });
    expect(await inbounds()).toEqual([{ apiSpaceId: system.apiSpaceId }]);
  });

  it('media are named by their addresses, on the way out and in, and never fetched', async () => {
    const url = `${system.receiver.url}/picture.jpg`;
    const [psid, phoneNumber] = ['7200000000000009', '447123123199'];
    const parts = [{ type: 'image/jpeg', url }];
    const ids = [
      await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], messageParts: parts }),
      await system.send({ to: { phoneNumber }, rules: ['sms'], messageParts: parts }),
    ];
    for (const id of ids) await system.messageWith(id, 'sent', 'delivered');
    await system.simulate('POST', 'inbound', { psid, attachment: { type: 'image', url } });
    await system.simulate('POST', 'inbound', { channel: 'sms', from: phoneNumber, text: 'Look', media: [{ url, contentType: 'image/jpeg' }] });
    const told = async (): Promise<unknown[]> => system.database.query(`select from event where name = 'message.inbound' and payload::text like '%/picture.jpg%'`);
    await waitFor(async () => (await told()).length === 2, { what: 'both pictures to be told' });
    expect(system.receiver.calls.filter(({ path }) => path === '/picture.jpg')).toEqual([]);
  });

  describe('with ALLOW_PRIVATE_URLS=off', () => {
    it('webhooks to this machine and to private networks are refused, however they are spelled', async () => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const strict = await startProcess({ app: 'gateway', env: { ...system.env, PORT: String(port), ALLOW_PRIVATE_URLS: 'off' }, readyUrl: `${url}/health/ready` });
      const create = (target: string): Promise<Response> =>
        fetch(`${url}/apispaces/${system.apiSpaceId}/webhooks`, { method: 'POST', headers: { authorization: `Bearer ${ownToken}`, 'content-type': 'application/json' }, body: JSON.stringify({ name: 'x', url: target }) });
      try {
        const taken: string[] = [];
        for (const target of PRIVATE_URLS) {
          const response = await create(target);
          const { validationFailures } = (await response.json()) as { validationFailures?: { paramName: string }[] };
          if (response.status !== 400 || validationFailures?.[0]?.paramName !== 'url') taken.push(`${response.status} ${target}`);
        }
        expect(taken).toEqual([]);
        expect((await create('https://hooks.example.com/comapi')).status).toBe(201);
      } finally {
        await strict.stop();
      }
    });

    it('a webhook that was there before is not called either', async () => {
      await Promise.all(system.workers.map((worker) => worker.stop()));
      const webhookId = await system.subscribe([{ type: 'message.sent' }]);
      const strict = await startProcess({ app: 'worker', env: { ...system.env, LOG_LEVEL: 'info', ALLOW_PRIVATE_URLS: 'off' }, readyLine: /worker is working/ });
      const callsBefore = system.receiver.calls.length;
      try {
        await system.send({ to: { dummyId: '2' }, rules: ['dummy'], body: 'Hello' });
        const tried = (): Promise<{ state: string; error: string }[]> =>
          system.database.query(`select state, last_error as error from delivery where webhook_id = $1 and last_error is not null`, [webhookId]);
        await waitFor(async () => (await tried()).length > 0, { what: 'the delivery to be refused', timeoutMs: 20_000 });
        expect((await tried())[0]).toMatchObject({ error: expect.stringContaining('not a public address') });
        expect(system.receiver.calls.length).toBe(callsBefore);
      } finally {
        await strict.stop();
      }
    });
  });
});
