// npm test: prepares the clone, starts Postgres (and Redis where there is one), and runs every test.
// Arguments go on to Jest: npm test -- --selectProjects unit, npm test -- test/send.e2e-spec.ts
// --faults (npm run test:faults): faults, properties and fuzz, in full length.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { prepare } from './prepare.mjs';
import { inProject, nodeModule, root } from './lib/project.mjs';

const FAILED = 1;
/**
 * Inside a run files go one by one: a Jest worker whose failing test holds a function can't report it, and hangs.
 * A server that a failed test left open must not keep the run from ending; processes that tests start end with it.
 */
const ONE_BY_ONE = ['--runInBand', '--forceExit'];
/** All tests are shared out to this many runs at once: end-to-end files mostly wait. */
const RUNS_AT_ONCE = 3;
const runs = new Set();
/** Ctrl-C reaches Jest too; it ends by itself and then we clean up. One that comes before keeps it from being started. */
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isStopped = true;
    runs.forEach((run) => run.kill(signal));
  });
}

const isFaults = process.argv.includes('--faults');
const given = process.argv.slice(2).filter((argument) => argument !== '--faults');
/** What is longer with FAULTS=full; the properties of pure code stand beside it in libs. */
const IN_FULL = ['test/faults', 'test/properties', 'test/fuzz', 'libs'];
/** Without a file of its own choice `--faults` runs all of them. */
const jestArguments = isFaults && !given.some((argument) => existsSync(inProject(argument))) ? [...given, ...IN_FULL] : given;

try {
  await prepare();
  process.exitCode = await withServers(runJest);
} catch (error) {
  console.error(error.message);
  process.exitCode = FAILED;
}

async function withServers(work) {
  const servers = await import('../dist/apps/local/src/test-servers.js');
  const started = await servers.startTestServers({ say: console.log });
  const admin = fork(inProject('test', 'support', 'servers', 'admin-server.mjs'), { cwd: root, execArgv: [] });
  try {
    const ended = once(admin, 'exit').then(() => Promise.reject(new Error('The admin commands for the tests could not start.')));
    const [{ url }] = await Promise.race([once(admin, 'message'), ended]);
    return await work({ ...started.env, TEST_ADMIN_URL: url });
  } finally {
    admin.kill();
    await started.stop();
  }
}

async function runJest(env) {
  if (isStopped) throw new Error('Stopped before any test ran.');
  const folder = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  const shards = jestArguments.length > 0 ? [[]] : Array.from({ length: RUNS_AT_ONCE }, (_, index) => [`--shard=${index + 1}/${RUNS_AT_ONCE}`]);
  const countFiles = shards.map((_, index) => join(folder, `count-${index}`));
  try {
    const codes = await Promise.all(shards.map((shard, index) => runShard([...jestArguments, ...shard], countFiles[index], { ...env, TEST_PART: `${index}/${shards.length}` })));
    const counts = await Promise.all(countFiles.map((file) => readFile(file, 'utf8').catch(() => '0 passed, 1 failed')));
    process.on('exit', () => console.log(sumOf(counts)));
    return codes.find((code) => code !== 0) ?? 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runShard(jestArgumentsOfShard, countFile, env) {
  const reporters = ['--reporters=default', `--reporters=${inProject('test', 'support', 'count-reporter.js')}`];
  return new Promise((resolve, reject) => {
    const jest = spawn(process.execPath, [nodeModule('jest', 'bin/jest.js'), ...jestArgumentsOfShard, ...ONE_BY_ONE, ...reporters], {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        ...env,
        ...(isFaults ? { FAULTS: 'full' } : {}),
        NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
        TEST_COUNT_FILE: countFile,
      },
    });
    runs.add(jest);
    jest.on('error', reject);
    jest.on('exit', (exitCode) => resolve(exitCode ?? FAILED));
  });
}

/** One plain line for all runs: `N passed, N failed, N skipped`. */
function sumOf(counts) {
  const sum = (word) => counts.reduce((total, line) => total + Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0), 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
