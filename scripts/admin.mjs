// npm run admin -- <command>: the admin command. With DATABASE_URL (or in .env, as for npm start) on that database, else on the one that `npm start` runs.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { prepare } from './prepare.mjs';
import { inProject, root, run } from './lib/project.mjs';

try {
  const settings = inProject('.env');
  if (existsSync(settings)) process.loadEnvFile(settings); // what is in the environment already stays
  await prepare({ say: console.error }); // stdout belongs to the command's answer
  const main = inProject('dist', 'apps', 'admin', 'src', 'main.js');
  const env = process.env.DATABASE_URL ? process.env : { ...process.env, ...localDatabase() };
  process.exitCode = await run(process.execPath, [main, ...process.argv.slice(2)], { env });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function localDatabase() {
  const folder = resolve(root, process.env.GATEWAY_DATA_DIR ?? '.gateway');
  const running = join(folder, 'running.json');
  if (!existsSync(running)) {
    throw new Error(`Nothing runs in ${folder}: start it with npm start, or say which database by DATABASE_URL.`);
  }
  const { databaseUrl, queueUrl, accessTokenSecret, encryptionKey, allowPrivateUrls } = JSON.parse(readFileSync(running, 'utf8'));
  return {
    DATABASE_URL: databaseUrl,
    QUEUE_URL: process.env.QUEUE_URL ?? queueUrl,
    ACCESS_TOKEN_SECRET: process.env.ACCESS_TOKEN_SECRET ?? accessTokenSecret,
    ENCRYPTION_KEY: process.env.ENCRYPTION_KEY ?? encryptionKey,
    ALLOW_PRIVATE_URLS: process.env.ALLOW_PRIVATE_URLS ?? allowPrivateUrls,
  };
}
