// The admin commands of dist over HTTP, for all test files of a run: they make many spaces and tokens, and a process for
// each command, or for each file, takes seconds. POST {env, args} runs a command; DELETE {env} ends what it has open.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { Database } from '../../../dist/libs/infra/src/index.js';
import { AdminModule } from '../../../dist/apps/admin/src/admin.module.js';
import { COMMANDS, OPTIONS } from '../../../dist/apps/admin/src/commands.js';

const OWN_ENV = { ...process.env };
/** One for each environment: a test's database and keys. */
const apps = new Map();
let last = Promise.resolve();

/** One after another: the settings are read from this process's environment. */
function inTurn(work) {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}

async function appOf(env) {
  const key = JSON.stringify(env);
  if (!apps.has(key)) {
    process.env = { PATH: OWN_ENV.PATH, LOG_LEVEL: 'warn', ...env };
    apps.set(key, await NestFactory.createApplicationContext(AdminModule, { logger: ['error'], abortOnError: false }));
  }
  return apps.get(key);
}

async function run({ env, args }) {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  return COMMANDS[positionals.join(' ')](await appOf(env), values);
}

async function end({ env }) {
  const key = JSON.stringify(env);
  const app = apps.get(key);
  apps.delete(key);
  await app?.close();
  await app?.get(Database).$disconnect();
  return {};
}

async function answer(request) {
  const given = await json(request);
  return inTurn(() => (request.method === 'DELETE' ? end(given) : run(given)));
}

const server = createServer((request, response) => {
  const say = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  void answer(request).then(
    (result) => say(200, result),
    (error) => say(500, { error: String(error.stack) }),
  );
});
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
process.on('disconnect', () => process.exit());
