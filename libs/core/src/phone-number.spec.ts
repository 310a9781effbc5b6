import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalisePhoneNumber } from './phone-number.js';

it.each([
  ['447123123123', '447123123123'],
  ['+447123123123', '447123123123'],
  ['00447123123123', '447123123123'],
  [' +44 (7123) 123-123 ', '447123123123'],
  ['44.7123.123.123', '447123123123'],
  ['+44 (0)7123 123123', '447123123123'],
  ['0049 (0) 151 23456789', '4915123456789'],
  ['44 (0)20 123 456', '44020123456'],
  ['1234567', '1234567'],
  ['123456789012345', '123456789012345'],
])('%j is stored as %s', (input, stored) => expect(normalisePhoneNumber(input)).toBe(stored));

it.each(['', '+', '00', '07123123123', '0007123123123', '++447123123123', '123456', '1234567890123456', '44712312312a', '447123/123123', '４４７１２３１２３１２３'])(
  '%j is no phone number',
  (input) => expect(normalisePhoneNumber(input)).toBeUndefined(),
);

it('what is stored is digits, and storing it again changes nothing', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[+0]{0,3}[\d .()-]{5,20}$/), (input) => {
      const stored = normalisePhoneNumber(input);
      if (stored === undefined) return;
      expect(stored).toMatch(/^[1-9]\d{6,14}$/);
      expect(normalisePhoneNumber(stored)).toBe(stored);
    }),
  );
});
