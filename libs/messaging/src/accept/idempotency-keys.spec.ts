import { describe, expect, it } from '@jest/globals';
import { hashRequest } from './idempotency-keys.js';

describe('the hash of a request', () => {
  it.each([
    ['the order of fields, at any depth', '{"a":{"x":1,"y":[{"p":1,"q":2}]},"b":2}', '{"b":2,"a":{"y":[{"q":2,"p":1}],"x":1}}', true],
    ['the order of a list', '[1,2]', '[2,1]', false],
    ['a value', '{"a":1}', '{"a":"1"}', false],
    ['a field that is null', '{"a":null}', '{}', false],
  ])('by %s', (_, one, other, isSame) => {
    expect(hashRequest('message', JSON.parse(one)) === hashRequest('message', JSON.parse(other))).toBe(isSame);
  });

  it('is another for another call', () => {
    expect(hashRequest('message', {})).not.toBe(hashRequest('batch', {}));
  });
});
