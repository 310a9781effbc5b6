import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { DataFolder } from './data-folder.js';
import type { Secrets } from './secrets.js';

/** What the demo is called in the database. */
export interface Demo {
  apiSpaceId: string;
  accessToken: string;
}

interface KeptDemo extends Demo {
  tokenId: string;
  /** Of what the accounts were connected with; when it changes they are connected again. */
  accountsHash: string;
  /** Of the secret that signed the token; with another one the token is void, and a new one is made. */
  tokenHash: string;
}

/** What the demo needs to get at the gateway's database through the admin command. */
export interface AdminAccess {
  /** The admin command's script. */
  script: string;
  env: Record<string, string>;
  databaseUrl: string;
}

export const SMS_FROM = '15550001111';
const FILE = 'demo.json';

/** The demo of an earlier start, or a new one: an apiSpace with a token, a Facebook page and an SMS account. */
export async function ensureDemo(folder: DataFolder, secrets: Secrets, admin: AdminAccess, say: (line: string) => void): Promise<Demo> {
  const kept = await folder.read<KeptDemo>(FILE);
  const [accountsHash, tokenHash] = [hashOf(secrets), hashOf(secrets.accessTokenSecret)];
  const isThere = kept !== undefined && (await isInDatabase(kept, admin.databaseUrl));
  if (isThere && kept.accountsHash === accountsHash && kept.tokenHash === tokenHash) return kept;
  say(isThere ? 'Connecting the demo accounts anew …' : 'Making the demo apiSpace …');
  const apiSpaceId = isThere ? kept.apiSpaceId : await makeSpace(admin);
  await connectAccounts(apiSpaceId, secrets, admin);
  const { accessToken, tokenId } = isThere && kept.tokenHash === tokenHash ? kept : await makeToken(apiSpaceId, admin);
  await folder.write(FILE, { apiSpaceId, accessToken, tokenId, accountsHash, tokenHash } satisfies KeptDemo);
  return { apiSpaceId, accessToken };
}

async function makeSpace(admin: AdminAccess): Promise<string> {
  return (await runAdmin<{ apiSpaceId: string }>(admin, ['space', 'create', '--name', 'demo', '--json'])).apiSpaceId;
}

function makeToken(apiSpaceId: string, admin: AdminAccess): Promise<{ accessToken: string; tokenId: string }> {
  return runAdmin(admin, ['token', 'create', '--space', apiSpaceId, '--name', 'demo', '--json']);
}

async function connectAccounts(apiSpaceId: string, secrets: Secrets, admin: AdminAccess): Promise<void> {
  const connect = ['account', 'connect', '--space', apiSpaceId, '--json'];
  const page = { address: secrets.facebookPageId, setting: `appId=${secrets.facebookAppId}` };
  const pageSecrets = [`pageAccessToken=${secrets.facebookPageToken}`, `appSecret=${secrets.facebookAppSecret}`];
  const number = { address: SMS_FROM, setting: `accountSid=${secrets.smsAccountSid}` };
  const connectTo = (channel: string, { address, setting }: typeof page, secretArgs: string[]) =>
    runAdmin(admin, [
      ...connect,
      '--channel',
      channel,
      '--address',
      address,
      '--setting',
      setting,
      ...secretArgs.flatMap((secret) => ['--secret', secret]),
    ]);
  await Promise.all([
    connectTo('fbMessenger', page, pageSecrets),
    connectTo('sms', number, [`authToken=${secrets.smsAuthToken}`]),
  ]);
}

function hashOf(secrets: Secrets | string): string {
  return createHash('sha256').update(JSON.stringify(secrets)).digest('hex');
}

/** Somebody may have given another DATABASE_URL, or emptied the database. */
async function isInDatabase({ apiSpaceId, tokenId }: KeptDemo, databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      'select 1 from access_token where id::text = $1 and api_space_id::text = $2 and revoked_at is null',
      [tokenId, apiSpaceId],
    );
    return rowCount === 1;
  } finally {
    await client.end();
  }
}

/** Runs one admin command and returns what it prints as JSON. Throws with its words when it fails. */
async function runAdmin<T>(admin: AdminAccess, args: string[]): Promise<T> {
  const child = spawn(process.execPath, [admin.script, ...args], { env: admin.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [answer, complaints] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  // The arguments hold secrets: only the command's name goes into the message.
  if (code !== 0) throw new Error(`admin ${args.slice(0, 2).join(' ')} failed:\n${(complaints || answer).trim()}`);
  return lastJson(answer) as T;
}

/** The answer is the last line that is JSON; log lines may stand before it. */
function lastJson(output: string): unknown {
  const whole = output.trim();
  for (const text of [whole, ...whole.split('\n').toReversed()]) {
    try {
      return JSON.parse(text);
    } catch {
      continue;
    }
  }
  throw new Error(`The admin command did not answer in JSON: ${whole.slice(0, 300)}`);
}
