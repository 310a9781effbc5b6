// npm test: prepares the clone, starts Postgres (and Redis where there is one), and runs every test.
// Arguments go on to Jest: npm test -- --selectProjects unit, npm test -- test/send.e2e-spec.ts
// --faults (npm run test:faults): only test/faults, in full length.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { prepare } from './prepare.mjs';
import { inProject, nodeModule, root } from './lib/project.mjs';

const FAILED = 1;
/**
 * End-to-end files start several processes each, so more of them at once only wait for each other; and a Jest worker
 * whose failing test holds a function can't report it, and hangs. A server that a failed test left open must not keep
 * the run from ending; processes that tests start end with it.
 */
const ONE_BY_ONE = ['--runInBand', '--forceExit'];
/** Ctrl-C reaches Jest too; it ends by itself and then we clean up. */
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest?.kill(signal));
let jest;

const isFaults = process.argv.includes('--faults');
const given = process.argv.slice(2).filter((argument) => argument !== '--faults');
/** Without a file of its own choice `--faults` runs all of them. */
const jestArguments = isFaults && given.every((argument) => argument.startsWith('-')) ? [...given, 'test/faults'] : given;

try {
  await prepare();
  process.exitCode = await withServers(runJest);
} catch (error) {
  console.error(error.message);
  process.exitCode = FAILED;
}

async function withServers(work) {
  const servers = await import('../dist/apps/local/src/test-servers.js');
  const started = await servers.startTestServers({ say: console.log, redisUrl: process.env.REDIS_URL });
  try {
    return await work(started.env);
  } finally {
    await started.stop();
  }
}

async function runJest(env) {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  const countFile = join(folder, 'count');
  const reporters = ['--reporters=default', `--reporters=${inProject('test', 'support', 'count-reporter.js')}`];
  try {
    const code = await new Promise((resolve, reject) => {
      jest = spawn(process.execPath, [nodeModule('jest', 'bin/jest.js'), ...jestArguments, ...ONE_BY_ONE, ...reporters], {
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
      jest.on('error', reject);
      jest.on('exit', (exitCode) => resolve(exitCode ?? FAILED));
    });
    process.on('exit', printLast(await readFile(countFile, 'utf8').catch(() => undefined)));
    return code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function printLast(line) {
  return () => line && console.log(line);
}
