// The processes of a benchmark, all on loopback; they end with this one.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Starts a script, ours and the baselines alike with Node's own settings, and resolves when a line of its output matches. */
export async function start(script, env, readyLine) {
  const child = spawn(process.execPath, [`${root}${script}`], { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  await new Promise((resolve, reject) => {
    const read = (chunk) => {
      output = (output + chunk).slice(-20_000);
      if (readyLine.test(output)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => reject(new Error(`${script} ended with ${code}:\n${output}`)));
  });
  return { stop: () => new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : (child.on('exit', resolve), child.kill('SIGTERM')))), pid: child.pid };
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function startRedis(folder) {
  const port = await freePort();
  const args = ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''];
  const child = spawn('redis-server', args.map(String), { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => /Ready to accept connections/.test(chunk) && resolve());
    child.on('error', (error) => reject(new Error(`The benchmarks need redis-server on the PATH: ${error.message}`)));
    child.on('exit', (code) => reject(new Error(`redis-server ended with ${code}.`)));
  });
  return { url: `redis://127.0.0.1:${port}`, stop: () => child.kill('SIGKILL') };
}

/** Settings that gateway and worker share in a benchmark. */
export function gatewayEnv({ databaseUrl, queueUrl, port, standInUrl }) {
  return {
    DATABASE_URL: databaseUrl,
    QUEUE_URL: queueUrl,
    PORT: String(port),
    FACEBOOK_GRAPH_API_URL: standInUrl,
    ACCESS_TOKEN_SECRET: randomBytes(32).toString('hex'),
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    ALLOW_PRIVATE_URLS: 'on',
    CHANNEL_RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'development',
  };
}
