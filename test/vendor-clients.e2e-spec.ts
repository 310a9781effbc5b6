import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { namesIn, type Refusal } from './support/custom-channel.js';
import { waitFor } from './support/servers/index.js';
import { newPhoneNumber, newPsid, sendsTo } from './support/simulated-sends.js';
import { SMS_FROM, System } from './support/system.js';

/** What programs that were written for the vendor's API send beyond its samples, and what they read out of the answers. */
let system: System;
beforeAll(async () => {
  system = await System.start();
}, 60_000);
afterAll(() => system?.stop());

const toMessenger = (): object => ({ to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: 'Hello' });
const newId = (): string => `p-${randomUUID()}`;

async function refused(request: object): Promise<string[]> {
  return namesIn(await system.call<Refusal>('POST', '/messages', request));
}

async function warningsOf(request: object): Promise<string[]> {
  return (await system.message(await system.send(request))).statusDetails.warnings ?? [];
}

describe('null', () => {
  it('is a field that is not there, in every depth that is the gateway’s', async () => {
    const psid = newPsid();
    const messageId = await system.send({
      to: { profileId: null, phoneNumber: null, fbMessengerId: psid }, rules: ['fbMessenger'], ruleSet: null, body: null, title: null, templateId: null,
      messageParts: [{ name: null, type: 'text/plain', data: 'Hi', url: null, size: null, channels: null }, { name: null, type: 'image/png', data: null, url: 'http://my_cdn.example.com/a.png' }],
      customBody: { sms: null, fbMessenger: null }, channelOptions: { sms: null, fbMessenger: { messagingType: null, messageTag: null } },
      metadata: { kept: null }, expiresOn: null, conversationId: null, requireOptIn: null, shortenLinks: null, overrides: null,
    });
    const message = await system.messageWith(messageId, 'delivered');
    expect(message).toMatchObject({ metadata: { kept: null }, messageParts: [{ type: 'text/plain', data: 'Hi' }, { type: 'image/png', url: 'http://my_cdn.example.com/a.png' }] });
    expect(JSON.stringify({ ...message, metadata: {} })).not.toContain('null');
    expect(await sendsTo(system, psid)).toHaveLength(2);
  });

  it('is no content and names nobody', async () => {
    expect(await refused({ ...toMessenger(), body: undefined, customBody: { fbMessenger: null } })).toEqual(['body']);
    expect(await refused({ ...toMessenger(), to: { profileId: null, fbMessengerId: null, firstName: 'Dave' } })).toEqual(['to']);
    expect(await refused({ ...toMessenger(), body: undefined, messageParts: [{ type: 'text/plain', data: null, url: null }] })).toEqual(['messageParts[0]']);
  });

  it('may stand beside a custom body, and in templates and exports', async () => {
    expect(await warningsOf({ ...toMessenger(), customBody: { sms: { body: 'x' } }, channelOptions: { sms: { from: null } } })).toEqual([]);
    const template = await system.call('POST', '/templates', { name: 'T', description: null, messageParts: [{ type: 'text/plain', data: 'Hi', url: null }] });
    expect(template).toMatchObject({ status: 201, body: { messageParts: [{ type: 'text/plain', data: 'Hi' }] } });
    expect((await system.call('POST', '/profiles/export', { format: 'json', fields: null, fieldSeparator: null, includeHeaders: null })).status).toBe(200);
  });
});

describe('what is empty beside what is not', () => {
  it('is not there, as in the vendor’s own samples', async () => {
    const psid = newPsid();
    const messageId = await system.send({ to: { fbMessengerId: psid, email: '', profileId: ' ' }, rules: ['fbMessenger'], body: 'Hi', messageParts: [] });
    expect(await system.messageWith(messageId, 'delivered')).toMatchObject({ to: { fbMessengerId: psid }, body: 'Hi' });
    const parts = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: '', messageParts: [{ type: 'text/plain', data: 'Parts' }] });
    await system.messageWith(parts, 'delivered');
    expect(await sendsTo(system, psid)).toHaveLength(2);
    expect(await refused({ ...toMessenger(), body: '', messageParts: [] })).toEqual(expect.arrayContaining(['body', 'messageParts']));
    expect(await refused({ ...toMessenger(), to: { fbMessengerId: '', email: ' ' } })).toContain('to.fbMessengerId');
  });
});

describe('a channel of the vendor that is not here', () => {
  it('may have options and a custom body, which are kept and ignored with a warning', async () => {
    const request = { ...toMessenger(), customBody: { email: { subject: 'Hi' } }, channelOptions: { nativePush: { isSilent: true }, fbMessenger: { messagingType: 'UPDATE' } } };
    const message = await system.messageWith(await system.send(request), 'delivered');
    expect(message).toMatchObject({ customBody: request.customBody, channelOptions: request.channelOptions });
    expect(message.statusDetails.warnings).toEqual(['customBody.email was ignored: this gateway has no channel email.', 'channelOptions.nativePush was ignored: this gateway has no channel nativePush.']);
  });

  it('is refused as a rule, since nothing would go out on it', async () => {
    const answer = await system.call<Refusal>('POST', '/messages', { ...toMessenger(), rules: ['appMessaging', 'fbMessenger'] });
    expect(namesIn(answer)).toEqual(['rules[0]']);
    expect(answer.body.validationFailures[0]!.message).toContain('a channel that this gateway does not have');
  });

  it('may be opted in to and out of, and be asked for in a history', async () => {
    const id = newId();
    await system.call('POST', '/profiles', { id });
    expect(await system.call('PUT', `/profiles/${id}/optin`, { channels: ['sms', 'email'] })).toMatchObject({ status: 200, body: { sms: true, email: true } });
    expect(await system.call('DELETE', `/profiles/${id}/optin?channel=email`)).toMatchObject({ status: 200, body: { sms: true, email: false } });
    expect(await system.call('DELETE', `/profiles/${id}/optin`)).toMatchObject({ status: 200, body: { sms: false, nativePush: false } });
    expect(await system.call('PUT', '/profiles/optin', { email: true })).toMatchObject({ status: 200 });
    expect(await system.call('GET', `/profiles/${id}/messages?channelId=email`)).toMatchObject({ status: 200, body: [] });
    expect(namesIn(await system.call<Refusal>('PUT', `/profiles/${id}/optin`, { channels: ['pigeon'] }))).toEqual(['channels[0]']);
  });
});

describe('options', () => {
  it('that no channel knows are ignored with a warning', async () => {
    expect(await warningsOf({ ...toMessenger(), channelOptions: { fbMessenger: { mesagingType: 'UPDATE' }, sms: { from: 'Acme', form: 'Acme' } } })).toEqual([
      'The field "channelOptions.fbMessenger.mesagingType" is not known and was ignored.', 'The field "channelOptions.sms.form" is not known and was ignored.',
    ]);
  });

  it('may hold merge fields, the sender of an SMS too; a missing value leaves the account’s own number', async () => {
    const sent = async (profile: object): Promise<unknown> => {
      const phoneNumber = newPhoneNumber();
      const messageId = await system.send({ to: { profileId: newId(), phoneNumber, ...profile }, rules: ['sms'], body: 'Hi', channelOptions: { sms: { from: '{{profile.brand}}' } } });
      const { status, statusDetails } = await system.messageWith(messageId, 'delivered', 'failed');
      return status === 'failed' ? statusDetails.reason : (await sendsTo(system, phoneNumber))[0]!.payload['From'];
    };
    expect(await sent({ brand: 'Acme' })).toBe('Acme');
    expect(await sent({})).toMatch(/^\+\d+$/);
    expect(await sent({ brand: 'x' })).toContain('channelOptions.sms.from is "x"');
    expect(await refused({ to: { phoneNumber: newPhoneNumber() }, rules: ['sms'], body: 'Hi', channelOptions: { sms: { from: 'x' } } })).toEqual(['channelOptions.sms.from']);
  });

  it('expiresOn is the SMS provider’s to keep too, from a minute ahead', async () => {
    const validity = async (seconds: number): Promise<unknown> => {
      const phoneNumber = newPhoneNumber();
      const expiresOn = new Date(Date.now() + seconds * 1_000).toISOString();
      await system.messageWith(await system.send({ to: { phoneNumber }, rules: ['sms'], body: 'Hi', expiresOn }), 'delivered');
      return (await sendsTo(system, phoneNumber))[0]!.payload['ValidityPeriod'];
    };
    const ahead = Number(await validity(600));
    expect(ahead).toBeGreaterThan(500);
    expect(ahead).toBeLessThanOrEqual(600);
    expect(await validity(50)).toBeUndefined();
    expect(await validity(86_400)).toBeUndefined();
  });
});

describe('what stands in `to` beside a profileId', () => {
  it.each([
    [{ id: 'other' }, 'to.id'],
    [{ first_name: 'Dave' }, 'to.first_name'],
    [{ _createdOn: '2020' }, 'to._createdOn'],
  ])('%j is refused: it would be no field of a profile', async (more, paramName) => {
    expect(await refused({ ...toMessenger(), to: { profileId: newId(), fbMessengerId: newPsid(), ...more } })).toEqual([paramName]);
    expect(await warningsOf({ ...toMessenger(), to: { fbMessengerId: newPsid(), ...more } })).toEqual([]);
  });

  it('is read and written back by the profiles API as it came', async () => {
    const profileId = newId();
    await system.send({ ...toMessenger(), to: { profileId, fbMessengerId: newPsid(), user_ref: 'once', firstName: 'Dave' } });
    const { body } = await system.call('GET', `/profiles/${profileId}`);
    expect(body).toMatchObject({ id: profileId, firstName: 'Dave' });
    expect(body).not.toHaveProperty('user_ref');
    expect((await system.call('PUT', `/profiles/${profileId}`, body)).status).toBe(200);
  });

  it('the profileId itself has at most 255 characters, as everywhere', async () => {
    expect(await refused({ ...toMessenger(), to: { profileId: 'x'.repeat(256) } })).toEqual(['to.profileId']);
  });

  it('a reference for Facebook puts no field with an underscore on a profile either', async () => {
    expect(namesIn(await system.call<Refusal>('POST', '/channels/facebook/state', { profileId: 'joe', first_name: 'Joe' }))).toEqual(['first_name']);
  });
});

describe('paths and queries', () => {
  it('name the apiSpace with or without dashes, in any case', async () => {
    for (const id of [system.apiSpaceId.replaceAll('-', ''), system.apiSpaceId.toUpperCase()]) {
      const answer = await fetch(`${system.gatewayUrl}/apispaces/${id}/profiles`, { headers: { authorization: `Bearer ${system.token}` } });
      expect(answer.status).toBe(200);
    }
    const other = await fetch(`${system.gatewayUrl}/apispaces/${'0'.repeat(32)}/profiles`, { headers: { authorization: `Bearer ${system.token}` } });
    expect(other.status).toBe(403);
  });

  it('that are not percent-encoded UTF-8 get the 400 that all wrong requests get', async () => {
    for (const path of ['/profiles/%ff', '/messages/%E0%A4%A', '/templates/%']) {
      expect(await system.call('GET', path)).toMatchObject({ status: 400, body: { validationFailures: [{ paramName: 'request', message: expect.stringContaining('percent-encoded') }] } });
    }
  });

  it('of a history take a conversation, and a time whose + was not encoded', async () => {
    const profileId = newId();
    const send = (conversationId: string): Promise<string> => system.send({ ...toMessenger(), to: { profileId, fbMessengerId: newPsid() }, conversationId });
    const [first] = [await send('c1'), await send('c2')];
    expect((await system.call('GET', `/profiles/${profileId}/messages?conversationId=c1`)).body).toMatchObject([{ messageId: first }]);
    expect((await system.call('GET', `/profiles/${profileId}/messages`)).body).toHaveLength(2);
    expect((await system.call('GET', `/profiles/${profileId}/messages?from=2020-01-01T00:00:00.000+01:00`)).body).toEqual([]);
  });
});

describe('the senders of SMS', () => {
  it('are listed by kind, for a program that offers them: the accounts’ numbers, with their country where it is known', async () => {
    const token = await system.newToken(system.apiSpaceId, ['access:manage']);
    const connect = (address: string, settings: object): Promise<unknown> =>
      system.call('PUT', '/accounts', { channel: 'sms', address, settings: { accountSid: 'AC1', ...settings }, secrets: { authToken: 'x' } }, { authorization: `Bearer ${token}` });
    expect(await connect('447123123123', { countryIsoCode: 'GBR' })).toMatchObject({ status: 200 });
    expect(await connect('62226', {})).toMatchObject({ status: 200 });
    expect(await connect('62227', { countryIsoCode: 'England' })).toMatchObject({ status: 400, body: { validationFailures: [{ paramName: 'settings.countryIsoCode' }] } });
    await waitFor(async () => (await system.call<object[]>('GET', '/sms/shortcodes')).body.length === 1, { what: 'the new accounts to be seen' });
    expect(await system.call('GET', '/sms/dedicatedNumbers')).toMatchObject({ status: 200, body: [{ number: SMS_FROM }, { number: '447123123123', countryIsoCode: 'GBR' }] });
    expect((await system.call('GET', '/sms/shortcodes')).body).toEqual([{ number: '62226' }]);
    expect((await system.call('GET', '/sms/keywords')).body).toEqual([]);
    const [, foreign] = await system.newSpace();
    const answer = await fetch(`${system.gatewayUrl}/cpaas/sms/dedicatedNumbers`, { headers: { authorization: `Basic ${Buffer.from(`user:${foreign}`).toString('base64')}` } });
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 200, body: [] });
  });
});

describe('answers', () => {
  it('to a GET of a message have messageParts, empty where there are none', async () => {
    expect(await system.message(await system.send(toMessenger()))).toMatchObject({ messageParts: [] });
  });

  it('of templates for webhooks can be subscribed to as they are', async () => {
    const { body } = await system.call<{ name: string; subscriptions: { type: string }[] }[]>('GET', '/webhooks/availabletemplates');
    expect(body.map(({ name }) => name)).toEqual(['Message events', 'Message and Profile events']);
    const types = body[1]!.subscriptions.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['message.sent', 'message.delivered', 'message.read', 'message.expired', 'message.failed', 'message.inbound']));
    expect(types).toEqual(expect.arrayContaining(['profile.create', 'profile.update', 'profile.delete', 'profile.undelete', 'profile.devicesUpdated']));
    expect((await system.call('POST', '/webhooks', { name: 'all', url: system.receiver.url, subscriptions: body[1]!.subscriptions })).status).toBe(201);
  });
});
