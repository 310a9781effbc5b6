import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyComapi } from '@app/core';
import { type AppProcess, freePort, startProcess, waitFor } from './support/servers/index.js';
import { APP_SECRET, PAGE_ID, System, WEBHOOK_SECRET } from './support/system.js';

interface Rotated {
  key: string;
  accounts: { resealed: number; unreadable: string[]; rowsByKey: Record<string, number> };
  webhooks: { resealed: number; unreadable: string[]; rowsByKey: Record<string, number> };
}

describe('keys', () => {
  let system: System;
  let webhookId: string;
  const old = { key: '', secret: '' };

  beforeAll(async () => {
    system = await System.start();
    old.key = system.env['ENCRYPTION_KEY']!;
    old.secret = system.env['ACCESS_TOKEN_SECRET']!;
    webhookId = await system.subscribe([{ type: 'message.sent' }]);
  }, 90_000);
  afterAll(() => system?.stop());

  const rotate = async (): Promise<Rotated> => (await system.adminCommand('secrets', 'rotate')) as unknown as Rotated;

  /** A gateway beside the system's own, with what `system.env` says now. */
  async function withGateway<T>(work: (url: string) => Promise<T>): Promise<T> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const gateway = await startProcess({ app: 'gateway', env: { ...system.env, PORT: String(port) }, readyUrl: `${url}/health/ready` });
    try {
      return await work(url);
    } finally {
      await gateway.stop();
    }
  }

  async function newWorker(): Promise<AppProcess> {
    await Promise.all(system.workers.splice(0).map((worker) => worker.stop()));
    return system.addWorker();
  }

  /** A page's token and a webhook's secret are both needed for it. */
  async function expectAllSecretsToWork(psid: string): Promise<void> {
    const messageId = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: 'Hello' });
    await system.messageWith(messageId, 'sent', 'delivered');
    const calls = await system.receiver.received(1, { where: ({ rawBody }) => rawBody.includes(messageId) });
    expect(verifyComapi(calls[0]!.rawBody, WEBHOOK_SECRET, calls[0]!.headers['x-comapi-signature'])).toBe(true);
  }

  it('accounts and webhooks of an old key work while both are known, and with the new one alone after `secrets rotate`', async () => {
    system.env['ENCRYPTION_KEY'] = randomBytes(32).toString('base64');
    system.env['ENCRYPTION_OLD_KEYS'] = old.key;
    await newWorker();
    await expectAllSecretsToWork('7300000000000001');

    const first = await rotate();
    expect(first).toMatchObject({ accounts: { resealed: 3, unreadable: [], rowsByKey: { [first.key]: 3 } }, webhooks: { resealed: 1, rowsByKey: { [first.key]: 1 } } });
    expect(await rotate()).toMatchObject({ accounts: { resealed: 0, rowsByKey: { [first.key]: 3 } }, webhooks: { resealed: 0 } });

    delete system.env['ENCRYPTION_OLD_KEYS'];
    await newWorker();
    await expectAllSecretsToWork('7300000000000002');
  });

  it('rows that no known key opens are left, counted, and named when they were altered', async () => {
    const [altered] = await system.database.query<{ id: string }>(`update account set secrets = regexp_replace(secrets, '.{4}$', 'AAAA') where channel = 'dummy' returning id`);
    await system.database.query(`update webhook set secrets = regexp_replace(secrets, ':[0-9a-f]{8}:', ':00000000:') where id = $1`, [webhookId]);
    const newest = system.env['ENCRYPTION_KEY']!;
    system.env['ENCRYPTION_OLD_KEYS'] = newest;
    system.env['ENCRYPTION_KEY'] = randomBytes(32).toString('base64');
    const rotated = await rotate();
    expect(rotated.accounts).toMatchObject({ resealed: 2, unreadable: [altered!.id] });
    expect(rotated.accounts.rowsByKey[rotated.key]).toBe(2);
    expect(rotated.webhooks).toEqual({ resealed: 0, unreadable: [], rowsByKey: { '00000000': 1 } });
  });

  it('more rows than one step takes are all sealed anew', async () => {
    await system.database.query(
      `insert into account (id, api_space_id, channel, address, secrets)
       select gen_random_uuid(), api_space_id, 'dummy', 'many-' || number, secrets from account, generate_series(1, 450) number where channel = 'sms'`,
    );
    system.env['ENCRYPTION_OLD_KEYS'] = system.env['ENCRYPTION_KEY']!;
    system.env['ENCRYPTION_KEY'] = randomBytes(32).toString('base64');
    const rotated = await rotate();
    expect(rotated.accounts.rowsByKey[rotated.key]).toBe(452);
  });

  it('a token of an old secret is taken while the secret is listed, new ones are signed with the new', async () => {
    const status = (url: string, token: string): Promise<number> => fetch(`${url}/cpaas/webhooks`, { headers: { authorization: `Bearer ${token}` } }).then((response) => response.status);
    system.env['ACCESS_TOKEN_SECRET'] = randomBytes(32).toString('hex');
    expect(await withGateway((url) => status(url, system.token))).toBe(401);
    system.env['ACCESS_TOKEN_OLD_SECRETS'] = `${'x'.repeat(40)},${old.secret}`;
    expect(await withGateway((url) => status(url, system.token))).toBe(200);
    const newToken = await system.newToken(system.apiSpaceId);
    delete system.env['ACCESS_TOKEN_OLD_SECRETS'];
    expect(await withGateway((url) => status(url, newToken))).toBe(200);
  });
});

describe('secrets that no key opens', () => {
  const OTHER_PAGE = '200000000000002';
  let system: System;
  let webhookId: string;

  beforeAll(async () => {
    system = await System.start({ workers: 0 });
    webhookId = await system.subscribe();
    await system.connectPage(OTHER_PAGE, 'app-secret-of-the-other-page');
    const [otherSpaceId] = await system.newSpace();
    await system.connectAccounts(otherSpaceId);
    for (const [table, column, value] of [['account', 'address', OTHER_PAGE], ['account', 'api_space_id::text', otherSpaceId], ['webhook', 'id::text', webhookId]]) {
      await system.database.query(`update ${table} set secrets = regexp_replace(secrets, ':[0-9a-f]{8}:', ':00000000:') where ${column} = $1`, [value]);
    }
    await system.addWorker();
  }, 90_000);
  afterAll(() => system?.stop());

  it('stop no other account, not even one of the same page: its webhooks are taken and read, its messages go out', async () => {
    const call = async (secret: string): Promise<number> => {
      const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE_ID, time: Date.now(), messaging: [] }] });
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
      return (await fetch(`${system.gatewayUrl}/webhooks/facebook`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature }, body })).status;
    };
    expect([await call('nobody'), await call(APP_SECRET)]).toEqual([403, 200]);
    await system.messageWith(await system.send({ to: { fbMessengerId: '7300000000000003' }, rules: ['fbMessenger'], body: 'Hello' }), 'delivered');
    // What the other space of the page is told by them is kept for when its secrets can be opened.
    const setAside = (): Promise<unknown[]> => system.database.query('select from provider_event where processed_at is null and sweep_at is null');
    await waitFor(async () => (await setAside()).length > 0, { what: 'the calls of the page to be set aside', timeoutMs: 10_000 });
  });

  it('are asked for when the account is connected again without any', async () => {
    const token = await system.newToken(system.apiSpaceId, ['access:manage']);
    const connect = (address: string) => system.call('PUT', '/accounts', { channel: 'fbMessenger', address, settings: {} }, { authorization: `Bearer ${token}` });
    expect(await connect(OTHER_PAGE)).toMatchObject({ status: 400, body: { validationFailures: expect.arrayContaining([expect.objectContaining({ paramName: 'secrets.pageAccessToken' })]) } });
    expect((await connect(PAGE_ID)).status).toBe(200);
  });

  it('fail no message: it is due until they can be opened', async () => {
    const request = { to: { fbMessengerId: '7300000000000004', phoneNumber: '447123000004' }, rules: ['fbMessenger', 'sms'], body: 'Hello', channelOptions: { fbMessenger: { from: OTHER_PAGE } } };
    const messageId = await system.send(request);
    await waitFor(() => system.workers[0]!.log.includes('the secrets of an account can not be opened'), { what: 'the worker to say so', timeoutMs: 10_000 });
    expect((await system.message(messageId)).status).toBe('processing');
    // The simulator does not know this page, so the message falls back once it is tried.
    await system.connectPage(OTHER_PAGE, 'app-secret-of-the-other-page');
    const isTried = async (): Promise<boolean> => {
      // In place of the minutes that it is put off for, also where the worker still knew the old secrets.
      await system.database.query(`update message set due_at = now(), sweep_at = now() where id = $1 and claim is null and sweep_at > now() + interval '1 minute'`, [messageId]);
      return (await system.message(messageId)).status !== 'processing';
    };
    await waitFor(isTried, { what: 'the message to be tried', timeoutMs: 25_000 });
    const { statusDetails } = await system.messageWith(messageId, 'sent', 'delivered');
    expect(statusDetails.channel).toBe('sms');
  });

  it('keep no webhook from being tried, nor from getting a new one', async () => {
    const test = await system.call('POST', `/webhooks/${webhookId}/test`);
    expect([test.status, test.body]).toEqual([200, expect.objectContaining({ error: expect.stringContaining('No key opens') })]);
    const secret = 'a-new-secret-0123456789';
    const answer = await system.call('PUT', `/webhooks/${webhookId}`, { name: 'test', url: system.receiver.url, secret, subscriptions: [] });
    expect(answer.status).toBe(200);
    // Workers know it within 2 s; what they try before comes again in seconds.
    const messageId = await system.send({ to: { fbMessengerId: '7300000000000005' }, rules: ['fbMessenger'], body: 'Hello' });
    const [call] = await system.receiver.received(1, { where: ({ rawBody }) => rawBody.includes(messageId), timeoutMs: 40_000 });
    const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = call!.headers;
    expect(signature).toBe(`v1,${createHmac('sha256', secret).update(`${String(id)}.${String(time)}.`).update(call!.rawBody).digest('base64')}`);
  });
});
