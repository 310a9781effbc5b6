import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports.js';
import { EmbeddedPostgres } from './postgres/embedded-postgres.js';

/** What the tests find in their environment. */
export interface TestServers {
  /** `TEST_DATABASE_URL` (an administrator's; each test file makes its own database). */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** Nothing of it has to outlive a crash of the machine, and several gateways and workers connect at once. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' };

/** As a server would run that is set as docs/operations.md says; for benchmarks. */
const DURABLE = {
  max_connections: '400',
  shared_buffers: `${Math.floor(totalmem() / 4 / 1_048_576)}MB`,
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  effective_io_concurrency: '64',
  io_workers: '12',
};

/** The servers that all test files share. */
export async function startTestServers(options: { say: (line: string) => void; durable?: boolean }): Promise<TestServers> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-test-pg-'));
  await chmod(folder, 0o711);
  const postgres = new EmbeddedPostgres({ home: join(folder, 'postgres'), port: await freePort(), password: 'test', settings: options.durable ? DURABLE : FAST });
  options.say('Starting Postgres for the tests …');
  await postgres.start();
  const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;
  if (!hasRedisServer) options.say('There is no redis-server on the PATH: tests over Redis are skipped.');
  return {
    env: { TEST_DATABASE_URL: options.durable ? postgres.url('postgres') : postgres.tcpUrl('postgres') },
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
