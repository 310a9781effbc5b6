import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';
import { waitFor } from './wait-for.js';

export interface RedisServer {
  url: string;
  /** FLUSHALL. */
  flush(): Promise<void>;
  /** From now on it has no room for more, or room again. */
  fill(isFull: boolean): Promise<void>;
  /** From now on it is a replica of that one, and takes no writes. */
  follow(primary: { url: string }): Promise<void>;
  /** Every key with what is in it, as text. */
  contents(): Promise<string>;
  /** Ends it at once; nothing more is written. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** True where tests over Redis can run: a redis-server on the PATH. Nobody else's is used, since it is emptied. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of the test's own as the gateway wants it (AOF, noeviction). */
export async function startRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-test-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server = await launch(port, folder);
  return {
    url,
    flush: () => flush(url),
    fill: (isFull) => withClient(url, async (client) => void (await client.config('SET', 'maxmemory', isFull ? 1 : 0))),
    follow: (primary) => withClient(url, async (client) => void (await client.replicaof(new URL(primary.url).hostname, Number(new URL(primary.url).port)))),
    contents: () => withClient(url, contents),
    kill: () => end(server, 'SIGKILL'),
    restart: async () => {
      await end(server, 'SIGKILL');
      server = await launch(port, folder);
    },
    stop: async () => {
      await end(server, 'SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launch(port: number, folder: string): Promise<ChildProcess> {
  const settings = ['--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''];
  const server = spawn('redis-server', ['--port', String(port), ...settings], { stdio: 'ignore' });
  await waitFor(() => withClient(`redis://127.0.0.1:${port}`, (client) => client.ping()), { what: 'redis-server to answer' });
  return server;
}

async function flush(url: string): Promise<void> {
  await withClient(url, (client) => client.flushall());
}

async function contents(client: Redis): Promise<string> {
  const readers: Record<string, (key: string) => Promise<unknown>> = {
    string: (key) => client.get(key),
    hash: (key) => client.hgetall(key),
    list: (key) => client.lrange(key, 0, -1),
    set: (key) => client.smembers(key),
    zset: (key) => client.zrange(key, '0', '-1'),
    stream: (key) => client.xrange(key, '-', '+'),
  };
  const keys = await client.keys('*');
  return (await Promise.all(keys.map(async (key) => `${key} ${JSON.stringify(await readers[await client.type(key)]?.(key))}`))).join('\n');
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}

async function withClient<T>(url: string, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.disconnect();
  }
}
