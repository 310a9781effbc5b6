import { setTimeout as pause } from 'node:timers/promises';
import type { DataFolder } from '../data-folder.js';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { choosePostgresHome } from './postgres-home.js';

/** Gateway and worker have a pool each, and scripts and a psql want in too. */
const MOST_CONNECTIONS = '200';
const RESTART_PAUSE_MS = 500;

export interface KeptPostgres {
  stop(): Promise<void>;
}

/** The data folder's own Postgres, with its database made. */
export async function startPostgres(folder: DataFolder, password: string): Promise<EmbeddedPostgres> {
  const { home, port } = await choosePostgresHome(folder);
  const server = new EmbeddedPostgres({ home, port, password, settings: { max_connections: MOST_CONNECTIONS } });
  try {
    await server.start();
    await server.createDatabase('gateway');
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** Starts the server again whenever it dies, until `stop`. */
export function keepRunning(server: EmbeddedPostgres, say: (line: string) => void): KeptPostgres {
  let isStopping = false;
  const watch = async (): Promise<void> => {
    while (!isStopping) {
      await server.ended();
      if (isStopping) return;
      say('Postgres ended; starting it again.');
      await server.start().catch((error: Error) => say(error.message));
      if (!server.isRunning) await pause(RESTART_PAUSE_MS);
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      isStopping = true;
      await server.stop();
      await watching;
    },
  };
}
