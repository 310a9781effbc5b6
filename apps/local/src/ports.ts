import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export const LOOPBACK = '127.0.0.1';
const POLL_MS = 100;

/** Throws when the port could not be had for another reason: the machine has no such address, or the port is not for us. */
export function isPortFree(port: number, host = LOOPBACK): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)))
      .listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Below the ports that systems give to outgoing connections (from 32768 on Linux, from 49152 elsewhere), one of which could take it meanwhile. */
const [LOWEST_PORT, HIGHEST_PORT] = [15_000, 32_000];
const MOST_TRIES = 100;

/**
 * A port that nobody has right now; by chance, so that others that look at the same moment find another. Processes that
 * look often at the same moment take a part each: `part` of so many `parts`, counted from 0.
 */
export async function freePort({ part, parts } = { part: 0, parts: 1 }): Promise<number> {
  const size = Math.floor((HIGHEST_PORT - LOWEST_PORT) / parts);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const port = LOWEST_PORT + part * size + randomInt(size);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No free port between ${LOWEST_PORT} and ${HIGHEST_PORT} on ${LOOPBACK}.`);
}

/** What an earlier run left behind needs a moment to end. Throws with the setting's name when the port can't be had. */
export async function claimPort(setting: string, { port, host }: { port: number; host: string }, timeoutMs: number): Promise<void> {
  const giveUpAt = Date.now() + timeoutMs;
  const isFree = (): Promise<boolean> =>
    isPortFree(port, host).catch((error: Error) => {
      throw new Error(`${setting}: the gateway can't listen on port ${port} of ${host} (${error.message}).`);
    });
  while (!(await isFree())) {
    if (Date.now() > giveUpAt) {
      throw new Error(`Port ${port} is in use by another program. Stop that one, or set ${setting} to another port.`);
    }
    await pause(POLL_MS);
  }
}
