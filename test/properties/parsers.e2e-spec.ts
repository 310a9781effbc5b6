import { describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { createChannelRegistry } from '@app/channels';
import { fillMergeFields, locateJsonError, normalisePhoneNumber, parseAttemptReference, parseDurationMs, parseJsonExact, parseRules, type ProviderFact, replaceLinks, SendFailure, verifyStandardWebhooks } from '@app/core';
import { parseProfileQuery, ProfileQueryError } from '@app/profiles';
import { brokenTexts, mutationsOf, oddTexts } from '../fuzz/mutations.js';
import { FACEBOOK_BODIES, SMS_BODIES, smsSignature } from '../fuzz/requests.js';

/** Parsers are fast: in full length they read a hundred thousand inputs each, where other properties have ten thousand. */
const RUNS = 10 * (fc.readConfigureGlobal().numRuns ?? 100);
/** A long text takes some milliseconds, one that is gone through again for each of its characters takes minutes. */
const LONG_CHARACTERS = 200_000;
const LONG_RUNS = RUNS / 100;
/** What Node's HTTP server and client take for all headers of a call. */
const MOST_HEADER_CHARACTERS = 16_384;
/** The gateway reads no larger body. */
const MOST_BODY_CHARACTERS = 10 * 1024 * 1024;
/** Far more than any input takes on a busy machine. */
const MOST_MS = 1_000;
const NOW = new Date('2026-11-01T12:00:00Z');
/** Later ones do not fit into the database's and ISO's form. */
const END_OF_TIME_MS = Date.parse('9999-12-31T23:59:59.999Z');

type NewError = abstract new (...given: never[]) => Error;

interface Parser {
  name: string;
  /** What a text of this kind is made of. */
  pieces: readonly string[];
  parse: (text: string) => unknown;
  /** The only error that a caller has to expect. */
  refusal?: NewError;
}

const SOURCE = { profile: { a: 'x'.repeat(100), b: { c: ['{{profileId}}'] } }, profileId: 'joe', body: '{{body}}' };
const JSON_PIECES = ['{', '}', '[', ']', ',', ':', '"', '\\', '\\u', '12aF', ' ', '\n', '\t', '-', '0', '12345678901234567', '.', 'e', '+', '"a"', '"a":', 'true', 'nul', '\u0000', '\ufeff'];
const LINK_PIECES = ['https://', 'http://a.example/', '@', '.', ')', '(', ']', '}', '*', '…', ' ', '"', 'x', '?', '&', '%', ':', '[', '\u0000', '\ud800'];

const PARSERS: readonly Parser[] = [
  { name: 'a profile query', pieces: ['a', '=', '&', '[]', '[]=', '!', '.', '%', '%41', '%F0%9F', '+', "'", '$', '$limit=', '$sort=', '$fields=', '-', ',', '>=', '<', '^', '~', '5', '\u0000', '\ud800', '__proto__'], parse: parseProfileQuery, refusal: ProfileQueryError },
  { name: 'JSON with exact ids', pieces: JSON_PIECES, parse: parseJsonExact, refusal: SyntaxError },
  { name: 'where JSON breaks', pieces: JSON_PIECES, parse: locateJsonError },
  { name: 'a duration', pieces: ['P', 'T', 'W', 'D', 'H', 'M', 'S', '1', '999999999', '.', ',', '-', '+', ' ', '\n'], parse: parseDurationMs },
  { name: 'a time of a rule', pieces: ['P', 'PT', '5', 'M', 'S', '.5', 'fbMessenger', ' '], parse: (text) => parseRules([text, { channel: text, until: text, within: text, [text]: text }]) },
  { name: 'links in a text', pieces: LINK_PIECES, parse: (text) => replaceLinks(text, 'on', () => 'short') },
  { name: 'marked links in a text', pieces: LINK_PIECES, parse: (text) => replaceLinks(text, 'marked', () => 'short') },
  { name: 'merge fields', pieces: ['{{', '}}', '{', '}', 'profile.', 'profile.a', '{{profile.a}}', 'b.c.0', 'profileId', 'body', ' ', '.', '__proto__', '$&'], parse: (text) => fillMergeFields({ [text]: [text] }, SOURCE), refusal: SendFailure },
  { name: 'a phone number', pieces: ['+', '0', '00', '44', '7', ' ', '.', '-', '(', ')', '\n', '٣'], parse: normalisePhoneNumber },
  { name: 'a reference of ours', pieces: ['0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90', '.', '0', '-', '9', 'A', '\n'], parse: parseAttemptReference },
  { name: 'the headers of a signed webhook', pieces: ['v1,', ' ', '=', 'A', '/', '+', 'whsec_', '1', 'é'], parse: (text) => verifyStandardWebhooks({ headers: { 'webhook-id': text, 'webhook-timestamp': '1', 'webhook-signature': text.slice(0, MOST_HEADER_CHARACTERS) }, body: text }, text, 1) },
];

const rowOf = (pieces: readonly string[], maxLength: number): fc.Arbitrary<string> => fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength }).map((row) => row.join(''));

/** A beginning, a row that comes again and again, and an end that does not fit: what makes a search go back. */
const longText = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(rowOf(pieces, 2), rowOf(pieces, 4), rowOf(pieces, 2)).map(([start, repeated, end]) => start + repeated.repeat(Math.ceil(LONG_CHARACTERS / repeated.length)) + end);

function expectReading(read: () => unknown, refusal?: NewError): void {
  const startedAt = performance.now();
  try {
    read();
  } catch (error) {
    if (!refusal || !(error instanceof refusal)) throw error;
  }
  expect(performance.now() - startedAt).toBeLessThan(MOST_MS);
}

describe.each(PARSERS)('$name', ({ pieces, parse, refusal }) => {
  it('is read or refused by its own error, whatever it is', () => {
    const text = fc.oneof({ weight: 3, arbitrary: rowOf(pieces, 12) }, brokenTexts(rowOf(pieces, 12)), oddTexts);
    fc.assert(fc.property(text, (one) => expectReading(() => parse(one), refusal)), { numRuns: RUNS });
  });

  it('is read in a short time, however often a piece comes again behind another', () => {
    for (const start of pieces) for (const repeated of pieces) expectReading(() => parse(start + repeated.repeat(LONG_CHARACTERS / 4 / repeated.length)), refusal);
  });

  it('is read in a short time, however long it is', () => {
    fc.assert(fc.property(longText(pieces), (one) => expectReading(() => parse(one), refusal)), { numRuns: LONG_RUNS });
  });
});

/** Only of a channel that has webhooks is there a secret for them; the others' parsers say the same whatever comes. */
const ANY_SECRETS = new Proxy({}, { get: () => 'secret' });
const CALLED = createChannelRegistry({ withDummy: true }).all.filter((channel) => channel.webhookSecret(ANY_SECRETS) !== undefined);

interface Webhooks {
  /** The headers of a call that the provider makes. */
  signed: (rawBody: Buffer, url: string, secret: string) => Record<string, string>;
  bodies: readonly unknown[];
  /** What a run has to bring about, each of them at least once: bodies that all become nothing prove nothing. */
  kinds: readonly ProviderFact['kind'][];
}

const WEBHOOKS: Record<string, Webhooks> = {
  fbMessenger: {
    signed: (rawBody, _url, secret) => ({ 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}` }),
    bodies: FACEBOOK_BODIES,
    kinds: ['receipt', 'inbound', 'optIn', 'other'],
  },
  sms: {
    signed: (rawBody, url, secret) => ({ 'x-twilio-signature': smsSignature(url, rawBody.toString(), secret) }),
    bodies: SMS_BODIES,
    kinds: ['receipt', 'inbound', 'other'],
  },
};
const SIGNED = [...new Set(Object.values(WEBHOOKS).flatMap(({ signed }) => Object.keys(signed(Buffer.from(''), '', 'secret'))))];

it('every channel that has webhooks stands below', () => {
  expect(CALLED.map(({ name }) => name).toSorted()).toEqual(Object.keys(WEBHOOKS).toSorted());
});

describe.each(CALLED.map((channel) => ({ name: channel.name, channel, ...WEBHOOKS[channel.name]! })))('webhooks of $name', ({ channel, signed, bodies: own, kinds }) => {
  const bodies = fc.oneof(mutationsOf(own), mutationsOf([...FACEBOOK_BODIES, ...SMS_BODIES]));
  /** As it comes out of a JSON reader, or as the fields of a form. */
  const body = fc.oneof(
    { weight: 5, arbitrary: bodies },
    brokenTexts(bodies.map((value) => JSON.stringify(value) ?? '')).map((text): unknown => Object.fromEntries(new URLSearchParams(text))),
    fc.anything({ withNullPrototype: true }),
  );

  it('become facts of all kinds with valid times and short names, whatever the body is', () => {
    const counts = new Map<string, number>();
    fc.assert(
      fc.property(body, fc.dictionary(fc.constantFrom('reference', 'account'), oddTexts), (one, query) => {
        expectReading(() => {
          for (const fact of channel.parseEvents(one, NOW, query)) {
            counts.set(fact.kind, (counts.get(fact.kind) ?? 0) + 1);
            if (fact.kind === 'other') expect(fact.name.length).toBeLessThanOrEqual(120);
            else expect([fact.occurredAt.getTime() >= 0 && fact.occurredAt.getTime() <= END_OF_TIME_MS, typeof fact.accountAddress]).toEqual([true, 'string']);
          }
        });
      }),
      { numRuns: RUNS },
    );
    expect([...counts.keys()].toSorted()).toEqual(kinds.toSorted());
  });

  it('are taken with their signature, and refused with one character of it changed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), fc.webUrl(), fc.string({ minLength: 1 }), fc.nat(), (body, url, secret, place) => {
        const rawBody = Buffer.from(body);
        const headers = signed(rawBody, url, secret);
        expect(channel.verifyWebhook({ rawBody, headers, url }, secret)).toBe(true);
        for (const [name, value] of Object.entries(headers)) {
          // Before the last of base64 and its padding, which hold bits that count for nothing.
          const at = place % (value.length - 2);
          const wrong = `${value.slice(0, at)}${value[at] === '0' ? '1' : '0'}${value.slice(at + 1)}`;
          expect([name, channel.verifyWebhook({ rawBody, headers: { ...headers, [name]: wrong }, url }, secret)]).toEqual([name, false]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('are refused with any header that is no signature', () => {
    const headers = fc.dictionary(fc.constantFrom(...SIGNED), fc.oneof(oddTexts, rowOf(['sha256=', '0', 'f', '=', '+', ' '], 70)));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), headers, oddTexts, oddTexts, (rawBody, given, url, secret) => {
        expectReading(() => expect(channel.verifyWebhook({ rawBody: Buffer.from(rawBody), headers: given, url }, secret)).toBe(false));
      }),
      { numRuns: RUNS },
    );
  });

  it('take a short time, however long their texts are', () => {
    const text = longText(['.', '/', 'a', '?', '#', '=', '+', '0', ' ', 'sms', '\u0000', 'é', '-', '.jpg', 'http://', '%', '\ud800']);
    fc.assert(
      fc.property(text, mutationsOf([...FACEBOOK_BODIES, ...SMS_BODIES]), (long, one) => {
        const filled = JSON.parse(JSON.stringify(one ?? null), (_name, value: unknown) => (typeof value === 'string' && value !== 'page' ? long : value)) as unknown;
        fc.pre(JSON.stringify(filled).length <= MOST_BODY_CHARACTERS);
        expectReading(() => channel.parseEvents(filled, NOW, { reference: long, account: long }));
        expectReading(() => channel.verifyWebhook({ rawBody: Buffer.from(long), headers: Object.fromEntries(SIGNED.map((name) => [name, long])), url: long }, 'secret'));
      }),
      { numRuns: LONG_RUNS },
    );
  });
});
