// Makes the Prisma client from prisma/schema.prisma; does nothing when it is there and the schema is unchanged.
// Run: npm run generate [-- --force]
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { hashOfFiles, inProject, nodeModule, root, runQuietly } from './lib/project.mjs';

const GENERATED = inProject('libs', 'infra', 'src', 'database', 'generated');
const STAMP = inProject('libs', 'infra', 'src', 'database', 'generated', '.stamp');

/** Returns true when it generated something. */
export async function generate({ force = false, say = console.log } = {}) {
  const stamp = hashOfFiles([
    inProject('prisma', 'schema.prisma'),
    inProject('prisma.config.ts'),
    inProject('node_modules', 'prisma', 'package.json'),
  ]);
  if (!force && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return false;
  say('Generating the database client …');
  await runQuietly('prisma generate', process.execPath, [nodeModule('prisma', 'build/index.js'), 'generate'], {
    cwd: root,
    env: { ...process.env, ...engineStandIn(), PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
  });
  if (!existsSync(GENERATED)) throw new Error(`prisma generate made no ${GENERATED}.`);
  writeFileSync(STAMP, stamp);
  return true;
}

/**
 * `prisma generate` insists on the schema engine's binary, which is downloaded from outside npm, and then never runs it.
 * So any executable will do where it was not downloaded. Only here: `prisma migrate` would take it at its word.
 */
function engineStandIn() {
  if (process.env.PRISMA_SCHEMA_ENGINE_BINARY) return {};
  const engines = inProject('node_modules', '@prisma', 'engines');
  const isThere = existsSync(engines) && readdirSync(engines).some((file) => file.startsWith('schema-engine-'));
  return isThere ? {} : { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const done = await generate({ force: process.argv.includes('--force') });
  if (!done) console.log('The database client is up to date.');
}
