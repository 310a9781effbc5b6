import { afterEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import pg from 'pg';
import {
  freePort,
  hasRedis,
  startDatabase,
  startPostgresServer,
  startRedis,
  TcpProxy,
  waitFor,
  WebhookReceiver,
} from './index.js';

/** The tests lean on these; so they are tested too. */
const cleanUps: (() => Promise<unknown>)[] = [];
const later = <T extends { stop(): Promise<unknown> }>(thing: T): T => {
  cleanUps.push(() => thing.stop());
  return thing;
};

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

describe('a test database', () => {
  it('has all migrations and is gone after stop', async () => {
    const database = await startDatabase();
    const tables = await database.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'public'`);
    expect(tables.map((row) => row.name)).toContain('message');
    await database.stop();
    await expect(connect(database.url)).rejects.toThrow(/does not exist/);
  });
});

describe('a Postgres of the test’s own', () => {
  it('keeps what was committed over a kill and listens on the same port again', async () => {
    const server = later(await startPostgresServer());
    await run(server.url, 'create table kept (value int); insert into kept values (7)');
    await server.halt('SIGKILL');
    await expect(connect(server.url)).rejects.toThrow();
    await server.start();
    expect(await run(server.url, 'select value from kept')).toEqual([{ value: 7 }]);
  }, 30_000);
});

// A Redis that others share is not killed.
(hasRedis ? describe : describe.skip)('a Redis of the test’s own', () => {
  it('is away after a kill, comes back with what it kept, and forgets all on flush', async () => {
    const redis = later(await startRedis());
    await ask(redis.url, (client) => client.set('kept', '7'));
    await redis.kill();
    await expect(ask(redis.url, (client) => client.ping())).rejects.toThrow();
    await redis.restart();
    expect(await ask(redis.url, (client) => client.get('kept'))).toBe('7');
    await redis.flush();
    expect(await ask(redis.url, (client) => client.dbsize())).toBe(0);
  });

  async function ask<T>(url: string, question: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await question(client);
    } finally {
      client.disconnect();
    }
  }
});

describe('the webhook receiver', () => {
  it('keeps the bytes and headers, and answers in turn', async () => {
    const receiver = later(await WebhookReceiver.start()).answersInTurn({ status: 500 }, { status: 204 });
    const post = () => fetch(`${receiver.url}/hook?a=1`, { method: 'POST', headers: { 'X-Id': '1' }, body: '{"é":1}' });
    expect([(await post()).status, (await post()).status, (await post()).status]).toEqual([500, 204, 204]);
    const [call] = await receiver.received(3);
    expect(call).toMatchObject({ method: 'POST', path: '/hook?a=1', headers: { 'x-id': '1' }, body: { é: 1 } });
    expect(call!.rawBody).toEqual(Buffer.from('{"é":1}'));
  });

  it('hangs up without an answer when told to', async () => {
    const receiver = later(await WebhookReceiver.start()).answers({ hangUp: true });
    await expect(fetch(receiver.url)).rejects.toThrow('fetch failed');
  });
});

describe('the TCP proxy', () => {
  it.each([
    ['cut', { isCut: true }],
    ['half open', { isHalfOpen: true }],
    ['reset in the middle of the answer', { resetAfterBytes: 20 }],
  ])('breaks connections (%s) and heals', async (_name, faults) => {
    const receiver = later(await WebhookReceiver.start());
    const proxy = later(await TcpProxy.start({ port: Number(new URL(receiver.url).port) }));
    const ask = () =>
      fetch(proxy.through(receiver.url), { signal: AbortSignal.timeout(300), headers: { connection: 'close' } }).then((r) => r.status);
    expect(await ask()).toBe(200);
    proxy.set(faults);
    await expect(ask()).rejects.toThrow();
    proxy.heal();
    expect(await ask()).toBe(200);
  });

  it('delays both ways', async () => {
    const receiver = later(await WebhookReceiver.start());
    const proxy = later(await TcpProxy.start({ port: Number(new URL(receiver.url).port) }));
    proxy.set({ delayMs: 60 });
    const startedAt = performance.now();
    await fetch(proxy.through(receiver.url));
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(115);
  });
});

describe('the TCP proxy, told to delay answers only,', () => {
  it('lets the server be reached at once', async () => {
    const receiver = later(await WebhookReceiver.start());
    const proxy = later(await TcpProxy.start({ port: Number(new URL(receiver.url).port) }));
    proxy.set({ answerDelayMs: 10_000 });
    await expect(fetch(proxy.through(receiver.url), { signal: AbortSignal.timeout(300) })).rejects.toThrow();
    await receiver.received(1);
  });
});

describe('waitFor', () => {
  it('tells what it waited for, and why it did not come', async () => {
    const waiting = waitFor(() => Promise.reject(new Error('refused')), { timeoutMs: 30, what: 'the moon' });
    await expect(waiting).rejects.toMatchObject({ message: 'Not within 30 ms: the moon', cause: { message: 'refused' } });
  });

  it('returns the first truthy answer', async () => {
    let asked = 0;
    expect(await waitFor(() => (++asked > 2 ? asked : undefined), { pollMs: 1 })).toBe(3);
  });
});

describe('freePort', () => {
  it('gives ports that can be listened on', async () => {
    const port = await freePort();
    const receiver = later(await WebhookReceiver.start(port));
    expect(receiver.url).toBe(`http://127.0.0.1:${port}`);
  });
});

async function connect(connectionString: string): Promise<void> {
  await run(connectionString, 'select 1');
}

async function run(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
