import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recipientAddress, type Recipient } from './recipient.js';

it.each<[Recipient, string]>([
  [{ kind: 'address', address: '11112223333444444' }, '11112223333444444'],
  [{ kind: 'userRef', userRef: 'abc' }, 'userRef:abc'],
  [{ kind: 'phoneNumber', phoneNumber: '447123123123', firstName: 'Dave' }, 'phoneNumber:447123123123'],
])('%j is kept under %s', (recipient, address) => expect(recipientAddress(recipient)).toBe(address));

it('the same digits as Messenger id, user reference and phone number are three addresses', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,17}$/), (digits) => {
      const addresses = [
        recipientAddress({ kind: 'address', address: digits }),
        recipientAddress({ kind: 'userRef', userRef: digits }),
        recipientAddress({ kind: 'phoneNumber', phoneNumber: digits }),
      ];
      expect(new Set(addresses).size).toBe(3);
    }),
  );
});
