/** What the simulator is told by its environment; every setting has a default, so that it starts with none. */
export interface SimulatorSettings {
  host: string;
  /** 0 takes any free port. */
  port: number;
  page: PageSettings;
  sms: SmsSettings;
  /** Of a page or SMS account, above which calls are throttled; 0 is no limit. Left out: the providers' own. */
  callsPerSecond?: number;
}

export interface PageSettings {
  id: string;
  name: string;
  token: string;
  appId: string;
  /** Without one, calls need no appsecret_proof and webhooks carry no signature. */
  appSecret?: string;
  verifyToken?: string;
  /** Where Messenger webhooks go; without one none are sent. */
  webhookUrl?: string;
}

export interface SmsSettings {
  accountSid: string;
  authToken: string;
  /** Digits with country code. */
  from: string;
  /** Where texts from people go; without one none are sent. */
  webhookUrl?: string;
}

/** The environment is wrong; `problems` has one sentence for each wrong setting. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
  }
}

interface Rule {
  test: (value: string) => boolean;
  says: string;
}

const DIGITS: Rule = { test: (value) => /^\d{1,32}$/.test(value), says: 'must be digits only' };
const TEXT: Rule = { test: (value) => value.trim() !== '', says: 'must not be blank' };
const PORT: Rule = {
  test: (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65535,
  says: 'must be a port number from 0 to 65535 (0 takes any free port)',
};
const COUNT: Rule = { test: (value) => /^\d{1,6}$/.test(value), says: 'must be a number from 0 (no limit) to 999999' };
const WEB_ADDRESS: Rule = { test: isWebAddress, says: 'must be a full http:// or https:// address' };
const ACCOUNT_SID: Rule = {
  test: (value) => /^AC[0-9a-fA-F]{32}$/.test(value),
  says: 'must be AC and 32 hexadecimal digits',
};
const PHONE_NUMBER: Rule = {
  test: (value) => /^\+?[1-9]\d{6,14}$/.test(value),
  says: 'must be a phone number with country code, for example 15550001111',
};

/** Throws SettingsError naming every wrong setting at once. An empty value counts as not given. */
export function readSettings(env: Record<string, string | undefined>): SimulatorSettings {
  const problems: string[] = [];
  const read = (name: string, rule: Rule): string | undefined => {
    const value = env[name];
    if (value === undefined || value === '') return undefined;
    if (!rule.test(value)) problems.push(`${name} ${rule.says}.`);
    return value;
  };
  const settings: SimulatorSettings = {
    host: read('SIMULATOR_HOST', TEXT) ?? '127.0.0.1',
    port: Number(read('SIMULATOR_PORT', PORT) ?? '3001'),
    page: {
      id: read('SIMULATOR_PAGE_ID', DIGITS) ?? '100000000000001',
      name: read('SIMULATOR_PAGE_NAME', TEXT) ?? 'Demo Page',
      token: read('SIMULATOR_PAGE_TOKEN', TEXT) ?? 'simulated-page-token',
      appId: read('FACEBOOK_APP_ID', DIGITS) ?? '200000000000002',
      appSecret: read('FACEBOOK_APP_SECRET', TEXT),
      verifyToken: read('FACEBOOK_VERIFY_TOKEN', TEXT),
      webhookUrl: read('SIMULATOR_WEBHOOK_URL', WEB_ADDRESS),
    },
    sms: {
      accountSid: read('SIMULATOR_SMS_ACCOUNT_SID', ACCOUNT_SID) ?? `AC${'0'.repeat(31)}1`,
      authToken: read('SIMULATOR_SMS_AUTH_TOKEN', TEXT) ?? 'simulated-auth-token',
      from: (read('SIMULATOR_SMS_FROM', PHONE_NUMBER) ?? '15550001111').replace(/^\+/, ''),
      webhookUrl: read('SIMULATOR_SMS_WEBHOOK_URL', WEB_ADDRESS),
    },
  };
  const callsPerSecond = read('SIMULATOR_CALLS_PER_SECOND', COUNT);
  if (problems.length > 0) throw new SettingsError(problems);
  return { ...settings, ...(callsPerSecond === undefined ? {} : { callsPerSecond: Number(callsPerSecond) }) };
}

export function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
