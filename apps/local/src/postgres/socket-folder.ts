import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canReach, type ServerUser } from './binaries.js';

/** Of a socket's path with its file's name, with some to spare: Linux takes 107 bytes, macOS 103. */
const LONGEST_PATH_BYTES = 100;
const LONGEST_FILE = '.s.PGSQL.65535.lock';

/**
 * A folder for the server's Unix socket: among temporary files, where paths are short and the file system has sockets.
 * Undefined where there can be none: on Windows, too deep down, or out of the reach of the server's user.
 */
export async function makeSocketFolder(user: ServerUser): Promise<string | undefined> {
  const prefix = join(tmpdir(), 'gateway-pg-');
  const isShort = Buffer.byteLength(join(`${prefix}XXXXXX`, LONGEST_FILE)) <= LONGEST_PATH_BYTES;
  // The server takes its setting for a list, with commas between folders and quotes around them.
  if (process.platform === 'win32' || !isShort || /[,"]/.test(prefix) || !canReach(user, tmpdir())) return undefined;
  const folder = await mkdtemp(prefix);
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid!);
  return folder;
}

/** A lock that a killed server left would stop the next one if its process id is somebody else's by now. */
export async function emptySocketFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { force: true });
}
