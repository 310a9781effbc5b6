import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgres } from '../../../apps/local/src/postgres/embedded-postgres.js';
import { freePort } from './free-port.js';

export interface PostgresServer {
  /** Of the administrator, on the database `postgres`. */
  url: string;
  /** False when it has ended by itself too. */
  isRunning(): boolean;
  start(): Promise<void>;
  /** `SIGKILL`: as if the machine had lost its power. The data stays for the next `start`. */
  halt(signal?: 'SIGINT' | 'SIGKILL'): Promise<void>;
  /** All that it wrote. */
  log(): Promise<string>;
  /** A server of its own with the data of now, which takes no writes. This one must be halted meanwhile. */
  copyAsStandby(): Promise<PostgresServer>;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
}

/** A Postgres of the test's own, on the same port through all its lives: for tests of a dead database. Its data is in `on`, or beside the other tests'. */
export async function startPostgresServer({ settings = {}, on = tmpdir() }: { settings?: Record<string, string>; on?: string } = {}): Promise<PostgresServer> {
  const folder = await mkdtemp(join(on, 'gateway-test-pg-'));
  await chmod(folder, 0o711);
  return serverIn(folder, settings);
}

async function serverIn(folder: string, settings: Record<string, string>): Promise<PostgresServer> {
  const server = new EmbeddedPostgres({
    home: join(folder, 'postgres'),
    port: await freePort(),
    password: 'test',
    settings: { max_connections: '200', ...settings },
  });
  await server.start();
  return {
    url: server.tcpUrl('postgres'),
    isRunning: () => server.isRunning,
    start: () => server.start(),
    halt: (signal = 'SIGINT') => server.stop(signal),
    log: () => readFile(join(folder, 'postgres', 'postgres.log'), 'utf8'),
    copyAsStandby: async () => {
      const copy = await mkdtemp(join(dirname(folder), 'gateway-test-pg-'));
      await chmod(copy, 0o711);
      await promisify(execFile)('cp', ['-a', join(folder, 'postgres'), copy]);
      const data = join(copy, 'postgres', 'data');
      // Its owner is the server's, as of all that is in there.
      await promisify(execFile)('cp', ['-a', join(data, 'PG_VERSION'), join(data, 'standby.signal')]);
      return serverIn(copy, settings);
    },
    stop: async () => {
      await server.stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
