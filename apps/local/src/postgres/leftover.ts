import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commandLineOf } from '../process-table.js';

const STOP_TIMEOUT_MS = 15_000;
const POLL_MS = 25;

/**
 * Ends the server that an earlier run left on this data folder, if there is one, and takes away its stale lock file.
 * The lock's process id counts only while that process names this folder: ids are used again. Throws when it does not end.
 */
export async function endLeftoverServer(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid');
  const pid = await readFile(pidFile, 'utf8').then(
    (text) => Number.parseInt(text, 10),
    () => undefined,
  );
  if (pid === undefined) return;
  const isOurs = () => commandLineOf(pid)?.includes(dataDir) ?? false;
  if (isOurs()) process.kill(pid, 'SIGINT');
  const giveUpAt = Date.now() + STOP_TIMEOUT_MS;
  while (isOurs()) {
    if (Date.now() > giveUpAt) throw new Error(`A Postgres of an earlier run (process ${pid}) does not end; stop it by hand.`);
    await pause(POLL_MS);
  }
  await rm(pidFile, { force: true });
}
