import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { System } from './support/system.js';

let system: System;
let stored: Record<string, number>;
beforeAll(async () => {
  system = await System.start({ workers: 0 });
  stored = await rows();
}, 60_000);
afterAll(() => system?.stop());

/** What a request may leave behind. */
async function rows(): Promise<Record<string, number>> {
  const [counts] = await system.database.query<Record<string, number>>(`select
    (select count(*) from message)::int as messages, (select count(*) from profile)::int as profiles, (select count(*) from event)::int as events,
    (select count(*) from webhook)::int as webhooks, (select count(*) from provider_event)::int as "providerEvents"`);
  return counts!;
}

interface Refusal {
  validationFailures?: { paramName: string; message: string }[];
  message?: string;
  code?: string;
}

const GOOD = { to: { profileId: 'bad-requests', fbMessengerId: '72' }, rules: ['fbMessenger'], body: 'Hello' };

async function expectRefused(path: string, body: unknown, paramName: string | RegExp): Promise<void> {
  const answer = await system.call<Refusal>('POST', path, body);
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 400, body: { validationFailures: expect.any(Array) } });
  const failures = answer.body.validationFailures!;
  for (const failure of failures) expect(failure).toEqual({ paramName: expect.any(String), message: expect.stringMatching(/.{5}/) });
  const names = failures.map((failure) => failure.paramName);
  if (typeof paramName === 'string') expect(names).toContain(paramName);
  else expect(names).toContainEqual(expect.stringMatching(paramName));
  expect(await rows()).toEqual(stored);
}

/** One change of a good request, and the field that the answer names. */
const WRONG: [what: string, change: object, paramName: string][] = [
  ['no recipient', { to: undefined }, 'to'],
  ['a recipient of nothing', { to: {} }, 'to'],
  ['names alone', { to: { firstName: 'Dave', lastName: 'Smith' } }, 'to'],
  ['a recipient that is a text', { to: 'dave' }, 'to'],
  ['a recipient that is a list', { to: [{ profileId: 'x' }] }, 'to'],
  ['a recipient that is null', { to: null }, 'to'],
  ['an id that is a number', { to: { fbMessengerId: 11112223333444444 } }, 'to.fbMessengerId'],
  ['an id that is no Messenger id', { to: { fbMessengerId: 'dave' } }, 'to.fbMessengerId'],
  ['an empty profile id', { to: { profileId: '' } }, 'to.profileId'],
  ['a blank profile id', { to: { profileId: '   ' } }, 'to.profileId'],
  ['a profile id that is an object', { to: { profileId: { id: 1 } } }, 'to.profileId'],
  ['a profile id of 2,000 characters', { to: { profileId: 'x'.repeat(2_000) } }, 'to.profileId'],
  ['no phone number', { to: { phoneNumber: 'call me' } }, 'to.phoneNumber'],
  ['a phone number that is too short', { to: { phoneNumber: '0123' } }, 'to.phoneNumber'],
  ['a phone number that is too long', { to: { phoneNumber: '4471231231231231' } }, 'to.phoneNumber'],
  ['a mobile number that is none', { to: { profileId: 'x', mobileNumber: '+' } }, 'to.mobileNumber'],
  ['another field that is no text', { to: { profileId: 'x', loyal: true } }, 'to.loyal'],
  ['no rules', { rules: undefined }, 'rules'],
  ['rules that are null', { rules: null }, 'rules'],
  ['empty rules', { rules: [] }, 'rules'],
  ['rules that are a text', { rules: 'fbMessenger' }, 'rules'],
  ['rules that are an object', { rules: { 0: 'fbMessenger' } }, 'rules'],
  ['a rule that is a number', { rules: [7] }, 'rules[0]'],
  ['a rule that is null', { rules: [null] }, 'rules[0]'],
  ['an unknown channel', { rules: ['fbMessenger', 'carrierPigeon'] }, 'rules[1]'],
  ['a channel in other letters', { rules: ['FBMessenger'] }, 'rules[0]'],
  ['a channel named like a property of every object', { rules: ['constructor'] }, 'rules[0]'],
  ['a channel twice', { rules: ['fbMessenger', 'fbMessenger'] }, 'rules[1]'],
  ['21 rules', { rules: Array.from({ length: 21 }, (_, index) => `channel${index}`) }, 'rules'],
  ['a rule object without a channel', { rules: [{ until: 'read', within: 60 }] }, 'rules[0].channel'],
  ['a rule object with an unknown until', { rules: [{ channel: 'fbMessenger', until: 'sent', within: 60 }] }, 'rules[0].until'],
  ['a rule object with a wrong within', { rules: [{ channel: 'fbMessenger', until: 'read', within: 'soon' }] }, 'rules[0].within'],
  ['a rule object without within', { rules: [{ channel: 'fbMessenger', until: 'read' }] }, 'rules[0].within'],
  ['a rule object with an unknown field', { rules: [{ channel: 'fbMessenger', after: 5 }] }, 'rules[0].after'],
  ['an expiry whose zone is none', { expiresOn: '2030-01-31T12:00:00+16:00' }, 'expiresOn'],
  ['an expiry with a comma', { expiresOn: '2030-01-31T12:00:00,5Z' }, 'expiresOn'],
  ['an expiry with a part of a minute', { expiresOn: '2030-01-31T12:00.5Z' }, 'expiresOn'],
  ['a part with a URL of 8,001 characters', { body: undefined, messageParts: [{ type: 'image/png', url: `https://cdn.example.com/${'x'.repeat(8_001 - 24)}` }] }, 'messageParts[0].url'],
  ['no content', { body: undefined }, 'body'],
  ['a body that is null', { body: null }, 'body'],
  ['an empty body', { body: '' }, 'body'],
  ['a body that is a number', { body: 5 }, 'body'],
  ['a body that is an object', { body: { text: 'x' } }, 'body'],
  ['both body and parts', { messageParts: [{ type: 'text/plain', data: 'x' }] }, 'messageParts'],
  ['a title that is a list', { title: ['x'] }, 'title'],
  ['parts that are all for other channels', { body: undefined, messageParts: [{ type: 'text/plain', data: 'x', channels: ['whatsApp'] }] }, 'messageParts'],
  ['a part for a channel that can be none', { body: undefined, messageParts: [{ type: 'text/plain', data: 'x' }, { type: 'text/plain', data: 'x', channels: ['fbmessenger'] }] }, 'messageParts[1].channels'],
  ['parts that are an object', { body: undefined, messageParts: { type: 'text/plain', data: 'x' } }, 'messageParts'],
  ['parts that are a text', { body: undefined, messageParts: 'x' }, 'messageParts'],
  ['no parts', { body: undefined, messageParts: [] }, 'messageParts'],
  ['a part that is a text', { body: undefined, messageParts: ['x'] }, 'messageParts'],
  ['a part that is null', { body: undefined, messageParts: [null] }, 'messageParts'],
  ['a part without a type', { body: undefined, messageParts: [{ data: 'x' }] }, 'messageParts[0].type'],
  ['a part with a wrong type', { body: undefined, messageParts: [{ type: 'picture', data: 'x' }] }, 'messageParts[0].type'],
  ['a part with a type that is a number', { body: undefined, messageParts: [{ type: 1, data: 'x' }] }, 'messageParts[0].type'],
  ['a part with neither url nor data', { body: undefined, messageParts: [{ type: 'image/png' }] }, 'messageParts[0]'],
  ['a part with both url and data', { body: undefined, messageParts: [{ type: 'image/png', url: 'https://e.com/a.png', data: 'x' }] }, 'messageParts[0]'],
  ['a part with a url of another kind', { body: undefined, messageParts: [{ type: 'image/png', url: 'file:///etc/passwd' }] }, 'messageParts[0].url'],
  ['a part with a url that is a number', { body: undefined, messageParts: [{ type: 'image/png', url: 1 }] }, 'messageParts[0].url'],
  ['a part with data that is a number', { body: undefined, messageParts: [{ type: 'text/plain', data: 5 }] }, 'messageParts[0].data'],
  ['a part with a name that is a number', { body: undefined, messageParts: [{ type: 'text/plain', data: 'x', name: 5 }] }, 'messageParts[0].name'],
  ['a part with a size that is a text', { body: undefined, messageParts: [{ type: 'text/plain', data: 'x', size: 'big' }] }, 'messageParts[0].size'],
  ['a part with channels that are a text', { body: undefined, messageParts: [{ type: 'text/plain', data: 'x', channels: 'sms' }] }, 'messageParts[0].channels'],
  ['a second part that is wrong', { body: undefined, messageParts: [{ type: 'text/plain', data: 'x' }, { type: 5, data: 'x' }] }, 'messageParts[1].type'],
  ['a custom body that is a text', { customBody: 'x' }, 'customBody'],
  ['a custom body that is a list', { customBody: [] }, 'customBody'],
  ['a custom body of an unknown channel', { customBody: { pigeon: {} } }, 'customBody.pigeon'],
  ['a custom body of a channel that is a number', { customBody: { fbMessenger: 5 } }, 'customBody.fbMessenger'],
  ['options that are a text', { channelOptions: 'x' }, 'channelOptions'],
  ['options of an unknown channel', { channelOptions: { pigeon: {} } }, 'channelOptions.pigeon'],
  ['options of a channel that are a list', { channelOptions: { fbMessenger: [] } }, 'channelOptions.fbMessenger'],
  ['an unknown messagingType', { channelOptions: { fbMessenger: { messagingType: 'PROMOTION' } } }, 'channelOptions.fbMessenger.messagingType'],
  ['a messagingType that is a number', { channelOptions: { fbMessenger: { messagingType: 1 } } }, 'channelOptions.fbMessenger.messagingType'],
  ['a messageTag that is an object', { channelOptions: { fbMessenger: { messageTag: {} } } }, 'channelOptions.fbMessenger.messageTag'],
  ['MESSAGE_TAG without a tag', { channelOptions: { fbMessenger: { messagingType: 'MESSAGE_TAG' } } }, 'channelOptions.fbMessenger.messageTag'],
  ['a sender of sms that is a number', { channelOptions: { sms: { from: 5 } } }, 'channelOptions.sms.from'],
  ['allowUnicode that is a text', { channelOptions: { sms: { allowUnicode: 'yes' } } }, 'channelOptions.sms.allowUnicode'],
  ['options that compete with a custom body', { customBody: { sms: { body: 'x' } }, channelOptions: { sms: { from: 'Acme' } } }, 'channelOptions.sms.from'],
  ['metadata that is a text', { metadata: 'x' }, 'metadata'],
  ['metadata that is a list', { metadata: [1] }, 'metadata'],
  ['an expiry that is a number', { expiresOn: 1_900_000_000 }, 'expiresOn'],
  ['an expiry that is no time', { expiresOn: 'tomorrow' }, 'expiresOn'],
  ['an expiry without a zone', { expiresOn: '2099-01-01T00:00:00' }, 'expiresOn'],
  ['an expiry on no day of the calendar', { expiresOn: '2099-02-30T00:00:00Z' }, 'expiresOn'],
  ['an expiry that has passed', { expiresOn: '2020-01-01T00:00:00Z' }, 'expiresOn'],
  ['a conversation id that is a number', { conversationId: 5 }, 'conversationId'],
  ['an unknown delivery', { delivery: 'exactlyOnce' }, 'delivery'],
  ['a delivery that is a number', { delivery: 1 }, 'delivery'],
  ['NUL in the body', { body: 'a\u0000b' }, 'body'],
  ['NUL in an address', { to: { profileId: 'a\u0000b' } }, 'to.profileId'],
  ['NUL in the name of a field', { metadata: { 'a\u0000b': 1 } }, 'metadata'],
  ['half of a surrogate pair', { metadata: { deep: [{ text: '\ud83d' }] } }, 'metadata.deep[0].text'],
];

describe('a send request with', () => {
  it.each(WRONG)('%s is a 400 that names the field, and nothing is stored', async (_, change, paramName) => {
    await expectRefused('/messages', { ...GOOD, ...change }, paramName);
  });

  it.each([['a list', '[]'], ['a text', '"x"'], ['a number', '5'], ['null', 'null'], ['nothing', '']])('%s as its body is a 400', async (_, body) => {
    await expectRefused('/messages', body, 'request');
  });

  it('several wrong fields is told of all of them at once', async () => {
    const { body } = await system.call<Refusal>('POST', '/messages', { to: {}, rules: [], body: 5, expiresOn: 'soon' });
    expect(body.validationFailures?.map(({ paramName }) => paramName)).toEqual(expect.arrayContaining(['to', 'rules', 'body', 'expiresOn']));
  });

  it('a field that is not known is taken, and the answer says that it was ignored', async () => {
    const { status, body } = await system.call<{ statusDetails: { warnings: string[] } }>('POST', '/messages', { to: { dummyId: 'x' }, rules: ['dummy'], body: 'x', priority: 'high' });
    expect(status).toBe(201);
    expect(body.statusDetails.warnings).toEqual([expect.stringContaining('priority')]);
    stored = await rows();
  });
});

describe('broken JSON', () => {
  it('gets a 400 with line, column and what was expected there', async () => {
    const text = '{\n  "to": {"profileId": "x"},\n  "channelOptions": {"fbMessenger": {"messagingType": "UPDATE"},\n  "rules": ["fbMessenger"]\n}\n';
    const { status, body } = await system.call<Refusal>('POST', '/messages', text);
    expect(status).toBe(400);
    expect(body.validationFailures).toEqual([{ paramName: 'request', message: expect.stringMatching(/line \d+, column \d+, expected .+/) }]);
  });

  it.each([
    ['a missing comma', '{"to": {"profileId": "x"} "rules": []}', 'line 1, column 27'],
    ['a comma too many', '{"rules": ["sms",]}', 'line 1, column 18'],
    ['single quotes', "{'to': 1}", 'line 1, column 2'],
    ['an end too early', '{"to": ', 'line 1, column'],
    ['text after the end', '{}\n{}', 'line 2, column 1'],
  ])('(%s) is told with its place', async (_, text, place) => {
    const { status, body } = await system.call<Refusal>('POST', '/messages', text);
    expect(status).toBe(400);
    expect(body.validationFailures?.[0]?.message).toContain(place);
    expect(await rows()).toEqual(stored);
  });
});

describe('a body that nobody means', () => {
  it('of 11 MB is refused', async () => {
    await expectRefused('/messages', JSON.stringify({ ...GOOD, body: 'x'.repeat(11 * 1024 * 1024) }), 'request');
  });

  it.each(['/templates', '/rulesets', '/webhooks'])('of 101 kB is refused by %s', async (path) => {
    await expectRefused(path, JSON.stringify({ name: 'x'.repeat(101 * 1024) }), 'request');
  });

  it('of 65 or 5,000 levels is refused, and of 64 taken', async () => {
    const withLevels = (levels: number, channel = 'dummy'): string => `{"to":{"dummyId":"x"},"rules":["${channel}"],"body":"x","metadata":${'{"a":'.repeat(levels - 1)}1${'}'.repeat(levels - 1)}}`;
    for (const levels of [65, 5_000]) await expectRefused('/messages', withLevels(levels), /^metadata/);
    // Something else is wrong with it, and that alone is named.
    await expectRefused('/messages', withLevels(64, 'none'), 'rules[0]');
  });

  describe.each(['__proto__', 'constructor'])('with %s', (name) => {
    it.each(['to', 'metadata', 'customBody', 'channelOptions'])('in %s is refused', async (field) => {
      await expectRefused('/messages', `{"to":{"profileId":"x"},"rules":["dummy"],"body":"x","${field}":{"${name}":{"isAdmin":"yes"}}}`, `${field}.${name}`);
    });
  });

  it('with __proto__ at the top is refused', async () => {
    await expectRefused('/messages', '{"__proto__":{"to":{"dummyId":"x"}},"rules":["dummy"],"body":"x"}', /__proto__/);
  });

  it.each(['toString', 'hasOwnProperty'])('may have a field named %s, which means nothing', async (name) => {
    const { status } = await system.call('POST', '/messages', { to: { dummyId: 'x', [name]: 'y' }, rules: ['dummy'], body: 'x', metadata: { [name]: 1 } });
    expect(status).toBe(201);
    stored = await rows();
  });

  it('that is not JSON gets 415', async () => {
    const { status, body } = await system.call<Refusal>('POST', '/messages', 'to=x', { 'content-type': 'application/x-www-form-urlencoded' });
    expect({ status, code: body.code }).toEqual({ status: 415, code: 'unsupportedMediaType' });
  });
});

/** Made so that a careless look at them takes seconds to hours, in which nobody else would be answered. */
describe('a body that is made to take long', () => {
  const SOON_MS = 5_000;
  const fields = (count: number): object => Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 0]));
  const answered = async (path: string, body: string, headers: Record<string, string>): Promise<number> =>
    (await fetch(`${system.gatewayUrl}${path}`, { method: 'POST', body, headers, signal: AbortSignal.timeout(SOON_MS) })).status;

  it.each<[what: string, change: object, paramName: string]>([
    ['a time of a million characters', { sendAt: 'T'.repeat(1_000_000) }, 'sendAt'],
    ['a time without minutes', { sendAt: '2030-01-31T12Z' }, 'sendAt'],
    ['an object of 100,000 fields', { metadata: fields(100_000) }, 'metadata'],
    ['an object of 100,000 fields inside of a part', { body: undefined, messageParts: [{ type: 'application/json', data: fields(100_000) }] }, 'messageParts[0].data'],
    ['1,000 objects of 1,000 fields', { metadata: { list: Array.from({ length: 1_000 }, () => fields(1_000)) } }, 'request'],
    ['300,000 empty parts', { body: undefined, messageParts: Array.from({ length: 300_000 }, () => ({})) }, 'messageParts'],
  ])('is refused within seconds: %s', async (_what, change, paramName) => {
    const startedAt = Date.now();
    await expectRefused('/messages', { ...GOOD, ...change }, paramName);
    expect(Date.now() - startedAt).toBeLessThan(SOON_MS);
  });

  it('is refused within seconds: a form of a million names at the webhook for SMS', async () => {
    const form = Array.from({ length: 1_000_000 }, (_, index) => `a${index}`).join('&');
    expect(await answered('/webhooks/sms', form, { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'x' })).toBe(403);
  });

  it('is refused within seconds: a call of 100,000 pages, without asking the database for each', async () => {
    for (const page of [1, 2, 3, 4]) await system.connectPage(`40000000000000${page}`, `app-secret-of-page-${page}`);
    const entry = Array.from({ length: 100_000 }, (_, index) => ({ id: `${index}`, messaging: [{ sender: { id: '1' }, message: { mid: 'm' } }] }));
    expect(await answered('/webhooks/facebook', JSON.stringify({ object: 'page', entry }), { 'content-type': 'application/json' })).toBe(403);
    expect((await system.call('GET', '/messages?limit=1')).status).toBe(200);
  });

  it('is refused within seconds: a call of 150,000 attachments, images and stickers', async () => {
    const attachments = Array.from({ length: 150_000 }, (_, index) => ({ type: index % 2 ? 'image' : 'sticker', payload: { sticker_id: index } }));
    const entry = [{ id: '1', messaging: [{ sender: { id: '1' }, message: { mid: 'm', attachments } }] }];
    expect(await answered('/webhooks/facebook', JSON.stringify({ object: 'page', entry }), { 'content-type': 'application/json' })).toBe(403);
  });

  it('leaves nothing behind in memory: 100 calls of a page whose id has four million characters', async () => {
    for (let call = 0; call < 100; call++) {
      const entry = [{ id: `${call}`.padEnd(4_000_000, '7'), messaging: [{ sender: { id: '1' }, read: { watermark: 1_700_000_000_000 } }] }];
      expect(await answered('/webhooks/facebook', JSON.stringify({ object: 'page', entry }), { 'content-type': 'application/json' })).toBe(403);
    }
    const metrics = await (await fetch(`${system.gatewayUrl}/metrics`)).text();
    expect(Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(metrics)?.[1])).toBeLessThan(300_000_000);
  });

  it('is refused within seconds: more than a million values', async () => {
    const startedAt = Date.now();
    await expectRefused('/messages', { ...GOOD, metadata: { list: Array.from({ length: 1_100_000 }, () => 0) } }, 'request');
    expect(Date.now() - startedAt).toBeLessThan(SOON_MS);
  });

  it('is not looked into when it comes from a stranger', async () => {
    const path = `/apispaces/${system.apiSpaceId}/messages`;
    for (const authorization of ['', 'Bearer made-up']) expect(await answered(path, '['.repeat(9_000_000), { 'content-type': 'application/json', authorization })).toBe(401);
  });

  it('is answered with a hundred failures at most, each of which names no more than twenty channels', async () => {
    const unknown = (value: unknown): object => Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`c${index}`, value]));
    const [apiSpaceId, token] = await system.newSpace();
    await system.database.query(
      `insert into account (id, api_space_id, channel, address, settings) select gen_random_uuid(), $1::uuid, 'own' || n, 'own' || n, '{"url":"https://customer.example"}' from generate_series(1, 50) n`, [apiSpaceId]);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    for (const [method, at, body] of [['POST', '/messages', { ...GOOD, customBody: unknown({}) }], ['POST', '/messages/batch', [{ ...GOOD, customBody: unknown({}) }]], ['PUT', '/profiles/optin', unknown(true)]] as const) {
      const answer = await fetch(`${system.gatewayUrl}/cpaas${at}`, { method, headers, body: JSON.stringify(body) });
      const { validationFailures } = (await answer.json()) as { validationFailures: { message: string }[] };
      expect([answer.status, validationFailures.length]).toEqual([400, 100]);
      for (const { message } of validationFailures) expect(message).toMatch(/ and \d+ more$/);
    }
  });

  it('leaves no more than twenty warnings behind', async () => {
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    const { status, body } = await system.call<{ messageId: string }>('POST', '/messages', { ...GOOD, to: { fbMessengerId: '72' }, ...fields(1_000), sendAt: ahead });
    expect(status).toBe(201);
    const { warnings } = (await system.message(body.messageId)).statusDetails;
    expect(warnings!.slice(-2)).toEqual(['The field "f19" is not known and was ignored.', 'There are 980 more warnings.']);
    stored = await rows();
  });
});

describe('a batch', () => {
  it.each<[string, unknown, string]>([
    ['that is an object', GOOD, 'request'],
    ['of nothing', [], 'request'],
    ['with a text in it', [GOOD, 'x'], '[1]'],
    ['with null in it', [null], '[0]'],
    ['with a wrong item', [GOOD, GOOD, { ...GOOD, rules: ['pigeon'] }], '[2].rules[0]'],
  ])('%s is a 400, and none of it is stored', async (_, body, paramName) => {
    await expectRefused('/messages/batch', body, paramName);
  });

  it('of 5,001 is a 400', async () => {
    await expectRefused('/messages/batch', Array.from({ length: 5_001 }, () => GOOD), 'request');
  });
});

describe('a webhook with', () => {
  const WEBHOOK = { name: 'mine', url: 'https://hooks.example.com/in', secret: '0123456789abcdef' };
  it.each<[string, unknown, string]>([
    ['no name', { ...WEBHOOK, name: undefined }, 'name'],
    ['a name that is a number', { ...WEBHOOK, name: 1 }, 'name'],
    ['no url', { ...WEBHOOK, url: undefined }, 'url'],
    ['a url that is no url', { ...WEBHOOK, url: 'here' }, 'url'],
    ['a url of another kind', { ...WEBHOOK, url: 'ftp://hooks.example.com' }, 'url'],
    ['a url that is a list', { ...WEBHOOK, url: ['https://a.example.com'] }, 'url'],
    ['a short secret', { ...WEBHOOK, secret: 'short' }, 'secret'],
    ['a secret that is a number', { ...WEBHOOK, secret: 1234567890123456 }, 'secret'],
    ['subscriptions that are a text', { ...WEBHOOK, subscriptions: 'message.sent' }, 'subscriptions'],
    ['a subscription that is a text', { ...WEBHOOK, subscriptions: ['message.sent'] }, 'subscriptions'],
    ['an unknown event', { ...WEBHOOK, subscriptions: [{ type: 'message.lost' }] }, 'subscriptions[0].type'],
    ['an unknown filter', { ...WEBHOOK, subscriptions: [{ type: 'message.sent', filters: [{ name: 'mood', value: 'x' }] }] }, 'subscriptions[0].filters[0].name'],
    ['a filter value that is a number', { ...WEBHOOK, subscriptions: [{ type: 'message.sent', filters: [{ name: 'channel', value: 1 }] }] }, 'subscriptions[0].filters[0].value'],
    ['a filter for a channel that can be none', { ...WEBHOOK, subscriptions: [{ type: 'message.sent', filters: [{ name: 'channel', value: 'fbmessenger' }] }] }, 'subscriptions[0].filters[0].value'],
    ['a filter on events without a channel', { ...WEBHOOK, subscriptions: [{ type: 'profile.update', filters: [{ name: 'channel', value: 'sms' }] }] }, 'subscriptions[0].filters'],
    ['two values for one filter', { ...WEBHOOK, subscriptions: [{ type: 'message.sent', filters: [{ name: 'channel', value: 'sms' }, { name: 'channel', value: 'fbMessenger' }] }] }, 'subscriptions[0].filters'],
  ])('%s is a 400 that names the field, and nothing is stored', async (_, body, paramName) => {
    await expectRefused('/webhooks', body, paramName);
  });
});

describe('a caller', () => {
  const UNKNOWN_ID = '01890000-0000-7000-8000-000000000000';

  it.each([
    ['no token', ''], ['no scheme', 'abc'], ['another scheme', 'Digest abc'], ['a token of nobody', 'Bearer abc.def.ghi'],
    ['an unsigned token', `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"jti":"x"}').toString('base64url')}.`],
  ])('with %s gets 401', async (_, authorization) => {
    const { status, body, headers } = await system.call<Refusal>('POST', '/messages', GOOD, { authorization });
    expect({ status, code: body.code, message: typeof body.message }).toEqual({ status: 401, code: 'unauthorized', message: 'string' });
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(await rows()).toEqual(stored);
  });

  it('of /cpaas, where Basic is taken, is offered it as well', async () => {
    const { headers } = await fetch(`${system.gatewayUrl}/cpaas/messages`, { method: 'POST' });
    expect(headers.get('www-authenticate')).toMatch(/^Bearer, Basic realm="/);
  });

  it('whose token was changed by one character gets 401', async () => {
    const [header, payload, signature] = system.token.split('.');
    const changed = `${signature!.startsWith('A') ? 'B' : 'A'}${signature!.slice(1)}`;
    expect((await system.call('POST', '/messages', GOOD, { authorization: `Bearer ${header}.${payload}.${changed}` })).status).toBe(401);
  });

  it('without the permission gets 403 that names it', async () => {
    const reader = await system.newToken(system.apiSpaceId, ['messages:read']);
    const { status, body } = await system.call<Refusal>('POST', '/messages', GOOD, { authorization: `Bearer ${reader}` });
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'forbidden' });
    expect(body.message).toContain('messages:send');
  });

  it('without messages:branch may send on one channel, and gets 403 for two', async () => {
    const authorization = `Bearer ${await system.newToken(system.apiSpaceId, ['messages:send'])}`;
    const request = { to: { dummyId: 'x', phoneNumber: '447123123123' }, body: 'x' };
    expect((await system.call('POST', '/messages', { ...request, rules: ['dummy'] }, { authorization })).status).toBe(201);
    expect((await system.call('POST', '/messages', { ...request, rules: ['dummy', 'sms'] }, { authorization })).status).toBe(403);
    stored = await rows();
  });

  it('of another apiSpace gets 403 there, and 404 for our message in its own', async () => {
    const messageId = await system.send({ to: { dummyId: 'x' }, rules: ['dummy'], body: 'x' });
    stored = await rows();
    const [otherSpace, otherToken] = await system.newSpace();
    const authorization = `Bearer ${otherToken}`;
    expect((await system.call('POST', '/messages', GOOD, { authorization })).status).toBe(403);
    expect((await system.call('GET', `/messages/${messageId}`, undefined, { authorization })).status).toBe(403);
    const there = await fetch(`${system.gatewayUrl}/apispaces/${otherSpace}/messages/${messageId}`, { headers: { authorization } });
    expect(there.status).toBe(404);
    expect(await there.json()).toEqual({ code: 'notFound', message: expect.any(String) });
    expect(await rows()).toEqual(stored);
  });

  it.each([`/messages/${UNKNOWN_ID}`, '/messages/not-an-id', '/messages/%00', `/webhooks/${UNKNOWN_ID}`, '/webhooks/x', '/nothing'])('gets 404 at %s', async (path) => {
    const { status, body } = await system.call<Refusal>('GET', path);
    expect({ status, code: body.code, message: typeof body.message }).toEqual({ status: 404, code: 'notFound', message: 'string' });
  });

  it.each(['x', '%00', '%E0%A4%A', '../..', '00000000-0000-0000-0000-000000000000'])('gets 403, 404 or 400 in the apiSpace %s, never a 500', async (apiSpaceId) => {
    const answer = await rawRequest(`POST /apispaces/${apiSpaceId}/messages`);
    expect(answer).toMatch(/^HTTP\/1\.1 (400|403|404) /);
  });
});

/** A request whose path no HTTP client would leave as it is. */
function rawRequest(line: string): Promise<string> {
  const { hostname, port } = new URL(system.gatewayUrl);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${line} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${system.token}\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`);
    });
    socket.on('data', (chunk) => (answer += chunk.toString())).on('end', () => resolve(answer)).on('error', reject);
  });
}
