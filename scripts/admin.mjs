// npm run admin -- <command>: the admin command. With DATABASE_URL (or in .env, as for npm start) on that database, else on the one that `npm start` runs.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { prepare } from './prepare.mjs';
import { inProject, root, run } from './lib/project.mjs';

/** What is in the environment comes before what is in .env, and an empty value counts for nothing, as for npm start. */
const dotEnv = existsSync(inProject('.env')) ? parseEnv(readFileSync(inProject('.env'), 'utf8')) : {};
const given = (name) => process.env[name] || dotEnv[name];
const folder = resolve(root, given('GATEWAY_DATA_DIR') || '.gateway');

try {
  await prepare({ say: console.error }); // stdout belongs to the command's answer
  const main = inProject('dist', 'apps', 'admin', 'src', 'main.js');
  const databaseUrl = given('DATABASE_URL');
  const local = localDatabase();
  if (!databaseUrl && !local && !process.argv.includes('--help')) throw new Error(`Nothing runs in ${folder}: start it with npm start, or say which database by DATABASE_URL.`);
  // What npm start runs on a database of one's own has the secrets that npm start made up.
  const env = { ...process.env, ...(databaseUrl && databaseUrl !== local?.DATABASE_URL ? { DATABASE_URL: databaseUrl } : local) };
  process.exitCode = await run(process.execPath, [main, ...process.argv.slice(2)], { env });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** A run that was killed leaves its files behind. */
function isSupervised() {
  try {
    return process.kill(Number(readFileSync(join(folder, 'supervisor.pid'), 'utf8').split('\n')[0]), 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function localDatabase() {
  const running = join(folder, 'running.json');
  if (!existsSync(running) || !isSupervised()) return undefined;
  const { databaseUrl, queueUrl, accessTokenSecret, encryptionKey, allowPrivateUrls } = JSON.parse(readFileSync(running, 'utf8'));
  return {
    DATABASE_URL: databaseUrl,
    QUEUE_URL: process.env.QUEUE_URL || queueUrl,
    ACCESS_TOKEN_SECRET: process.env.ACCESS_TOKEN_SECRET || accessTokenSecret,
    ENCRYPTION_KEY: process.env.ENCRYPTION_KEY || encryptionKey,
    ALLOW_PRIVATE_URLS: process.env.ALLOW_PRIVATE_URLS || allowPrivateUrls,
  };
}
