import { describe, expect, it } from '@jest/globals';
import { readSettings, SettingsError } from './settings.js';

describe('settings of the simulator', () => {
  it('needs none', () => {
    expect(readSettings({})).toMatchObject({ host: '127.0.0.1', port: 3001, page: { webhookUrl: undefined } });
  });

  it('takes an empty value as not given', () => {
    expect(readSettings({ SIMULATOR_PORT: '', FACEBOOK_APP_SECRET: '' })).toMatchObject({ port: 3001, page: { appSecret: undefined } });
  });

  it('keeps a sender number as digits', () => {
    expect(readSettings({ SIMULATOR_SMS_FROM: '+15551234567' }).sms.from).toBe('15551234567');
  });

  it.each([
    ['SIMULATOR_PORT', '70000'],
    ['SIMULATOR_PORT', 'http'],
    ['SIMULATOR_PAGE_ID', 'my-page'],
    ['SIMULATOR_WEBHOOK_URL', 'localhost:3000'],
    ['SIMULATOR_WEBHOOK_URL', 'ftp://127.0.0.1/x'],
    ['SIMULATOR_SMS_ACCOUNT_SID', 'AC123'],
    ['SIMULATOR_SMS_FROM', '0123'],
    ['FACEBOOK_APP_ID', 'app'],
  ])('refuses %s=%s and names it', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name} must`));
  });

  it('tells all that is wrong at once', () => {
    const read = () => readSettings({ SIMULATOR_PORT: 'x', SIMULATOR_PAGE_ID: 'y' });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(/SIMULATOR_PORT[^]*SIMULATOR_PAGE_ID/);
  });
});
