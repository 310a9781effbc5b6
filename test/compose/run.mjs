// npm run test:compose: brings docker-compose.yml up for real with two workers, sends a message to the simulator,
// and waits until it is delivered. With Docker; or with the command in COMPOSE_CHECK, called as `$COMPOSE_CHECK up .`.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { basename, dirname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const UP_TIMEOUT_MS = 120_000;
const DELIVERED_TIMEOUT_MS = 60_000;
const WORKERS = 2;
const PERSON = '4000000000000001';

/** No use in waiting longer. */
class Fatal extends Error {}

const standIn = process.env.COMPOSE_CHECK;
/** podman-compose 1.0 knows only the folder's name. */
const project = standIn ? basename(ROOT) : 'gateway-compose-test';
const secrets = { pageId: '100000000000001', pageToken: hex(24), appId: '200000000000001', appSecret: hex(16) };
const [port, simulatorPort] = [await freePort(), await freePort()];
const env = {
  ...process.env,
  COMPOSE_PROJECT_NAME: project,
  POSTGRES_PASSWORD: hex(16),
  ACCESS_TOKEN_SECRET: hex(32),
  ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  FACEBOOK_VERIFY_TOKEN: hex(12),
  FACEBOOK_APP_ID: secrets.appId,
  FACEBOOK_APP_SECRET: secrets.appSecret,
  FACEBOOK_GRAPH_API_URL: 'http://simulator:3001',
  SMS_API_URL: 'http://simulator:3001',
  PUBLIC_URL: 'http://gateway:3000',
  SIMULATOR_PAGE_ID: secrets.pageId,
  SIMULATOR_PAGE_TOKEN: secrets.pageToken,
  PORT: String(port),
  SIMULATOR_PORT: String(simulatorPort),
};
const gatewayUrl = `http://127.0.0.1:${port}`;

let failure;
try {
  await up();
  await until('the gateway to be ready', UP_TIMEOUT_MS, async () => (await fetch(`${gatewayUrl}/health/ready`)).ok);
  await checkWorkers();
  const access = await makeSpace();
  const messageId = await send(access);
  await until('the message to be delivered', DELIVERED_TIMEOUT_MS, () => isDelivered(access, messageId));
  console.log(`A message went through with ${WORKERS} workers and was delivered.`);
} catch (error) {
  failure = error;
  console.error(error.message);
  await compose(['logs']).catch(() => undefined);
} finally {
  await down().catch((error) => console.error(error.message));
}
console.log(failure ? '0 passed, 1 failed' : '1 passed, 0 failed');
process.exitCode = failure ? 1 : 0;

async function up() {
  console.log('Building and starting …');
  if (!standIn) {
    await compose(['up', '-d', '--build', '--scale', `worker=${WORKERS}`]);
    return;
  }
  await compose(['up']);
  // podman-compose 1.0 takes no notice of --scale.
  for (let more = 1; more < WORKERS; more++) await compose(['run', '-d', 'worker']);
}

async function down() {
  await compose(['down', '-v']);
  const left = standIn ? await containers() : []; // what `run` started is not part of its `down`
  if (left.length > 0) await engine(['rm', '-f', ...left.map(({ name }) => name)]);
}

/** Of this test's project only. */
async function containers(service) {
  const filters = [`label=com.docker.compose.project=${project}`, ...(service ? [`label=com.docker.compose.service=${service}`] : [])];
  const output = await engine(['ps', '-a', ...filters.flatMap((filter) => ['--filter', filter]), '--format', '{{.Names}}\t{{.Status}}']);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ name: line.split('\t')[0], isUp: /\tUp/.test(line) }));
}

async function checkWorkers() {
  const workers = await containers('worker');
  if (workers.filter(({ isUp }) => isUp).length === WORKERS) return;
  throw new Error(`${WORKERS} workers should run: ${JSON.stringify(workers)}`);
}

async function makeSpace() {
  const { apiSpaceId } = await admin(['space', 'create', '--name', 'compose']);
  const { accessToken } = await admin(['token', 'create', '--space', apiSpaceId, '--name', 'compose']);
  const page = ['--channel', 'fbMessenger', '--address', secrets.pageId, '--setting', `appId=${secrets.appId}`];
  const tokens = ['--secret', `pageAccessToken=${secrets.pageToken}`, '--secret', `appSecret=${secrets.appSecret}`];
  await admin(['account', 'connect', '--space', apiSpaceId, ...page, ...tokens]);
  return { url: `${gatewayUrl}/apispaces/${apiSpaceId}/messages`, accessToken };
}

/** The admin command of the image, in the gateway's own container. */
async function admin(args) {
  const [gateway] = await containers('gateway');
  const output = await engine(['exec', gateway.name, 'node', 'dist/apps/admin/src/main.js', ...args, '--json']);
  return JSON.parse(output.trim().split('\n').at(-1));
}

async function send({ url, accessToken }) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ to: { fbMessengerId: PERSON }, rules: ['fbMessenger'], body: 'Hello from a container' }),
  });
  const text = await response.text();
  if (response.status !== 201) throw new Error(`The send request got ${response.status}: ${text}`);
  return JSON.parse(text).messageId;
}

async function isDelivered({ url, accessToken }, messageId) {
  const response = await fetch(`${url}/${messageId}`, { headers: { authorization: `Bearer ${accessToken}` } });
  const { status } = await response.json();
  if (['failed', 'expired', 'filtered'].includes(status)) throw new Fatal(`The message is ${status}.`);
  return ['delivered', 'read'].includes(status);
}

async function until(what, timeoutMs, isSo) {
  const giveUpAt = Date.now() + timeoutMs;
  while (Date.now() < giveUpAt) {
    const answer = await isSo().catch((error) => {
      if (error instanceof Fatal) throw error;
      return false;
    });
    if (answer) return;
    await pause(250);
  }
  throw new Error(`Not within ${timeoutMs / 1000} s: ${what}`);
}

function compose([verb, ...args]) {
  if (standIn) return run(standIn, [verb, '.', ...args.filter((arg) => arg !== '--build')]);
  return run('docker', ['compose', '--profile', 'simulator', verb, ...args]);
}

function engine(args) {
  return run(standIn ? 'podman' : 'docker', args, { quiet: true });
}

function run(command, args, { quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', quiet ? 'pipe' : 'inherit', 'inherit'] });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve(output);
      // The arguments may hold secrets: only the command's first words go into the message.
      reject(new Error(`${command} ${args.slice(0, 2).join(' ')} failed (exit code ${code}).`));
    });
  });
}

function hex(bytes) {
  return randomBytes(bytes).toString('hex');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address.port));
    });
  });
}
