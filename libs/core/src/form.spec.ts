import { describe, expect, it } from '@jest/globals';
import { parseForm } from './form.js';

describe('parseForm', () => {
  it('reads fields, also 1,000 of them', () => {
    expect([...parseForm('From=%2B15550001111&Body=Hello+there&Empty=')!]).toEqual([['From', '+15550001111'], ['Body', 'Hello there'], ['Empty', '']]);
    expect([...parseForm(Array.from({ length: 1_000 }, (_, index) => `a${index}=1`).join('&'))!]).toHaveLength(1_000);
  });

  it('does not read more', () => {
    expect(parseForm(Array.from({ length: 1_001 }, (_, index) => `a${index}=1`).join('&'))).toBeUndefined();
    expect(parseForm('&'.repeat(1_000))).toBeUndefined();
  });
});
