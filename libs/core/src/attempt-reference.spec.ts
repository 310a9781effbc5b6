import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAttemptReference, parseAttemptReference } from './attempt-reference.js';

it('an attempt comes back from its reference', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 0, max: 32_767 }), (messageId, attemptNumber) => {
      expect(parseAttemptReference(formatAttemptReference({ messageId, attemptNumber }))).toEqual({ messageId, attemptNumber });
    }),
  );
});

it.each([
  '',
  'm_abc',
  '0dceaf0d-93ea-4314-a6f8-b0cffe69799a',
  '0dceaf0d-93ea-4314-a6f8-b0cffe69799a.',
  '0dceaf0d-93ea-4314-a6f8-b0cffe69799a.1234567',
  '0dceaf0d-93ea-4314-a6f8-b0cffe69799a.32768',
  '0dceaf0d-93ea-4314-a6f8-b0cffe69799a.1x',
  '0dceaf0d-93ea-4314-a6f8-b0cffe69799a.1\n',
  ' 0dceaf0d-93ea-4314-a6f8-b0cffe69799a.1',
  '0DCEAF0D-93EA-4314-A6F8-B0CFFE69799A.1',
  '0dceaf0d93ea4314a6f8b0cffe69799a.1',
])('%j is no reference of ours', (text) => expect(parseAttemptReference(text)).toBeUndefined());
