import { isIPv6 } from 'node:net';
import { LOOPBACK } from './ports.js';
import type { LocalSettings } from './settings.js';
import type { Secrets } from './secrets.js';
import { SMS_FROM } from './demo.js';

type Environment = Record<string, string>;

export interface Addresses {
  gatewayUrl: string;
  /** Undefined when both providers are somewhere else. */
  simulatorUrl?: string;
}

export function addressesOf({ host, port, simulatorPort, needsSimulator }: LocalSettings): Addresses {
  const gatewayUrl = `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  return needsSimulator ? { gatewayUrl, simulatorUrl: `http://${LOOPBACK}:${simulatorPort}` } : { gatewayUrl };
}

/** For gateway, worker and admin command: the caller's environment, and what `npm start` fills in where it is silent. */
export function gatewayEnvironment(
  given: NodeJS.ProcessEnv,
  settings: LocalSettings,
  secrets: Secrets,
  databaseUrl: string,
): Environment {
  const { gatewayUrl, simulatorUrl } = addressesOf(settings);
  const defaults: Environment = {
    HOST: LOOPBACK,
    PUBLIC_URL: gatewayUrl,
    ALLOW_PRIVATE_URLS: 'on', // webhooks to one's own machine are what one tries first
    LOG_LEVEL: 'info',
    QUEUE_URL: databaseUrl,
    ...(simulatorUrl ? { FACEBOOK_GRAPH_API_URL: simulatorUrl, SMS_API_URL: simulatorUrl } : {}),
  };
  return {
    ...defaults,
    ...filled(given),
    PORT: String(settings.port),
    DATABASE_URL: databaseUrl,
    ACCESS_TOKEN_SECRET: secrets.accessTokenSecret,
    ENCRYPTION_KEY: secrets.encryptionKey,
    FACEBOOK_APP_ID: secrets.facebookAppId,
    FACEBOOK_APP_SECRET: secrets.facebookAppSecret,
    FACEBOOK_VERIFY_TOKEN: secrets.facebookVerifyToken,
  };
}

/** The simulator knows what Facebook and the SMS provider would know: ids, tokens, and where webhooks go. */
export function simulatorEnvironment(given: NodeJS.ProcessEnv, settings: LocalSettings, secrets: Secrets): Environment {
  const { gatewayUrl } = addressesOf(settings);
  return {
    SIMULATOR_PAGE_NAME: 'Demo Page',
    ...filled(given),
    SIMULATOR_PORT: String(settings.simulatorPort),
    SIMULATOR_HOST: LOOPBACK,
    SIMULATOR_PAGE_ID: secrets.facebookPageId,
    SIMULATOR_PAGE_TOKEN: secrets.facebookPageToken,
    SIMULATOR_WEBHOOK_URL: `${gatewayUrl}/webhooks/facebook`,
    FACEBOOK_APP_ID: secrets.facebookAppId,
    FACEBOOK_APP_SECRET: secrets.facebookAppSecret,
    FACEBOOK_VERIFY_TOKEN: secrets.facebookVerifyToken,
    SIMULATOR_SMS_ACCOUNT_SID: secrets.smsAccountSid,
    SIMULATOR_SMS_AUTH_TOKEN: secrets.smsAuthToken,
    SIMULATOR_SMS_FROM: SMS_FROM,
    SIMULATOR_SMS_WEBHOOK_URL: `${gatewayUrl}/webhooks/sms`,
  };
}

function filled(given: NodeJS.ProcessEnv): Environment {
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]?.trim())));
}
