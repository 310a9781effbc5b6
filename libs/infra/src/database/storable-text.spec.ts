import { describe, expect, it } from '@jest/globals';
import { toStorableJson, toStorableText } from './storable-text.js';

describe('text that Postgres can keep', () => {
  it.each([
    ['NUL', { a: 'x\u0000y' }, { a: 'x\ufffdy' }],
    ['half of a surrogate pair', { a: '\ud83d' }, { a: '\ufffd' }],
    ['both in a name', { 'k\u0000\udc00': 1 }, { 'k\ufffd\ufffd': 1 }],
    ['a whole pair', { a: '\ud83d\ude00' }, { a: '\ud83d\ude00' }],
    ['a written-out escape, which is only text', { a: '\\u0000 \\ud800' }, { a: '\\u0000 \\ud800' }],
    ['a backslash before a real NUL', { a: '\\\u0000' }, { a: '\\\ufffd' }],
    ['nothing at all', undefined, null],
  ])('JSON with %s', (_, value, kept) => {
    expect(JSON.parse(toStorableJson(value))).toEqual(kept);
  });

  it('replaces the same in plain text', () => {
    expect(toStorableText('a\u0000b\ud800')).toBe('a\ufffdb\ufffd');
  });
});
