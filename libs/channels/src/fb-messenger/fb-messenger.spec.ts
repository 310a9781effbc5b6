import 'reflect-metadata';
import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { SendFailure, type HttpRequest, type MessageContent, type Recipient } from '@app/core';
import type { ChannelPart } from '../channel.js';
import { harnessCases } from '../channel-harness.js';
import type { FbMessengerOptions } from './options.js';
import { fbMessenger } from './fb-messenger.js';

const NOW = new Date('2026-11-01T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3600_000);
const ACCOUNT = {
  id: 'a',
  address: '1067280970047460',
  settings: {},
  secrets: { pageAccessToken: 'EAABpagetoken-0123456789', appSecret: 'appsecret-abcdef0123456789' },
};
const ENDPOINT = { baseUrl: 'https://graph.example', version: 'v26.0' };
const REFERENCE = '0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90.1';

describe('every channel', () => {
  it.each(
    harnessCases({
      channel: fbMessenger,
      account: ACCOUNT,
      options: {},
      recipient: { kind: 'address', address: '42' },
      endpoint: ENDPOINT,
      addresses: ['5275811702471834', ' 42 ', '007', '12a', '+42', '1'.repeat(33)],
      signed: (rawBody) => ({ 'x-hub-signature-256': `sha256=${createHmac('sha256', ACCOUNT.secrets.appSecret).update(rawBody).digest('hex')}` }),
    }),
  )('$name', ({ run }) => run());
});

const plan = (content: MessageContent, options: FbMessengerOptions = {}, lastInboundAt?: Date) =>
  fbMessenger.plan(content, options, { now: NOW, ...(lastInboundAt && { lastInboundAt }) });
const messages = (parts: ChannelPart[]): unknown[] => parts.map(({ payload }) => payload['message']);
const refusal = (attempt: () => unknown): SendFailure => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof SendFailure) return error;
  }
  throw new Error('no SendFailure');
};

describe('the plan of a Messenger message', () => {
  const url = 'https://example.com/a';
  it.each<[name: string, content: MessageContent, messages: unknown[], rateClasses?: string[]]>([
    ['a body is a text', { body: 'Hello' }, [{ text: 'Hello' }]],
    ['a title is not shown', { title: 'T', body: 'Hello' }, [{ text: 'Hello' }]],
    ['a text part and a picture are two calls, in order', { messageParts: [{ type: 'text/plain', data: 'Hi' }, { type: 'image/png', url }] }, [{ text: 'Hi' }, { attachment: { type: 'image', payload: { url } } }], ['text', 'text']],
    ['audio and video count as media', { messageParts: [{ type: 'audio/mpeg', url }, { type: 'Video/MP4; codecs=x', url }] }, [{ attachment: { type: 'audio', payload: { url } } }, { attachment: { type: 'video', payload: { url } } }], ['media', 'media']],
    ['anything else with a url is a file', { messageParts: [{ type: 'application/pdf', url }] }, [{ attachment: { type: 'file', payload: { url } } }]],
    ['HTML is shown as text', { messageParts: [{ type: 'text/html', data: '<p>Fish &amp; <b>chips</b></p><p>Now</p>' }] }, [{ text: 'Fish & chips\nNow' }]],
    ['a custom body is the message', { body: 'x', customBody: { text: 'Pick', quick_replies: [{ content_type: 'text', title: 'Red', payload: 'R' }] } }, [{ text: 'Pick', quick_replies: [{ content_type: 'text', title: 'Red', payload: 'R' }] }]],
    ['a custom video counts as media', { customBody: { attachment: { type: 'video', payload: { url } } } }, [{ attachment: { type: 'video', payload: { url } } }], ['media']],
  ])('%s', (...[, content, expected, rateClasses]) => {
    const { parts, warnings } = plan(content);
    expect(messages(parts)).toEqual(expected);
    if (rateClasses) expect(parts.map(({ rateClass }) => rateClass)).toEqual(rateClasses);
    expect(warnings).toEqual([]);
  });

  it('cuts a text that is too long, and says so', () => {
    const { parts, warnings } = plan({ body: '😀'.repeat(2001) });
    expect(messages(parts)).toEqual([{ text: '😀'.repeat(2000) }]);
    expect(warnings).toEqual(['The text has 2001 characters; Messenger takes 2000, the rest was cut off.']);
    expect(plan({ body: '😀'.repeat(2000) }).warnings).toEqual([]);
  });

  it('leaves out an empty text beside other parts, and says so', () => {
    const { parts, warnings } = plan({ messageParts: [{ type: 'text/plain', data: ' ' }, { type: 'image/png', url }] });
    expect(parts).toHaveLength(1);
    expect(warnings).toEqual(['The text of part 1 (text/plain) is empty; it was left out.']);
  });

  it.each<[name: string, content: MessageContent, reason: RegExp]>([
    ['nothing', {}, /^There is nothing to send on Messenger/],
    ['a blank body', { body: ' ' }, /^There is nothing to send on Messenger/],
    ['only empty parts', { messageParts: [{ type: 'text/plain', data: '' }] }, /all message parts are empty/],
    ['a picture as data', { messageParts: [{ type: 'image/png', data: 'aGk=' }] }, /part 1 \(image\/png\) cannot be sent as data on Messenger: give it a public url/],
    ['a part with neither', { messageParts: [{ type: 'image/png' }] }, /part 1 \(image\/png\): it needs a url/],
    ['a custom body that is a text', { customBody: '{"text":"x"}' }, /must be a Graph API message object/],
  ])('refuses %s', (_name, content, reason) => {
    const failure = refusal(() => plan(content));
    expect(failure.kind).toBe('rejected');
    expect(failure.message).toMatch(reason);
  });
});

describe('messaging_type and tag', () => {
  it.each<[name: string, options: FbMessengerOptions, lastInboundAt: Date | undefined, envelope: object]>([
    ['nothing said, window open', {}, hoursAgo(23.9), { messaging_type: 'RESPONSE' }],
    ['nothing said, window closed', {}, hoursAgo(24), { messaging_type: 'UPDATE' }],
    ['nothing said, window not known', {}, undefined, { messaging_type: 'UPDATE' }],
    ['a type is taken as it is', { messagingType: 'RESPONSE' }, hoursAgo(100), { messaging_type: 'RESPONSE' }],
    ['a tag alone', { messageTag: 'HUMAN_AGENT' }, undefined, { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }],
    ['HUMAN_AGENT, window closed', { messagingType: 'MESSAGE_TAG', messageTag: 'HUMAN_AGENT' }, hoursAgo(25), { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }],
    ['a tag of the future', { messagingType: 'MESSAGE_TAG', messageTag: 'NEW_TAG' }, undefined, { messaging_type: 'MESSAGE_TAG', tag: 'NEW_TAG' }],
    ['persona and notification', { personaId: '7', notificationType: 'SILENT_PUSH' }, undefined, { messaging_type: 'UPDATE', persona_id: '7', notification_type: 'SILENT_PUSH' }],
  ])('%s', (_name, options, lastInboundAt, envelope) => {
    const { parts, warnings } = plan({ body: 'Hi' }, options, lastInboundAt);
    expect(parts[0]!.payload).toEqual({ ...envelope, message: { text: 'Hi' } });
    expect(warnings).toEqual([]);
  });

  it.each<[string, FbMessengerOptions, object]>([
    ['goes out as UTILITY', {}, { messaging_type: 'UTILITY' }],
    ['goes out as the type that is asked for', { messagingType: 'RESPONSE' }, { messaging_type: 'RESPONSE' }],
    ['goes out with the tag that is asked for', { messageTag: 'HUMAN_AGENT' }, { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }],
  ])('a utility template %s, also after the 24 hours', (_, options, envelope) => {
    const message = { template: { name: 'order_update', language: { code: 'en' } } };
    expect(plan({ customBody: message }, options, hoursAgo(72)).parts[0]!.payload).toEqual({ ...envelope, message });
  });

  it('refuses UTILITY without a template, and says where it goes', () => {
    expect(() => plan({ body: 'Hi' }, { messagingType: 'UTILITY' }, hoursAgo(1))).toThrow('customBody.fbMessenger with a template');
  });

  it('leaves a tag out that stands beside another type, and says so', () => {
    const { parts, warnings } = plan({ body: 'Hi' }, { messagingType: 'UPDATE', messageTag: 'HUMAN_AGENT' });
    expect(parts[0]!.payload).toEqual({ messaging_type: 'UPDATE', message: { text: 'Hi' } });
    expect(warnings).toEqual(['The message tag HUMAN_AGENT was left out: it goes only with messagingType MESSAGE_TAG, not with UPDATE.']);
  });

  it.each<FbMessengerOptions>([{ messageTag: 'HUMAN_AGENT' }, { messagingType: 'MESSAGE_TAG', messageTag: 'HUMAN_AGENT' }])(
    'HUMAN_AGENT inside the window, which Meta counts as misuse, is left out with a warning: %o',
    (options) => {
      const { parts, warnings } = plan({ body: 'Hi' }, options, hoursAgo(1));
      expect(parts[0]!.payload).toEqual({ messaging_type: 'RESPONSE', message: { text: 'Hi' } });
      expect(warnings).toEqual([expect.stringContaining('HUMAN_AGENT was left out')]);
    },
  );

  it.each<[options: FbMessengerOptions, sentAs: string]>([
    [{ messageTag: 'SHIPPING_UPDATE' }, 'RESPONSE'],
    [{ messagingType: 'MESSAGE_TAG', messageTag: 'NON_PROMOTIONAL_SUBSCRIPTION' }, 'RESPONSE'],
    [{ messagingType: 'UPDATE', messageTag: 'ACCOUNT_UPDATE' }, 'UPDATE'],
  ])('a retired tag inside the window: %o goes out as %s with a warning', (options, sentAs) => {
    const { parts, warnings } = plan({ body: 'Hi' }, options, hoursAgo(1));
    expect(parts[0]!.payload).toEqual({ messaging_type: sentAs, message: { text: 'Hi' } });
    expect(warnings).toEqual([expect.stringMatching(new RegExp(`retired the message tag ${options.messageTag} on .* 20.*goes out as ${sentAs}`))]);
  });

  it.each(['SHIPPING_UPDATE', 'PAYMENT_UPDATE', 'CONFIRMED_EVENT_REMINDER', 'NON_PROMOTIONAL_SUBSCRIPTION', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE', 'CONFIRMED_EVENT_UPDATE', 'shipping_update'])(
    'a retired tag outside the window is not sent on: %s',
    (messageTag) => {
      const failure = refusal(() => plan({ body: 'Hi' }, { messageTag }, hoursAgo(25)));
      expect(failure.kind).toBe('rejected');
      expect(failure.message).toContain(messageTag);
      expect(failure.message).toMatch(/HUMAN_AGENT.*RESPONSE or UPDATE/);
    },
  );

  it('asks for a tag with MESSAGE_TAG', () => {
    expect(refusal(() => plan({ body: 'Hi' }, { messagingType: 'MESSAGE_TAG' })).message).toContain('needs a messageTag');
  });
});

async function send(content: MessageContent, recipient: Recipient, answer: object, headers: Record<string, string> = {}) {
  const calls: HttpRequest[] = [];
  const [part] = plan(content).parts;
  const call = { part: part!, recipient, account: ACCOUNT, options: {}, endpoint: ENDPOINT, reference: REFERENCE };
  const result = await fbMessenger.send(call, (request) => {
    calls.push(request);
    return Promise.resolve({ status: 200, headers, text: JSON.stringify(answer) });
  });
  return { result, call: calls[0]!, body: JSON.parse(calls[0]!.body!) as unknown };
}

describe('sending', () => {
  const OK = { recipient_id: '42', message_id: 'm_1' };
  it('names the page in the path and carries our reference', async () => {
    const { result, call, body } = await send({ body: 'Hi' }, { kind: 'address', address: '42' }, OK);
    expect(call.url).toMatch(/^https:\/\/graph\.example\/v26\.0\/1067280970047460\/messages\?appsecret_proof=[0-9a-f]{64}$/);
    expect(body).toEqual({ recipient: { id: '42' }, messaging_type: 'UPDATE', message: { text: 'Hi', metadata: REFERENCE } });
    expect(result).toEqual({ providerMessageId: 'm_1' });
  });

  it('adds nothing to a custom body', async () => {
    const { body } = await send({ customBody: { text: 'Hi' } }, { kind: 'address', address: '42' }, OK);
    expect(body).toMatchObject({ message: { text: 'Hi' } });
    expect(JSON.stringify(body)).not.toContain('metadata');
  });

  it.each<[name: string, recipient: Recipient, expected: object]>([
    ['a user reference', { kind: 'userRef', userRef: 'UR' }, { user_ref: 'UR' }],
    ['a phone number', { kind: 'phoneNumber', phoneNumber: '447123123123' }, { phone_number: '+447123123123' }],
    ['a phone number with names', { kind: 'phoneNumber', phoneNumber: '447123123123', firstName: 'Dave', lastName: 'Smith' }, { phone_number: '+447123123123', name: { first_name: 'Dave', last_name: 'Smith' } }],
  ])('to %s, and tells the address where Facebook does', async (_name, recipient, expected) => {
    const { body, result } = await send({ body: 'Hi' }, recipient, OK);
    expect(body).toMatchObject({ recipient: expected });
    expect(result).toEqual({ providerMessageId: 'm_1', resolvedAddress: '42' });
    expect((await send({ body: 'Hi' }, recipient, { message_id: 'mid.$c' })).result).toEqual({ providerMessageId: 'mid.$c' });
  });

  it('passes on that the page is near its limit, and the id of an attachment', async () => {
    const { result } = await send({ body: 'Hi' }, { kind: 'address', address: '42' }, { ...OK, attachment_id: '6' }, { 'x-app-usage': '{"call_count":91}' });
    expect(result).toEqual({ providerMessageId: 'm_1', details: { attachmentId: '6' }, slowDownMs: 1000 });
  });
});

describe('ways to name a person', () => {
  it.each<[name: string, to: Record<string, string>, customerMatching: boolean, expected: Recipient | undefined]>([
    ['nothing', {}, true, undefined],
    ['userRef', { userRef: 'UR' }, false, { kind: 'userRef', userRef: 'UR' }],
    ['user_ref', { user_ref: 'UR' }, false, { kind: 'userRef', userRef: 'UR' }],
    ['a phone number where matching is off', { phoneNumber: '447123123123' }, false, undefined],
    ['a phone number where matching is on', { phoneNumber: '+44 7123 123123', firstName: 'Dave' }, true, { kind: 'phoneNumber', phoneNumber: '447123123123', firstName: 'Dave' }],
    ['no possible phone number', { phoneNumber: '12' }, true, undefined],
  ])('%s', (_name, to, customerMatching, expected) => {
    expect(fbMessenger.otherRecipient!(to, { customerMatching })).toEqual(expected);
  });
});

describe('what an account and the options may be', () => {
  const errors = (type: new () => object, value: object): string[] =>
    validateSync(plainToInstance(type, value), { whitelist: true, forbidNonWhitelisted: true }).flatMap(({ constraints }) => Object.values(constraints ?? {}));
  it.each<[type: 'settings' | 'secrets' | 'options', value: object, messages: string[]]>([
    ['settings', {}, []],
    ['settings', { appId: '12', customerMatching: 'true' }, []],
    ['settings', { customerMatching: 'yes' }, ['customerMatching must be true or false']],
    ['settings', { appId: 'x' }, ['appId must be the digits of a Facebook app id, like "1234567890"']],
    ['settings', { other: 1 }, ['property other should not exist']],
    ['secrets', { pageAccessToken: 't' }, []],
    ['secrets', { pageAccessToken: '' }, ['pageAccessToken is required: the access token of the Page']],
    ['secrets', { pageAccessToken: 't', appSecret: '' }, ['appSecret must not be empty; leave it out where there is none']],
    ['options', {}, []],
    ['options', { messagingType: 'MESSAGE_TAG', messageTag: 'ANY_TAG' }, []],
    ['options', { messageTag: 'NON_PROMOTIONAL_SUBSCRIPTION' }, []],
    ['options', { messagingType: 'PROMO' }, ['messagingType must be one of RESPONSE, UPDATE, MESSAGE_TAG, UTILITY']],
    ['options', { messageTag: 7 }, ['messageTag must not be longer than 100 characters', 'messageTag must be a text, for example HUMAN_AGENT; messagingType MESSAGE_TAG needs one']],
    ['options', { notificationType: 'LOUD' }, ['notificationType must be one of REGULAR, SILENT_PUSH, NO_PUSH']],
  ])('%s %o', (type, value, expected) => {
    expect(errors(fbMessenger[type], value).toSorted()).toEqual([...expected].toSorted());
  });

  it('MESSAGE_TAG without a tag is refused', () => {
    expect(errors(fbMessenger.options, { messagingType: 'MESSAGE_TAG' })).toContain('messageTag must be a text, for example HUMAN_AGENT; messagingType MESSAGE_TAG needs one');
  });
});
