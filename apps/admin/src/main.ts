import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { PERMISSIONS } from '@app/access';
import { Database, loadSettings, migrate, migrateQueue, type Settings } from '@app/infra';
import { AdminModule } from './admin.module.js';
import { COMMANDS, OPTIONS, UsageError } from './commands.js';
import { failureOf } from './failure.js';

const USAGE = `admin <command>

  migrate                                    bring the database to the newest tables
  space create --name NAME                   make an apiSpace
  space list                                 all of them, with their ids
  token create --space ID --name NAME        make an access token; it is shown this once
      [--profile PROFILE_ID]                 the profile that it acts as
      [--permission P ...]                   ${PERMISSIONS.join(', ')}
  token list --space ID                      the tokens of an apiSpace, without the tokens themselves
  token revoke --space ID --token TOKEN_ID   refuse a token from now on
  account list --space ID                    pages and phone numbers, and whether they are held
  account connect --space ID --channel NAME --address ADDRESS
      [--setting key=value ...]              connect a page or a phone number; again to change it
      [--secret key=value ...]               --secret key=@file reads it from a file; without one it keeps its own
                                             a channel of your own: --channel myChannel without --address,
                                             --setting url=https://… --secret secret=…
  account release --space ID --channel NAME --address ADDRESS
                                             send again on an account that was held
  account remove --space ID --channel NAME --address ADDRESS
                                             send on it no more and forget its secrets; its messages stay
  secrets rotate                             seal all stored secrets with ENCRYPTION_KEY that ENCRYPTION_OLD_KEYS
                                             open; says how many rows are on which key

  --json                                     print the result as one line of JSON
`;

/** A list of things is shown one a line. */
function shown(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  if (value.every((item) => typeof item !== 'object')) return value.join(', ') || 'nothing';
  return value.map((item) => `\n  ${JSON.stringify(item)}`).join('');
}

async function migrateAll({ DATABASE_URL, queueUrl }: Settings): Promise<{ applied: string[] }> {
  const applied = await migrate(DATABASE_URL, () => undefined);
  await migrateQueue(queueUrl);
  return { applied };
}

async function run(): Promise<Record<string, unknown>> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const name = positionals.join(' ');
  if (values.help) return { usage: USAGE };
  if (name === '') throw new UsageError(USAGE);
  if (name === 'migrate') return migrateAll(loadSettings(process.env));
  const command = COMMANDS[name];
  if (!command) throw new UsageError(`There is no command "${name}".\n\n${USAGE}`);
  loadSettings(process.env);
  const app = await NestFactory.createApplicationContext(AdminModule, { logger: ['error'], abortOnError: false });
  try {
    return await command(app, values);
  } finally {
    await app.close();
    await app.get(Database).$disconnect();
  }
}

try {
  const result = await run();
  if (process.argv.includes('--json')) console.log(JSON.stringify(result));
  else if ('usage' in result) console.log(result['usage']);
  else for (const [key, value] of Object.entries(result)) console.log(`${key}: ${shown(value)}`);
} catch (error) {
  const { shown: text, exitCode } = failureOf(error);
  console.error(text);
  process.exitCode = exitCode;
}
// Prisma's schema engine leaves a timer of 10 s behind, which nothing needs.
process.stdout.write('', () => process.exit());
