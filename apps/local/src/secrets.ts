import { randomBytes, randomInt } from 'node:crypto';
import type { DataFolder } from './data-folder.js';

/** What `npm start` makes up once and keeps, so that stored secrets and given-out tokens stay good over restarts. */
export interface Secrets {
  accessTokenSecret: string;
  /** 32 bytes in base64. */
  encryptionKey: string;
  postgresPassword: string;
  facebookPageId: string;
  facebookPageToken: string;
  facebookAppId: string;
  facebookAppSecret: string;
  facebookVerifyToken: string;
  smsAccountSid: string;
  smsAuthToken: string;
}

const FILE = 'secrets.json';

/** Keeps what is there and makes what is missing. */
export async function readOrMakeSecrets(folder: DataFolder): Promise<Secrets> {
  const kept = await folder.read<Partial<Secrets>>(FILE);
  const secrets = { ...makeSecrets(), ...kept };
  if (Object.keys(kept ?? {}).length < Object.keys(secrets).length) await folder.write(FILE, secrets);
  return secrets;
}

function makeSecrets(): Secrets {
  return {
    accessTokenSecret: randomBytes(48).toString('base64url'),
    encryptionKey: randomBytes(32).toString('base64'),
    postgresPassword: randomBytes(18).toString('base64url'),
    facebookPageId: `10${digits(13)}`,
    facebookPageToken: `EAA${randomBytes(24).toString('hex')}`,
    facebookAppId: `20${digits(13)}`,
    facebookAppSecret: randomBytes(16).toString('hex'),
    facebookVerifyToken: randomBytes(12).toString('hex'),
    smsAccountSid: `AC${randomBytes(16).toString('hex')}`,
    smsAuthToken: randomBytes(16).toString('hex'),
  };
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}
