import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, isPortFree } from '../ports.js';
import type { DataFolder } from '../data-folder.js';
import { canReach, serverUser, type ServerUser } from './binaries.js';
import { endLeftoverServer } from './leftover.js';

const FILE = 'postgres.json';

interface Kept {
  home: string;
  port: number;
  /** The data folder that it was written in. */
  folder: string;
}

/**
 * Where the embedded Postgres lives, and on which port: the same as last time where that can be.
 * In the data folder; but as root the server runs as another user, who may not get there (a clone under /root),
 * then in a folder outside that bears the data folder's hash.
 */
export async function choosePostgresHome(folder: DataFolder): Promise<Kept> {
  const kept = await keptOf(folder);
  if (kept) await endLeftoverServer(join(kept.home, 'data'));
  const home = kept && existsSync(kept.home) ? kept.home : await newHome(folder);
  const port = kept && (await isPortFree(kept.port)) ? kept.port : await freePort();
  const chosen: Kept = { home, port, folder: folder.path };
  await folder.write(FILE, chosen);
  return chosen;
}

/** In a copy of a data folder it speaks of the original's server, which is not ours to end; a folder that was moved has taken it along. */
async function keptOf(folder: DataFolder): Promise<Kept | undefined> {
  const kept = await folder.read<Kept>(FILE);
  const isOfAnother = kept?.folder !== undefined && kept.folder !== folder.path && existsSync(kept.folder);
  return isOfAnother ? undefined : kept;
}

async function newHome(folder: DataFolder): Promise<string> {
  const user = serverUser();
  if (canReach(user, folder.path)) return folder.at('postgres');
  const outside = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
  const hash = createHash('sha256').update(folder.path).digest('hex').slice(0, 12);
  const prefix = `gateway-${hash}-`;
  await removeForgotten(outside, prefix, user);
  // The random end keeps others from laying out a folder of this name before us.
  return mkdtemp(join(outside, prefix));
}

/** Data of a data folder that was deleted since: its password went with it. */
async function removeForgotten(outside: string, prefix: string, user: ServerUser): Promise<void> {
  for (const name of await readdir(outside)) {
    const path = join(outside, name);
    if (!name.startsWith(prefix) || (await stat(path)).uid !== user.uid) continue;
    await endLeftoverServer(join(path, 'data'));
    await rm(path, { recursive: true, force: true });
  }
}
