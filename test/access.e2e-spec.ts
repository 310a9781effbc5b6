import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, startProcess, waitFor } from './support/servers/index.js';
import { type Answer, PAGE_ID, System } from './support/system.js';

interface Token {
  id: string;
  name: string;
  accessToken?: string;
  permissions: string[];
  revokedOn?: string;
}

interface Account {
  id: string;
  channel: string;
  address: string;
  health: string;
  heldReason?: string;
}

describe('access', () => {
  let system: System;
  let manager: Record<string, string>;
  beforeAll(async () => {
    system = await System.start();
    const token = await system.newToken(system.apiSpaceId, ['access:manage']);
    manager = { authorization: `Bearer ${token}` };
  }, 60_000);
  afterAll(() => system?.stop());

  const manage = <T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<T>> => system.call<T>(method, path, body, manager);
  const readWith = (token: string): Promise<Answer> => system.call('GET', '/messages/01930000-0000-7000-8000-000000000000', undefined, { authorization: `Bearer ${token}` });

  describe('tokens', () => {
    it('are shown once, work at once, and are listed without themselves', async () => {
      const made = await manage<Token>('POST', '/accesstokens', { name: 'crm', profileId: 'bot', permissions: ['messages:read'] });
      expect(made).toMatchObject({ status: 201, body: { name: 'crm', profileId: 'bot', permissions: ['messages:read'], accessToken: expect.any(String) } });
      expect((await readWith(made.body.accessToken!)).status).toBe(404);
      const listed = await manage<{ accessTokens: Token[] }>('GET', '/accesstokens');
      expect(listed.body.accessTokens.find(({ id }) => id === made.body.id)).toMatchObject({ name: 'crm' });
      expect(JSON.stringify(listed.body)).not.toContain('eyJ');
      expect(JSON.stringify((await manage('GET', `/accesstokens/${made.body.id}`)).body)).not.toContain('eyJ');
    });

    it('get 401 in every gateway within 5 s of their revocation', async () => {
      const { accessToken, id } = (await manage<Token>('POST', '/accesstokens', { name: 'old' })).body;
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const other = await startProcess({ app: 'gateway', env: { ...system.env, PORT: String(port) }, readyUrl: `${url}/health/ready` });
      try {
        const there = (): Promise<Response> => fetch(`${url}/apispaces/${system.apiSpaceId}/webhooks`, { headers: { authorization: `Bearer ${accessToken}` } });
        expect((await there()).status).toBe(200);
        expect((await readWith(accessToken!)).status).toBe(404);
        expect((await manage('DELETE', `/accesstokens/${id}`)).status).toBe(204);
        expect((await readWith(accessToken!)).status).toBe(401);
        await waitFor(async () => (await there()).status === 401, { what: 'the other gateway to refuse the token', timeoutMs: 5_500 });
      } finally {
        await other.stop();
      }
      expect((await manage('DELETE', `/accesstokens/${id}`)).status).toBe(404);
      expect((await manage<Token>('GET', `/accesstokens/${id}`)).body.revokedOn).toEqual(expect.any(String));
    });

    it('are made and seen by nobody without access:manage', async () => {
      expect((await system.call('POST', '/accesstokens', { name: 'x' })).status).toBe(403);
      expect((await system.call('GET', '/accesstokens')).status).toBe(403);
      expect((await system.call('GET', '/accounts')).status).toBe(403);
    });

    it.each<[unknown, string]>([
      [{}, 'name'],
      [{ name: '' }, 'name'],
      [{ name: 1 }, 'name'],
      [{ name: 'x'.repeat(256) }, 'name'],
      [{ name: 'x', profileId: {} }, 'profileId'],
      [{ name: 'x', permissions: [] }, 'permissions'],
      [{ name: 'x', permissions: 'messages:send' }, 'permissions'],
      [{ name: 'x', permissions: ['messages:send', 'all'] }, 'permissions[1]'],
      [[], 'request'],
    ])('are not made of %j: 400 names %s', async (body, paramName) => {
      const answer = await manage<{ validationFailures: { paramName: string }[] }>('POST', '/accesstokens', body);
      expect(answer.status).toBe(400);
      expect(answer.body.validationFailures.map((failure) => failure.paramName)).toEqual([paramName]);
    });

    it('are a thousand of an apiSpace at most: one more is a 409, until one is revoked', async () => {
      const [apiSpaceId] = await system.newSpace();
      const headers = { authorization: `Bearer ${await system.newToken(apiSpaceId, ['access:manage'])}`, 'content-type': 'application/json' };
      await system.database.query(`insert into access_token (id, api_space_id, name, permissions) select gen_random_uuid(), $1::uuid, 'many', '{}' from generate_series(1, 998)`, [apiSpaceId]);
      const make = async (): Promise<number> => (await fetch(`${system.gatewayUrl}/cpaas/accesstokens`, { method: 'POST', headers, body: JSON.stringify({ name: 'more' }) })).status;
      expect([await make(), await make()]).toEqual([409, 409]);
      await system.database.query(`update access_token set revoked_at = now() where id = (select id from access_token where api_space_id = $1::uuid and name = 'many' limit 1)`, [apiSpaceId]);
      expect([await make(), await make()]).toEqual([201, 409]);
    });

    it('come in pages', async () => {
      const first = await manage<{ accessTokens: Token[]; next: string }>('GET', '/accesstokens?limit=1');
      expect(first.body.accessTokens).toHaveLength(1);
      const second = await manage<{ accessTokens: Token[] }>('GET', `/accesstokens?limit=1&after=${first.body.next}`);
      expect(second.body.accessTokens[0]!.id > first.body.accessTokens[0]!.id).toBe(true);
      for (const query of ['limit=0', 'limit=1001', 'limit=x', 'limit=1&limit=2', 'after=x']) expect((await manage('GET', `/accesstokens?${query}`)).status).toBe(400);
    });

    it('are listed and revoked by the admin command too', async () => {
      const { tokenId, accessToken } = await system.adminCommand('token', 'create', '--space', system.apiSpaceId, '--name', 'by hand');
      const { accessTokens } = (await system.adminCommand('token', 'list', '--space', system.apiSpaceId)) as unknown as { accessTokens: Token[] };
      expect(accessTokens.find(({ id }) => id === tokenId)).toMatchObject({ name: 'by hand' });
      expect(await system.adminCommand('token', 'revoke', '--space', system.apiSpaceId, '--token', tokenId!)).toEqual({ tokenId });
      expect((await readWith(accessToken!)).status).toBe(401);
    });
  });

  describe('accounts', () => {
    it('show their health and never their secrets, and are released by hand', async () => {
      const { accounts } = (await manage<{ accounts: Account[] }>('GET', '/accounts')).body;
      expect(accounts.map(({ channel }) => channel).toSorted()).toEqual(['dummy', 'fbMessenger', 'sms']);
      const page = accounts.find(({ channel }) => channel === 'fbMessenger')!;
      expect(page).toMatchObject({ address: PAGE_ID, health: 'active' });
      const messageId = await system.send({ to: { fbMessengerId: '9000368000000000' }, rules: ['fbMessenger'], body: 'Hello' });
      await system.messageWith(messageId, 'failed');
      const held = await manage<Account>('GET', `/accounts/${page.id}`);
      expect(held.body).toMatchObject({ health: 'held', heldReason: expect.any(String) });
      expect(await manage('POST', `/accounts/${page.id}/release`)).toMatchObject({ status: 200, body: { health: 'active' } });
      const listed = (await system.admin('account', 'list', '--space', system.apiSpaceId)) as unknown as { accounts: Account[] };
      expect(listed.accounts).toHaveLength(3);
      for (const shown of [accounts, held.body, listed]) expect(JSON.stringify(shown)).not.toMatch(/token|appSecret|test-/i);
    });

    it('are connected by a number however it is written, and released and removed by it from the command line', async () => {
      const account = ['--space', system.apiSpaceId, '--channel', 'sms', '--address', '+44 7123 (12) 31-23'];
      const { accountId } = await system.admin('account', 'connect', ...account, '--setting', 'accountSid=AC00000000000000000000000000000002', '--secret', 'authToken=x');
      const addresses = async (): Promise<string[]> => (await manage<{ accounts: Account[] }>('GET', '/accounts')).body.accounts.map(({ address }) => address);
      expect(await addresses()).toContain('447123123123');
      expect(await system.admin('account', 'connect', ...account, '--setting', 'accountSid=AC00000000000000000000000000000003')).toEqual({ accountId });
      expect(await system.admin('account', 'release', ...account)).toEqual({ accountId });
      expect(await system.admin('account', 'remove', ...account)).toEqual({ accountId });
      expect(await addresses()).not.toContain('447123123123');
      expect((await system.admin('space', 'list'))['apiSpaces']).toContainEqual({ id: system.apiSpaceId, name: 'test', createdAt: expect.any(String) });
    });

    it('are connected, changed and taken away', async () => {
      const secrets = { pageAccessToken: 'a-token', appSecret: 'a-secret' };
      const made = await manage<Account>('PUT', '/accounts', { channel: 'fbMessenger', address: '200', settings: { appId: '1' }, secrets });
      expect(made).toMatchObject({ status: 200, body: { channel: 'fbMessenger', address: '200', settings: { appId: '1' } } });
      const changed = await manage<Account>('PUT', '/accounts', { channel: 'fbMessenger', address: '200', settings: { appId: '2' } });
      expect(changed).toMatchObject({ status: 200, body: { id: made.body.id, settings: { appId: '2' } } });
      expect((await manage('DELETE', `/accounts/${made.body.id}`)).status).toBe(204);
      expect((await manage('GET', `/accounts/${made.body.id}`)).status).toBe(404);
      expect((await manage('DELETE', `/accounts/${made.body.id}`)).status).toBe(404);
    });

    it.each<[object, string]>([
      [{ channel: 'pigeon', address: '1' }, 'channel'],
      [{ channel: 'fbMessenger', address: 7, secrets: { pageAccessToken: 'x', appSecret: 'y' } }, 'address'],
      [{ channel: 'fbMessenger', address: '201', secrets: { pageAccessToken: 5, appSecret: 'y' } }, 'secrets.pageAccessToken'],
      [{ channel: 'fbMessenger', address: '201' }, 'secrets.pageAccessToken'],
      [{ channel: 'fbMessenger', address: '201', secrets: { pageAccessToken: 'x' } }, 'secrets.appSecret'],
      [{ channel: 'fbMessenger', address: '201', pageAccessToken: 'x', secrets: { pageAccessToken: 'x', appSecret: 'y' } }, 'pageAccessToken'],
      [{ channel: 'fbMessenger', address: '201', settings: { appSecret: 'x' }, secrets: { pageAccessToken: 'x', appSecret: 'y' } }, 'settings.appSecret'],
      [{ channel: 'sms', address: '15550002222', secrets: { authToken: 'x' } }, 'settings.accountSid'],
    ])('are not made of %j: 400 names %s', async (body, paramName) => {
      const answer = await manage<{ validationFailures: { paramName: string }[] }>('PUT', '/accounts', body);
      expect(answer.status).toBe(400);
      expect(answer.body.validationFailures.map((failure) => failure.paramName)).toEqual([paramName]);
    });
  });

  it('answers /cpaas with Bearer and with Basic, in the token’s own apiSpace', async () => {
    const basic = `Basic ${Buffer.from(`anybody:${system.token}`).toString('base64')}`;
    for (const authorization of [basic, `Bearer ${system.token}`]) {
      const headers = { authorization, 'content-type': 'application/json' };
      const sent = await fetch(`${system.gatewayUrl}/cpaas/messages`, { method: 'POST', headers, body: JSON.stringify({ to: { dummyId: '1' }, rules: ['dummy'], body: 'Hello' }) });
      expect(sent.status).toBe(201);
      const { messageId } = (await sent.json()) as { messageId: string };
      const found = await system.messageWith(messageId, 'sent');
      const read = await fetch(`${system.gatewayUrl}/cpaas/messages/${messageId}`, { headers: { authorization } });
      expect([read.status, await read.json()]).toEqual([200, { ...found, messageId }]);
    }
    expect((await fetch(`${system.gatewayUrl}/apispaces/${system.apiSpaceId}/webhooks`, { headers: { authorization: basic } })).status).toBe(401);
    const wrong = `Basic ${Buffer.from('anybody:nothing').toString('base64')}`;
    expect((await fetch(`${system.gatewayUrl}/cpaas/webhooks`, { headers: { authorization: wrong } })).status).toBe(401);
  });
});
