import { describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { addressesOf } from './environments.js';
import { readLocalSettings, withGivenSecrets } from './settings.js';
import type { Secrets } from './secrets.js';

describe('the settings of npm start', () => {
  it('need nothing', () => {
    expect(readLocalSettings({})).toEqual({ host: '127.0.0.1', port: 3000, simulatorPort: 3001, dataDir: resolve('.gateway'), needsSimulator: true });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '0'],
    ['PORT', '70000'],
    ['SIMULATOR_PORT', '-1'],
    ['SIMULATOR_PORT', '3000'],
    ['DATABASE_URL', 'mysql://x'],
    ['QUEUE_URL', 'amqp://x'],
    ['PUBLIC_URL', 'example'],
    ['FACEBOOK_GRAPH_API_URL', 'graph'],
    ['SMS_API_URL', 'ftp://x'],
    ['FACEBOOK_GRAPH_API_VERSION', '25'],
    ['FB_ROUTING_POLICY', 'NONE'],
    ['ACCESS_TOKEN_SECRET', 'short'],
    ['ENCRYPTION_KEY', 'abc'],
    ['ALLOW_PRIVATE_URLS', 'maybe'],
    ['CHANNEL_RATE_LIMITS', 'maybe'],
    ['LOG_LEVEL', 'loud'],
  ])('name %s when it is wrong (%s)', (name, value) => {
    expect(() => readLocalSettings({ [name]: value })).toThrow(name);
  });

  it('name all that is wrong at once', () => {
    expect(() => readLocalSettings({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/LOG_LEVEL[^]*PORT|PORT[^]*LOG_LEVEL/);
  });

  it.each([
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://127.0.0.1:3000'],
    ['127.0.0.2', 'http://127.0.0.2:3000'],
    ['::1', 'http://[::1]:3000'],
    ['localhost', 'http://localhost:3000'],
  ])('have the gateway called where it listens: HOST=%s, %s', (HOST, gatewayUrl) => {
    expect(addressesOf(readLocalSettings({ HOST })).gatewayUrl).toBe(gatewayUrl);
  });

  it('start no simulator only when both providers are given', () => {
    const graph = { FACEBOOK_GRAPH_API_URL: 'http://127.0.0.1:9000' };
    expect(readLocalSettings(graph).needsSimulator).toBe(true);
    expect(readLocalSettings({ ...graph, SMS_API_URL: 'http://127.0.0.1:9000' }).needsSimulator).toBe(false);
  });

  it('take secrets of the environment before the generated ones, and empty ones not at all', () => {
    const generated = { facebookAppSecret: 'generated', facebookVerifyToken: 'generated' } as Secrets;
    const secrets = withGivenSecrets(generated, { FACEBOOK_APP_SECRET: 'given', FACEBOOK_VERIFY_TOKEN: '' });
    expect(secrets).toMatchObject({ facebookAppSecret: 'given', facebookVerifyToken: 'generated' });
  });
});
