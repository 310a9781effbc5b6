import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { MigrationDirectory, MigrationList } from '@prisma/schema-engine-wasm';
import { MigrationError } from './migration-error.js';
import { withSchemaEngine } from './schema-engine.js';

/** Any number will do, as long as all processes of this project take the same one. */
const LOCK_KEY = 7_246_551_019;
const NO_FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Brings the database to the newest of prisma/migrations and returns the names of those that were applied now.
 * Several processes may call it at once: they take turns by an advisory lock, and all but the first find nothing to do.
 * Throws when the database can't be reached (the caller decides on trying again) or MigrationError when a migration fails.
 */
export async function migrate(databaseUrl: string, log: (line: string) => void): Promise<string[]> {
  const migrationsList = await readMigrations();
  return underLock(databaseUrl, async () => {
    try {
      const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, (engine) =>
        engine.applyMigrations({ migrationsList, filters: NO_FILTERS }),
      );
      for (const name of appliedMigrationNames) log(`applied migration ${name}`);
      return appliedMigrationNames;
    } catch (error) {
      throw new MigrationError('The migrations could not be applied', error);
    }
  });
}

async function underLock<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  return withClient(databaseUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    return work(); // the lock goes with the connection
  });
}

async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'migrate' });
  client.on('error', () => undefined); // a connection that is lost in between shows in the query that needs it
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function readMigrations(): Promise<MigrationList> {
  const baseDir = join(projectRoot(), 'prisma', 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const lockfile = join(baseDir, 'migration_lock.toml');
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lockfile) ? await readFile(lockfile, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.toSorted().map((name) => readMigration(baseDir, name))),
  };
}

async function readMigration(baseDir: string, name: string): Promise<MigrationDirectory> {
  const content = await readFile(join(baseDir, name, 'migration.sql'), 'utf8');
  return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: content } } };
}

/** The folder of package.json above this file: the same from sources, from dist and in the image. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('There is no package.json above this file, so prisma/migrations is not found.');
    folder = parent;
  }
  return folder;
}
