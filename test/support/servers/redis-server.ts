import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../../apps/local/src/ports.js';
import { waitFor } from './wait-for.js';

export interface RedisServer {
  url: string;
  /** FLUSHALL. */
  flush(): Promise<void>;
  /** Ends it at once; nothing more is written. Only for a server of our own. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** True where tests over Redis can run: a redis-server on the PATH. */
export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;
/** True where there is a Redis of either kind; `startRedis` then works. */
export const hasRedis = hasRedisServer || Boolean(process.env['TEST_REDIS_URL']);

/** A Redis of the test's own as the gateway wants it (AOF, noeviction); the one at TEST_REDIS_URL where there is no binary. */
export async function startRedis(): Promise<RedisServer> {
  if (!hasRedisServer) return sharedRedis();
  const folder = await mkdtemp(join(tmpdir(), 'gateway-test-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server = await launch(port, folder);
  return {
    url,
    flush: () => flush(url),
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

function sharedRedis(): RedisServer {
  const url = process.env['TEST_REDIS_URL'];
  if (!url) throw new Error('There is no Redis here: ask hasRedis before startRedis.');
  const notOurs = () => Promise.reject(new Error('The Redis at REDIS_URL is not the test’s own.'));
  return { url, flush: () => flush(url), kill: notOurs, restart: notOurs, stop: async () => undefined };
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
