// Brings a clone to where it can run: packages, the database client, the build. Each only when it is missing or outdated,
// and each says what it does. Only Node built-ins, since node_modules may be missing.
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { generate } from './generate.mjs';
import { inProject, nodeModule, root, run, runQuietly } from './lib/project.mjs';

/** As Prisma has it, whose installation fails on others: the oldest minor version of each line; from 24 on all. */
const OLDEST_MINOR = { 20: 19, 22: 12 };
const OLDEST_OF_ALL = 24;
const SOURCES = ['apps', 'libs', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'];
const BUILD_STAMP = inProject('dist', '.stamp');

/** Throws an Error whose message can be shown as it is. */
export async function prepare({ say = console.log } = {}) {
  checkNode();
  await install(say);
  await generate({ say });
  await build(say);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major >= OLDEST_OF_ALL || minor >= OLDEST_MINOR[major]) return;
  throw new Error(`Node 20.19, 22.12, 24 or newer is needed; this is ${process.versions.node}.`);
}

async function install(say) {
  const installed = inProject('node_modules', '.package-lock.json');
  const lock = inProject('package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  refuseLinkedModules();
  say('Installing packages (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const code = await run(npm, ['ci', '--ignore-scripts=false', '--loglevel=error', '--no-audit', '--no-fund'], {
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_ENV: '' }, // with NODE_ENV=production npm would leave out what the build needs
  });
  if (code !== 0) throw new Error(`npm ci failed (exit code ${code}); its own words stand above.`);
}

/** npm ci empties node_modules first, and through a link that would be another clone's folder. */
function refuseLinkedModules() {
  const isLink = lstatSync(inProject('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (!isLink) return;
  throw new Error(
    'Packages are missing or older than package-lock.json, and node_modules is a link: npm ci would empty the folder ' +
      'that it points to. Run npm ci there yourself, or delete the link.',
  );
}

async function build(say) {
  const stamp = stampOfSources();
  if (existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === stamp) return;
  say('Building …');
  await runQuietly('nest build', process.execPath, [nodeModule('@nestjs/cli', 'bin/nest.js'), 'build'], { cwd: root });
  mkdirSync(inProject('dist'), { recursive: true });
  writeFileSync(BUILD_STAMP, stamp);
}

/** Changes when a source file is added, changed or taken away. Specs are not built. */
function stampOfSources() {
  const hash = createHash('sha256').update(process.versions.node);
  for (const source of SOURCES) {
    for (const path of filesUnder(inProject(source))) {
      const { mtimeMs, size } = statSync(path);
      hash.update(`${path} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .filter((name) => !name.endsWith('.spec.ts') && !name.startsWith('.stamp'))
    .flatMap((name) => filesUnder(join(path, name)));
}
