import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ProviderFact } from '@app/core';
import { parseEvents } from './parse-events.js';

/** Parsers are fast: in full length they read a hundred thousand texts, where other properties have ten thousand. */
const RUNS = 10 * (fc.readConfigureGlobal().numRuns ?? 100);

const PAGE = '1067280970047460';
const PSID = '5275811702471834';
const RECEIVED_AT = new Date('2026-11-01T12:00:00Z');
const AT = new Date(1458692752478);
const WATERMARK_AT = new Date(1458668856253);

const fixture = (name: string): unknown => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));

/** Facts less what is the same in all: the account and the provider's item. */
const told = (facts: ProviderFact[]): object[] =>
  facts.map((fact) => {
    if (fact.kind === 'other') return other(fact.name);
    const { raw, accountAddress, ...rest } = fact;
    expect(raw).toBeDefined();
    expect(accountAddress).toBe(PAGE);
    return rest;
  });

const message = (mid: string, more: object): object => ({
  kind: 'inbound', type: 'message', dedupeKey: `message:${mid}`, address: PSID, occurredAt: AT, ...more,
});
const receipt = (status: string, more: object): object => ({ kind: 'receipt', status, address: PSID, ...more });
const optIn = (more: object): object => ({ kind: 'optIn', address: PSID, occurredAt: AT, ...more });
const other = (name: string): object => ({ kind: 'other', name });

describe('a Messenger webhook body', () => {
  it('tells its pages, also where nothing in it is read', () => {
    const body = { object: 'page', entry: [{ id: PAGE, changes: [{ field: 'feed', value: {} }] }, { id: 998, messaging: [{ account_linking: {} }] }] };
    expect(parseEvents(body, RECEIVED_AT).map(({ accountAddress }) => accountAddress)).toEqual([PAGE, '998']);
  });

  const ENTRY_TIME = new Date(1458692752978);
  it.each<[fixture: string, facts: object[]]>([
    ['text', [message('m_1', { body: 'hello' })]],
    ['quick-reply', [message('m_2', { body: 'Red', payload: 'RED' })]],
    ['reply-to', [message('m_3', { body: 'yes', inReplyTo: 'm_1' })]],
    ['image', [message('m_4', { messageParts: [{ type: 'image/png', url: 'https://scontent.example/v/t34/n.png?oh=1' }] })]],
    ['several-attachments', [message('m_4b', { body: 'look', messageParts: [
      { type: 'image/jpeg', url: 'https://scontent.example/a.jpg' },
      { type: 'video/mp4', url: 'https://video.example/v' },
      { type: 'audio/aac', url: 'https://cdn.example/clip.aac?x=1' },
      { type: 'application/pdf', url: 'https://cdn.example/bill.pdf' },
    ] })]],
    ['voice-recording', [message('m_4c', { messageParts: [{ type: 'audio/mp4', url: 'https://cdn.example/v/t59.3654-21/1_n.mp4/audioclip-1730383942000-1792.mp4?_nc_cat=108' }] })]],
    ['location', [message('m_5', { messageParts: [
      { name: "X's Location", type: 'application/json', data: { type: 'location', coordinates: { lat: 1.2, long: -1.3 } } },
    ] })]],
    ['fallback', [message('m_6', { body: 'see https://shop.example/', messageParts: [{ name: 'T', type: 'text/html', url: 'https://shop.example/' }] })]],
    ['sticker-twice', [message('m_7', { messageParts: [{ type: 'image/png', url: 'https://scontent.example/s.png' }] })]],
    ['reel', [message('m_8', { messageParts: [{ name: 'A reel', type: 'video/mp4', url: 'https://cdn.example/reel' }] })]],
    ['payload-as-text', [message('m_8b', { messageParts: [{ type: 'application/octet-stream', url: 'https://cdn.example/story' }] })]],
    ['from-ad', [message('m_10', { body: 'from ad', payload: 'r', ref: 'r' })]],
    ['unsupported', [message('m_11', {})]],
    ['deleted', [other('message deleted')]],
    ['prior-message', [message('m_12', { body: 'hi', userRef: 'USER_REF' })]],
    ['echo-with-reference', [receipt('sent', { occurredAt: AT, providerMessageId: 'm_x', reference: '0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90.1' })]],
    ['echo-of-another-app', [receipt('sent', { occurredAt: AT, providerMessageId: 'm_y' })]],
    ['delivery', [
      receipt('delivered', { occurredAt: ENTRY_TIME, providerMessageId: 'm_1' }),
      receipt('delivered', { occurredAt: ENTRY_TIME, providerMessageId: 'm_2' }),
      receipt('delivered', { occurredAt: ENTRY_TIME, watermarkAt: WATERMARK_AT }),
    ]],
    ['delivery-without-mids', [receipt('delivered', { occurredAt: ENTRY_TIME, watermarkAt: WATERMARK_AT })]],
    ['read', [receipt('read', { occurredAt: new Date(1458668856463), watermarkAt: WATERMARK_AT })]],
    ['postback', [{ ...message('m_p', { type: 'postback', body: 'Get started', payload: 'GS', ref: 'R' }), dedupeKey: 'postback:m_p' }]],
    ['postback-of-a-guest', [
      { kind: 'inbound', type: 'postback', userRef: 'UR', payload: 'hey', occurredAt: new Date(1000), dedupeKey: 'postback:UR:1:hey' },
    ]],
    ['referral', [{ ...message('', { type: 'referral', payload: 'R', ref: 'R' }), dedupeKey: `referral:${PSID}:1458692752478:R` }]],
    ['optin-send-to-messenger', [optIn({ ref: 'PASS_THROUGH', dedupeKey: `optin:${PSID}:1458692752478:` })]],
    ['optin-checkbox', [{ kind: 'optIn', occurredAt: AT, userRef: 'UNIQUE', ref: 'PASS_THROUGH', dedupeKey: 'optin:UNIQUE:1458692752478:' }]],
    ['optin-one-time', [optIn({ ref: 'P', dedupeKey: `optin:${PSID}:1458692752478:one_time_notif_req` })]],
    ['optin-recurring', [optIn({ ref: 'P', dedupeKey: `optin:${PSID}:1458692752478:notification_messages` })]],
    ['optin-stopped', [other('optin STOP_NOTIFICATIONS')]],
    ['message-request-accepted', [optIn({ dedupeKey: `optin:${PSID}:1458692752478:message_request` })]],
    ['reaction', [
      { ...message('', { type: 'reaction', body: '❤️', payload: 'love', inReplyTo: 'm_1' }), dedupeKey: `reaction:m_1:${PSID}:react:1458692752478` },
    ]],
    ['reaction-taken-back', [
      { ...message('', { type: 'reaction', payload: 'unreact', inReplyTo: 'm_1' }), dedupeKey: `reaction:m_1:${PSID}:unreact:1458692752478` },
    ]],
    ['standby', [
      message('m_t', { body: 'u' }),
      message('m_s', { body: 't' }),
      { ...message('', { type: 'postback', body: 'Buy' }), dedupeKey: `postback:${PSID}:1458692752478:` },
    ]],
    ['handovers', [other('pass_thread_control'), other('take_thread_control'), other('app_roles')]],
    ['policy', [other('policy_enforcement'), other('policy-enforcement')]],
    ['edit', [other('message_edit')]],
    ['ids-as-numbers', [{ ...message('m_n', { body: 'hello' }), occurredAt: new Date(1458692752000) }]],
    ['feed', [other('changes feed'), other('changes feed')]],
    ['dashboard-test', [message('test_message_id', { body: 'test_message' })]],
    ['curl-self-test', [other('message without a page, or of another page')]],
    ['another-page', [other('message without a page, or of another page')]],
    ['only-an-envelope', [other('empty item')]],
  ])('%s', (name, facts) => {
    expect(told(parseEvents(fixture(name), RECEIVED_AT))).toEqual(facts);
  });

  it('gives the same inbound the same key when Facebook sends it again at another time', () => {
    const again = (time: number): unknown => ({
      object: 'page',
      entry: [{ id: PAGE, time, messaging: [{ sender: { id: PSID }, recipient: { id: PAGE }, optin: { ref: 'r' } }] }],
    });
    const keyOf = (body: unknown, receivedAt: Date): unknown => parseEvents(body, receivedAt).map((fact) => 'dedupeKey' in fact && fact.dedupeKey);
    expect(keyOf(again(1458692752478), RECEIVED_AT)).toEqual(keyOf(again(1458692999999), new Date()));
  });

  it('keeps keys short, however long a payload is', () => {
    const long = (payload: string): ProviderFact[] =>
      parseEvents({ object: 'page', entry: [{ id: PAGE, messaging: [{ sender: { id: PSID }, timestamp: 5, postback: { payload } }] }] }, RECEIVED_AT);
    const keys = ['a', 'b'].map((end) => long('x'.repeat(5000) + end)).flatMap((facts) => facts.map((fact) => ('dedupeKey' in fact ? fact.dedupeKey : '')));
    expect(keys.every((key) => key.length > 0 && key.length <= 200)).toBe(true);
    expect(new Set(keys).size).toBe(2);
  });

  it('takes ids of 17 digits as text, as the exact parser gives them', () => {
    const body = { object: 'page', entry: [{ id: '10672809700474601', messaging: [{ sender: { id: '98765432109876543' }, recipient: { id: '10672809700474601' }, message: { mid: 'm' } }] }] };
    expect(parseEvents(body, RECEIVED_AT)).toMatchObject([{ kind: 'inbound', accountAddress: '10672809700474601', address: '98765432109876543', occurredAt: RECEIVED_AT }]);
  });

  it('throws for no input, and has a valid time in every fact', () => {
    const word = fc.constantFrom(
      'object', 'entry', 'messaging', 'standby', 'changes', 'field', 'value', 'message', 'mid', 'text', 'attachments', 'type', 'payload', 'url',
      'delivery', 'mids', 'watermark', 'read', 'postback', 'reaction', 'optin', 'referral', 'sender', 'recipient', 'id', 'timestamp', 'is_echo', '__proto__',
    );
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof({ maxDepth: 6 }, fc.constantFrom(null, true, 0, -1, 1e300, PAGE, PSID, 'page', 'image', 1458692752478), fc.string(), fc.double(), fc.array(tie('node'), { maxLength: 4 }), fc.dictionary(word, tie('node'), { maxKeys: 6 })),
    })).node;
    const item = fc.record({ sender: fc.oneof(fc.constant({ id: PSID }), tree), recipient: fc.oneof(fc.constant({ id: PAGE }), tree), timestamp: tree }, { requiredKeys: [] });
    const likely = fc.tuple(item, fc.dictionary(word, tree, { maxKeys: 3 })).map(([envelope, rest]) => ({ object: 'page', entry: [{ id: PAGE, messaging: [{ ...envelope, ...rest }] }] }));
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true }), fc.jsonValue(), tree, likely), (body) => {
        for (const fact of parseEvents(body, RECEIVED_AT)) {
          if (fact.kind === 'other') expect(fact.name.length).toBeLessThanOrEqual(120);
          else expect(Number.isNaN(fact.occurredAt.getTime())).toBe(false);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
