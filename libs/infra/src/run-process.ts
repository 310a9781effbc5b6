import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { INestApplicationContext } from '@nestjs/common';
import { loadSettings, SettingsError } from './config/load-settings.js';
import type { Settings } from './config/settings.js';
import { Database } from './database/database.js';
import { isDatabaseUnavailable } from './database/database-failure.js';
import { migrate } from './database/migrate.js';
import { createLogger, type Logger } from './logging/logger.js';
import { Tracing } from './tracing/index.js';

const RETRY_EVERY_MS = 1_000;
const LONGEST_STOP_MS = 20_000;
/**
 * Old objects may take 60 % more than live ones before they are collected; V8 by itself lets them grow to four times that.
 * Gateway and worker under load stay below 300 MB, and take no more processor time for it (docs/performance.md).
 */
const HEAP_GROWTH = '--heap-growing-percent=60';
/**
 * V8 makes objects old at once where earlier ones of the same line of code grew old. During one collection of old objects some
 * of a request's do; from then on such ones are old when they are dead, and hold the rest of their request, and so do all later
 * ones. Without it requests die young (docs/performance.md).
 */
const NOTHING_BORN_OLD = '--no-allocation-site-pretenuring';

/**
 * The life of a process: settings checked, migrations applied, servers waited for by retrying, then `start`;
 * on SIGTERM, SIGINT or the end of the process that supervises it, a clean stop.
 */
export async function runProcess(name: string, start: (settings: Settings) => Promise<INestApplicationContext>): Promise<void> {
  for (const flag of [HEAP_GROWTH, NOTHING_BORN_OLD]) setFlagsFromString(flag);
  const settings = settingsOrExit(name);
  const logger = createLogger(name, settings.LOG_LEVEL);
  let stopping = false;
  let app: INestApplicationContext | undefined;

  const stop = (why: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    void close(app).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'the stop was not clean');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('disconnect', () => stop('the supervisor is gone'));
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'an error was not handled'));

  try {
    await untilReachable(logger, () => (settings.RUN_MIGRATIONS ? migrate(settings.DATABASE_URL, (line) => logger.info(line)) : Promise.resolve([])));
    app = await untilReachable(logger, () => start(settings));
    // Ctrl-C may have come while the process was starting.
    if (stopping) await close(app);
  } catch (error) {
    logger.fatal({ err: error }, 'the process could not start');
    process.exit(1);
  }
}

async function close(app: INestApplicationContext | undefined): Promise<void> {
  await app?.close();
  await app?.get(Tracing).shutdown();
  await app?.get(Database).$disconnect();
}

function settingsOrExit(name: string): Settings {
  try {
    return loadSettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(`${name} can't start. ${error.message}`);
    process.exit(2);
  }
}

/** Servers may come up after this process: it waits for them. */
async function untilReachable<T>(logger: Logger, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      logger.warn({ reason: (error as Error).message }, `the database can't be reached; trying again in ${RETRY_EVERY_MS} ms`);
      await wait(RETRY_EVERY_MS);
    }
  }
}
