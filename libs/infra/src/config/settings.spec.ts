import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadSettings } from './load-settings.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const settings = [...read('settings.ts').matchAll(/^ {2}([A-Z][A-Z_]+)[!?]?: /gm)].map(([, name]) => name!);

/** Name → default, from the README's table. */
const documented = new Map(
  read('../../../../README.md')
    .split('\n')
    .flatMap((line) => {
      const [, name, standard] = /^\| `([A-Z_]+)` \| ([^|]+) \| .+ \|$/.exec(line) ?? [];
      return name && standard ? [[name, standard.trim()] as const] : [];
    })
    .toReversed(), // a name that `npm start` treats otherwise stands a second time, further down
);

const REQUIRED = {
  DATABASE_URL: 'postgres://user:password@localhost:5432/gateway',
  ACCESS_TOKEN_SECRET: 'x'.repeat(32),
  ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
};

describe("the README's table of settings", () => {
  it.each(settings)('has %s', (name) => {
    expect([...documented.keys()]).toContain(name);
  });

  it('names the defaults that the code has', () => {
    const defaults = loadSettings(REQUIRED) as unknown as Record<string, unknown>;
    const shown = (value: unknown): string => (value === true ? 'on' : value === false ? 'off' : String(value as string | number));
    const withDefault = settings.filter((name) => defaults[name] !== undefined && !Array.isArray(defaults[name]) && !(name in REQUIRED));
    expect(withDefault.length).toBeGreaterThan(5);
    for (const name of withDefault) expect(`${name}: ${documented.get(name)}`).toContain(`${name}: \`${shown(defaults[name])}\``);
  });
});

describe('settings', () => {
  it('that are wrong are all named at once', () => {
    const wrong = { ...REQUIRED, PORT: 'http', QUEUE_URL: 'amqp://queue', ALLOW_PRIVATE_URLS: 'maybe', ENCRYPTION_KEY: 'short' };
    const load = (): unknown => loadSettings(wrong);
    for (const name of ['PORT', 'QUEUE_URL', 'ALLOW_PRIVATE_URLS', 'ENCRYPTION_KEY']) expect(load).toThrow(name);
  });

  it('of several values are divided by commas, and each is checked', () => {
    const key = Buffer.alloc(32, 1).toString('base64');
    expect(loadSettings({ ...REQUIRED, ENCRYPTION_OLD_KEYS: `${key}, ${key}` }).ENCRYPTION_OLD_KEYS).toEqual([key, key]);
    expect(() => loadSettings({ ...REQUIRED, ENCRYPTION_OLD_KEYS: `${key},short` })).toThrow('ENCRYPTION_OLD_KEYS');
    expect(() => loadSettings({ ...REQUIRED, ACCESS_TOKEN_OLD_SECRETS: 'short' })).toThrow('ACCESS_TOKEN_OLD_SECRETS');
  });

  it('of trusted proxies are addresses, networks and their names, or off', () => {
    const proxies = (value?: string): string[] => loadSettings({ ...REQUIRED, TRUSTED_PROXIES: value }).TRUSTED_PROXIES;
    expect([proxies(), proxies('off'), proxies('loopback, 203.0.113.7,2001:db8::/32')]).toEqual([['loopback', 'linklocal', 'uniquelocal'], [], ['loopback', '203.0.113.7', '2001:db8::/32']]);
    for (const wrong of ['on', '10.0.0.0/33', '1.2.3.4,proxy.example', 'true']) expect(() => proxies(wrong)).toThrow('TRUSTED_PROXIES');
  });

  it('of retention are whole days, or off', () => {
    const days = (value: string): number => loadSettings({ ...REQUIRED, RETENTION_EVENTS_DAYS: value }).RETENTION_EVENTS_DAYS;
    expect([days('off'), days('0'), days('7')]).toEqual([0, 0, 7]);
    for (const wrong of ['-1', '1.5', 'never']) expect(() => days(wrong)).toThrow('RETENTION_EVENTS_DAYS');
  });

  it('of production need secrets of their own, and an address for providers', () => {
    const load = (): unknown => loadSettings({ ...REQUIRED, NODE_ENV: 'production', ACCESS_TOKEN_SECRET: 'change-me-change-me-change-me-change-me' });
    for (const problem of ['ACCESS_TOKEN_SECRET is an example', 'FACEBOOK_VERIFY_TOKEN is missing', 'PUBLIC_URL is missing']) expect(load).toThrow(problem);
    const old = { ACCESS_TOKEN_OLD_SECRETS: `${'x'.repeat(40)},change-me-change-me-change-me-change-me` };
    expect(() => loadSettings({ ...REQUIRED, NODE_ENV: 'production', ...old })).toThrow('ACCESS_TOKEN_OLD_SECRETS is an example');
  });
});
