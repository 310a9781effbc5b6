import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AppProcess, freePort, startProcess } from './support/servers/index.js';
import { System } from './support/system.js';

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

  const rotate = async (): Promise<Rotated> => (await system.admin('secrets', 'rotate')) as unknown as Rotated;

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
    expect(calls[0]!.headers['x-comapi-signature']).toMatch(/\w/);
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
