import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { postgresBinaries, serverUser, type PostgresBinaries, type ServerUser } from './binaries.js';
import { endLeftoverServer } from './leftover.js';
import { emptySocketFolder, makeSocketFolder } from './socket-folder.js';

export interface EmbeddedPostgresOptions {
  /** Holds the server's data, its log and, where needed, a copy of its binaries. */
  home: string;
  port: number;
  password: string;
  /** Server settings, for example `fsync: 'off'`. */
  settings?: Record<string, string>;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const POLL_MS = 25;

/**
 * A Postgres server of our own on 127.0.0.1 and, where the system has them, on a Unix socket. It runs in a process group of its own, so that Ctrl-C reaches only us
 * and we decide when it goes; and it goes too, a little later, when we are killed.
 */
export class EmbeddedPostgres {
  private server: ChildProcess | undefined;
  private guard: ChildProcess | undefined;
  /** The same until `stop`: when the server dies and is started again, those who have the URL come back by it. */
  private socketFolder: string | undefined;

  constructor(private readonly options: EmbeddedPostgresOptions) {}

  get isRunning(): boolean {
    return this.server !== undefined && this.server.exitCode === null && this.server.signalCode === null;
  }

  /** Resolves when the running server has ended, for whatever reason. */
  async ended(): Promise<void> {
    if (this.isRunning) await once(this.server!, 'exit');
  }

  /** By the socket, where there is one: a single message takes a gateway less time than over TCP (docs/performance.md). */
  url(database = 'gateway'): string {
    const folder = this.socketFolder;
    return folder === undefined ? this.tcpUrl(database) : `${this.tcpUrl(database)}?host=${encodeURIComponent(folder)}`;
  }

  tcpUrl(database = 'gateway'): string {
    const { password, port } = this.options;
    return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  }

  /** Makes the cluster when there is none, ends a server that an earlier run left on it, and starts. */
  async start(): Promise<void> {
    const { home } = this.options;
    const user = serverUser();
    await makeHome(home, user);
    const binaries = await postgresBinaries(user, join(home, 'binaries'));
    if (!existsSync(join(this.dataDir, 'PG_VERSION'))) await this.initialise(binaries, user);
    await endLeftoverServer(this.dataDir);
    if (this.socketFolder === undefined) this.socketFolder = await makeSocketFolder(user);
    else await emptySocketFolder(this.socketFolder);
    await this.launch(binaries, user);
    await this.waitUntilReady();
  }

  /** Ends connections, writes everything down, and ends. `SIGKILL` does not write: for tests of a dead database. */
  async stop(signal: 'SIGINT' | 'SIGKILL' = 'SIGINT'): Promise<void> {
    this.guard?.kill('SIGKILL');
    if (this.isRunning) await this.end(signal);
    if (this.socketFolder !== undefined) await rm(this.socketFolder, { recursive: true, force: true });
    this.socketFolder = undefined;
  }

  private async end(signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    const server = this.server!;
    const ended = once(server, 'exit');
    server.kill(signal);
    const timer = setTimeout(() => server.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
    if (signal === 'SIGKILL') await endLeftoverServer(this.dataDir);
  }

  /** Makes the database unless it is there. */
  async createDatabase(name: string): Promise<void> {
    await this.query('postgres', async (client) => {
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
      if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
    });
  }

  private get dataDir(): string {
    return join(this.options.home, 'data');
  }

  private async initialise({ initdb }: PostgresBinaries, user: ServerUser): Promise<void> {
    // What an initdb that was cut short left behind looks whole from its first file on.
    const draft = `${this.dataDir}.draft-${randomUUID()}`;
    await this.removeDrafts();
    const passwordFile = join(this.options.home, `password-${randomUUID()}`);
    await writeFile(passwordFile, `${this.options.password}\n`, { mode: 0o600 });
    if (user.uid !== undefined) await chown(passwordFile, user.uid, user.gid!);
    const flags = ['--encoding=UTF8', '--locale=C', '--username=postgres', '--auth=scram-sha-256', '--no-sync'];
    const child = spawn(initdb, [`--pgdata=${draft}`, `--pwfile=${passwordFile}`, ...flags], {
      ...user,
      cwd: this.options.home,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    await rm(passwordFile, { force: true });
    if (code === 0) return rename(draft, this.dataDir);
    await rm(draft, { recursive: true, force: true });
    throw new Error(`The embedded Postgres could not be set up in ${this.options.home}:\n${complaints.trim()}`);
  }

  private async removeDrafts(): Promise<void> {
    const { home } = this.options;
    for (const name of await readdir(home)) if (name.startsWith('data.draft-')) await rm(join(home, name), { recursive: true, force: true });
  }

  private async launch({ postgres }: PostgresBinaries, user: ServerUser): Promise<void> {
    const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: this.socketFolder ?? '', ...this.options.settings };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // A file, not a pipe: a server whose log nobody reads any more would stop at its next line.
    const log = await open(this.logFile, 'w', 0o600);
    this.server = spawn(postgres, ['-D', this.dataDir, '-p', String(this.options.port), ...flags], {
      ...user,
      cwd: this.options.home,
      env: { ...process.env, LC_MESSAGES: 'C' },
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
    });
    this.server.on('error', () => undefined); // then it has no pid, which waitUntilReady tells
    await log.close();
    if (this.server.pid === undefined) return;
    const guardian = guard(this.server.pid);
    this.server.once('exit', () => guardian?.kill('SIGKILL')); // else it would signal whoever has the process id then
    this.guard = guardian;
  }

  private async waitUntilReady(): Promise<void> {
    const giveUpAt = Date.now() + START_TIMEOUT_MS;
    while (Date.now() < giveUpAt) {
      if (this.server?.pid === undefined || !this.isRunning) break;
      const isReady = await this.query('postgres', (client) => client.query('select 1')).then(
        () => true,
        () => false,
      );
      if (isReady) return;
      await pause(POLL_MS);
    }
    const log = await readFile(this.logFile, 'utf8').catch(() => '');
    // Not its socket folder: those who have the URL come back by it when the next try goes well.
    this.guard?.kill('SIGKILL');
    if (this.isRunning) await this.end('SIGKILL');
    throw new Error(`The embedded Postgres did not start:\n${log.trim().split('\n').slice(-8).join('\n')}`);
  }

  private get logFile(): string {
    return join(this.options.home, 'postgres.log');
  }

  private async query(database: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
    const client = new pg.Client({ connectionString: this.url(database), connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function makeHome(home: string, user: ServerUser): Promise<void> {
  await mkdir(dirname(home), { recursive: true });
  await mkdir(home, { recursive: true, mode: 0o700 });
  await chmod(home, 0o700);
  if (user.uid !== undefined) await chown(home, user.uid, user.gid!);
}

/** Waits for the end of its input, which is our end, and then stops the server; gateway and worker get a moment first. */
function guard(serverPid: number): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const script = 'read -r _; sleep 2; kill -INT "$1" 2>/dev/null';
  const child = spawn('/bin/sh', ['-c', script, 'postgres-guard', String(serverPid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return child;
}
