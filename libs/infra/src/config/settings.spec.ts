import { describe, expect, it } from '@jest/globals';
import { loadSettings } from './settings.js';

const GOOD = {
  DATABASE_URL: 'postgres://user@127.0.0.1:5432/gateway',
  ACCESS_TOKEN_SECRET: 'a'.repeat(32),
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
};
const PRODUCTION = { ...GOOD, NODE_ENV: 'production', FACEBOOK_VERIFY_TOKEN: 'b7c1', PUBLIC_URL: 'https://gateway.test' };

describe('settings', () => {
  it('have defaults for all that has a sensible one', () => {
    const settings = loadSettings(GOOD);
    expect(settings).toMatchObject({ PORT: 3000, ALLOW_PRIVATE_URLS: false, CHANNEL_RATE_LIMITS: true, FB_ROUTING_POLICY: 'DEFAULT', LOG_LEVEL: 'info' });
    expect(settings.queueUrl).toBe(GOOD.DATABASE_URL);
  });

  it.each([
    ['PORT', 'many'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://x'],
    ['QUEUE_URL', 'amqp://x'],
    ['PUBLIC_URL', 'gateway'],
    ['FACEBOOK_GRAPH_API_URL', 'graph'],
    ['FACEBOOK_GRAPH_API_VERSION', '25'],
    ['SMS_API_URL', 'ftp://x'],
    ['FB_ROUTING_POLICY', 'HUMAN'],
    ['ACCESS_TOKEN_SECRET', 'short'],
    ['ENCRYPTION_KEY', 'c2hvcnQ='],
    ['ALLOW_PRIVATE_URLS', 'maybe'],
    ['CHANNEL_RATE_LIMITS', '1'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'staging'],
  ])('a wrong %s (%s) is named', (name, value) => {
    expect(() => loadSettings({ ...GOOD, [name]: value })).toThrow(name);
  });

  it('all wrong ones are named at once', () => {
    expect(() => loadSettings({ PORT: 'x' })).toThrow(/PORT[^]*DATABASE_URL[^]*ACCESS_TOKEN_SECRET[^]*ENCRYPTION_KEY/);
  });

  it.each([
    ['https://graph.facebook.com', undefined, 'https://graph.facebook.com', 'v25.0'],
    ['https://graph.facebook.com/v24.0', undefined, 'https://graph.facebook.com', 'v24.0'],
    ['https://graph.facebook.com/v24.0/', 'v26.0', 'https://graph.facebook.com', 'v26.0'],
  ])('the Graph API at %s with version %s', (url, given, baseUrl, version) => {
    const settings = loadSettings({ ...GOOD, FACEBOOK_GRAPH_API_URL: url, FACEBOOK_GRAPH_API_VERSION: given });
    expect(settings.graphEndpoint).toEqual({ baseUrl, version });
  });

  it('production starts with secrets of its own', () => {
    expect(loadSettings(PRODUCTION).NODE_ENV).toBe('production');
  });

  it.each(['ACCESS_TOKEN_SECRET', 'ENCRYPTION_KEY', 'FACEBOOK_VERIFY_TOKEN', 'PUBLIC_URL'])('production does not start without %s', (name) => {
    expect(() => loadSettings({ ...PRODUCTION, [name]: undefined })).toThrow(name);
  });

  it.each([
    ['ACCESS_TOKEN_SECRET', 'change-me-change-me-change-me-change-me'],
    ['FACEBOOK_VERIFY_TOKEN', 'example-verify-token'],
  ])('production does not start with the example %s', (name, value) => {
    expect(() => loadSettings({ ...PRODUCTION, [name]: value })).toThrow(name);
  });
});
