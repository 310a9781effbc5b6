import { resolve } from 'node:path';
import { loadSettings, SettingsError } from '@app/infra';
import { LOOPBACK } from './ports.js';
import type { Secrets } from './secrets.js';

/** What `npm start` takes from the environment, beyond what gateway and worker take. */
export interface LocalSettings {
  /** On which address this machine calls the gateway. */
  host: string;
  port: number;
  simulatorPort: number;
  dataDir: string;
  /** Given: no embedded Postgres is started. */
  databaseUrl?: string;
  /** False when both providers are somewhere else. */
  needsSimulator: boolean;
}

type Environment = Record<string, string | undefined>;

/** Of HOST: whoever listens on all of its addresses is called on loopback. */
const ALL_ADDRESSES = ['0.0.0.0', '::'];
const DEFAULT_PORT = '3000';
const DEFAULT_SIMULATOR_PORT = '3001';
/** Only here to be checked in place of what is not known yet. */
const STAND_IN = {
  DATABASE_URL: 'postgres://embedded',
  ACCESS_TOKEN_SECRET: 'x'.repeat(64),
  ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
  FACEBOOK_VERIFY_TOKEN: 'generated',
  PUBLIC_URL: 'http://127.0.0.1',
};

/** Checks all settings at once. Throws SettingsError that names every wrong one. */
export function readLocalSettings(environment: Environment): LocalSettings {
  const given = withoutEmpty(environment);
  const { PORT: port = DEFAULT_PORT, SIMULATOR_PORT: simulatorPort = DEFAULT_SIMULATOR_PORT } = given;
  const problems = [...gatewayProblems(given), ...portProblems('PORT', port), ...portProblems('SIMULATOR_PORT', simulatorPort)];
  const needsSimulator = !(given['FACEBOOK_GRAPH_API_URL'] && given['SMS_API_URL']);
  if (needsSimulator && Number(port) === Number(simulatorPort)) {
    problems.push(`PORT and SIMULATOR_PORT are both ${port}; the two need a port each`);
  }
  if (problems.length > 0) throw new SettingsError(`Wrong settings:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
  const host = given['HOST']?.trim();
  return {
    host: host && !ALL_ADDRESSES.includes(host) ? host : LOOPBACK,
    port: Number(port),
    simulatorPort: Number(simulatorPort),
    dataDir: resolve(given['GATEWAY_DATA_DIR'] ?? '.gateway'),
    ...(given['DATABASE_URL'] ? { databaseUrl: given['DATABASE_URL'] } : {}),
    needsSimulator,
  };
}

/** Secrets of the environment win over the generated ones. */
export function withGivenSecrets(generated: Secrets, environment: Environment): Secrets {
  const given = withoutEmpty(environment);
  return {
    ...generated,
    accessTokenSecret: given['ACCESS_TOKEN_SECRET'] ?? generated.accessTokenSecret,
    encryptionKey: given['ENCRYPTION_KEY'] ?? generated.encryptionKey,
    facebookAppId: given['FACEBOOK_APP_ID'] ?? generated.facebookAppId,
    facebookAppSecret: given['FACEBOOK_APP_SECRET'] ?? generated.facebookAppSecret,
    facebookVerifyToken: given['FACEBOOK_VERIFY_TOKEN'] ?? generated.facebookVerifyToken,
  };
}

function gatewayProblems(given: Environment): string[] {
  try {
    // PORT and what production asks for have their own answer here: the ports are checked below, the rest is generated.
    loadSettings({ ...STAND_IN, ...given, PORT: undefined });
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.message
      .split('\n')
      .filter((line) => line.startsWith('  - '))
      .map((line) => line.slice(4));
  }
}

function portProblems(name: string, value: string): string[] {
  const isPort = /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535;
  return isPort ? [] : [`${name} must be a port number from 1 to 65535, not "${value}"`];
}

function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));
}
