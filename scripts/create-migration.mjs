// Writes prisma/migrations/<time>_<name>/migration.sql: what lies between the migrations so far and prisma/schema.prisma.
// Prisma's own engine (as WebAssembly, nothing is downloaded) finds it out on an embedded Postgres made for the moment.
// Run: node scripts/create-migration.mjs <name> [--check]   (--check: write nothing, fail when something is missing)
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from './lib/project.mjs';
import { openSchemaEngine } from './lib/schema-engine.mjs';
import { withThrowawayPostgres } from './lib/throwaway-postgres.mjs';

const MIGRATIONS = inProject('prisma', 'migrations');
const SCHEMA = inProject('prisma', 'schema.prisma');
const LOCKFILE = '# Kept by Prisma: which kind of database the migrations are for.\nprovider = "postgresql"\n';

const checkOnly = process.argv.includes('--check');
const name = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
if (!checkOnly && !/^[a-z][a-z0-9_]*$/.test(name ?? '')) {
  console.error('Name the migration in lower case, for example: node scripts/create-migration.mjs add_opt_in');
  process.exit(2);
}

const script = await withThrowawayPostgres(findDifference);
if (!script) console.log('The migrations already say all that prisma/schema.prisma says.');
else if (checkOnly) fail(script);
else await write(script);

/** Undefined when there is none. */
async function findDifference({ databaseUrl, shadowDatabaseUrl }) {
  const engine = await openSchemaEngine(databaseUrl, shadowDatabaseUrl);
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...(await readMigrations()) },
    to: { tag: 'schemaDatamodel', files: [{ path: SCHEMA, content: await readFile(SCHEMA, 'utf8') }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const saysNothing = stdout.split('\n').every((line) => line.trim() === '' || line.startsWith('--'));
  return saysNothing ? undefined : stdout;
}

async function readMigrations() {
  const entries = existsSync(MIGRATIONS) ? await readdir(MIGRATIONS, { withFileTypes: true }) : [];
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).toSorted();
  const directories = names.map(async (path) => {
    const value = await readFile(join(MIGRATIONS, path, 'migration.sql'), 'utf8');
    return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } };
  });
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: 'migration_lock.toml', content: LOCKFILE },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(directories),
  };
}

async function write(sql) {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(MIGRATIONS, `${time}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), sql);
  await writeFile(join(MIGRATIONS, 'migration_lock.toml'), LOCKFILE);
  console.log(`Wrote ${join(folder, 'migration.sql')}. Read it before you commit it.`);
}

function fail(sql) {
  console.error(`The migrations lack this (run node scripts/create-migration.mjs <name>):\n${sql}`);
  process.exitCode = 1;
}
