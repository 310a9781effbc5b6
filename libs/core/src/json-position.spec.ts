import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { locateJsonError } from './json-position.js';

/** Parsers are fast: in full length they read a hundred thousand texts, where other properties have ten thousand. */
const RUNS = 10 * (fc.readConfigureGlobal().numRuns ?? 100);

const said = (text: string): string => {
  const found = locateJsonError(text);
  return found ? `${found.line}:${found.column} ${found.expected}` : 'fine';
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const MISSING_BRACE = `{
  "to": {
    "fbMessengerId": "11112223333444444"
  },
  "body": "Hello",
  "channelOptions": {
    "fbMessenger": {
      "messagingType": "MESSAGE_TAG"
    },
  "rules": [
    "fbMessenger"
  ]
}
`;

describe('a text that ends too early', () => {
  it('tells by the indentation which object was not closed', () => {
    expect(said(MISSING_BRACE)).toBe('13:2 `}` at the end of the text: "channelOptions" opened on line 6 is not closed');
    expect(said(MISSING_BRACE.replaceAll('\n', '\r\n'))).toBe(said(MISSING_BRACE));
    expect(said(MISSING_BRACE.replaceAll('  ', '\t'))).toBe(said(MISSING_BRACE));
  });

  it('tells the innermost one where there is no indentation', () => {
    expect(said('{"a":{"b":1}')).toBe('1:13 `}` at the end of the text: the object opened on line 1 is not closed');
    expect(said('{"a": {"b":[1')).toBe('1:14 `]` at the end of the text: "b" opened on line 1 is not closed');
    expect(said('[[1\n')).toBe('1:4 `]` at the end of the text: the list opened on line 1 is not closed');
  });

  it('tells it even where no one can have typed it', () => {
    expect(said('['.repeat(100) + '{"a":1')).toBe('1:107 `}` at the end of the text: the innermost object is not closed');
    expect(said('{"a":'.repeat(70) + '[1}')).toContain('`,` or `]`: the innermost list is not closed');
  });

  it.each([
    ['', '1:1 a JSON value, but the text is empty'],
    [' \n ', '1:1 a JSON value, but the text is empty'],
    ['{', '1:2 a field name in double quotes or `}`, but the text ends here'],
    ['[ ', '1:2 a value or `]`, but the text ends here'],
    ['{"a"', '1:5 `:` and a value, but the text ends here'],
    ['{"a":', '1:6 a value, but the text ends here'],
    ['[1,', '1:4 a value, but the text ends here'],
    ['{"a":1,\n', '1:8 a field name in double quotes, but the text ends here'],
    ['{"a":"b', '1:8 `"` to end the string that begins on line 1, column 6'],
    ['[-', '1:3 a digit'],
  ])('%j', (text, expected) => expect(said(text)).toBe(expected));
});

describe('a text that breaks in the middle', () => {
  it.each([
    ['{"a":1\n "b":2}', '2:2 `,` or `}`'],
    ['[1 2]', '1:4 `,` or `]`'],
    ['{"a":[1}', '1:8 `,` or `]`: "a" opened on line 1 is not closed'],
    ['[{"a":1]', '1:8 `,` or `}`: the object opened on line 1 is not closed'],
    ['{"a":1,}', '1:8 a field name in double quotes after the comma, or no comma before this `}`'],
    ['[1,]', '1:4 a value before this `]`, or no comma'],
    ['[1,,2]', '1:4 a value before this comma'],
    ['{"a":}', '1:6 a value before this `}`'],
    ['{"a" 1}', '1:6 `:` after the field name'],
    ['{a:1}', '1:2 a field name in double quotes'],
    ["{'a':1}", '1:2 a field name in double quotes, not in single ones'],
    ["{\"a\":'b'}", '1:6 a value; strings stand in double quotes, not in single ones'],
    ['[True]', '1:2 a value; true, false and null are written in small letters'],
    ['[NaN]', '1:2 a value; JSON has null, but no undefined, NaN or Infinity'],
    ['[hello]', '1:2 a value; strings stand in double quotes'],
    ['[1, // one\n2]', '1:5 a value; JSON has no comments'],
    ['[01]', '1:2 a number that does not begin with 0'],
    ['[.5]', '1:2 a value; a number begins with a digit'],
    ['[1.]', '1:4 a digit after the decimal point'],
    ['[1e+]', '1:5 a digit of the exponent'],
    ['["a\nb"]', '1:4 `"` to end the string that begins on line 1, column 2 (a line break inside a string is written \\n)'],
    ['["a\tb"]', '1:4 \\t instead of a control character inside a string'],
    ['["\\x41"]', '1:4 one of " \\ / b f n r t u after the backslash'],
    ['["\\u00g1"]', '1:4 four hexadecimal digits after \\u'],
    ['{"a":1}}', '1:8 the end of the text: this `}` closes nothing'],
    ['{}\n{}', '2:1 the end of the text: the JSON value before this is complete'],
    ['\ufeff{}', '1:1 a value, not a byte order mark'],
  ])('%j', (text, expected) => expect(said(text)).toBe(expected));

  it.each([
    ['\n\n  x', '3:3'],
    ['\r\n\r\n  x', '3:3'],
    ['\r\r  x', '3:3'],
    ['["🐎" x]', '1:7'],
  ])('counts lines and columns as editors do: %j', (text, position) => expect(said(text)).toMatch(`${position} `));
});

describe('what is JSON', () => {
  it('is what JSON.parse accepts, over broken JSON', () => {
    const broken = fc
      .tuple(fc.oneof(fc.json(), fc.constant(MISSING_BRACE)), fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', '{', '}', '[', ']', ',', ':', '"', '\\', '0', '-', '.', 'e', '\n', '\u0001', 'u00', 'null', '\u00a0'))
      .map(([text, seed, removed, put]) => {
        const at = seed % (text.length + 1);
        return text.slice(0, at) + put + text.slice(at + removed);
      });
    fc.assert(fc.property(broken, (text) => expect(locateJsonError(text) === undefined).toBe(isJson(text))), { numRuns: RUNS });
  });

  it('is what JSON.parse accepts, over any row of tokens', () => {
    const token = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '\\', ' ', '-', '0', '12', '.', 'e', 'E+', 'true', 'nul', '\\u12aF', '\n', '\b');
    const row = fc.array(token, { maxLength: 7 }).map((tokens) => tokens.join(''));
    fc.assert(fc.property(row, (text) => expect(locateJsonError(text) === undefined).toBe(isJson(text))), { numRuns: RUNS });
  });
});

describe('a large text', () => {
  it.each([
    ['open lists', '['.repeat(10_000_000)],
    ['open objects', '{"a":'.repeat(2_000_000)],
    ['lists over lines', '['.repeat(2_000_000) + ']\n'.repeat(1_999_999)],
    ['one open string', '"' + 'x'.repeat(10_000_000)],
    ['digits', '1'.repeat(10_000_000) + 'x'],
    ['line breaks', '\r\n'.repeat(5_000_000) + 'x'],
    ['a long batch', `[${'{"to":{"phoneNumber":"447123123123"},"rules":["sms"]},'.repeat(180_000)}]`],
  ])('of %s is located in linear time and without filling the stack', (_what, text) => {
    const start = performance.now();
    expect(locateJsonError(text)).toBeDefined();
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
