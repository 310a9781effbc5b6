import { describe, expect, it } from '@jest/globals';
import { InFlight, MOST_OF_AN_ACCOUNT, MOST_OF_AN_API_SPACE } from './in-flight.js';

/** Begins so many calls of an account that never end, and returns how many were let in. */
function hang(inFlight: InFlight, account: { id: string; apiSpaceId: string }, count: number): number {
  let begun = 0;
  for (let call = 0; call < count; call++) {
    void inFlight.of(account, () => {
      begun++;
      return new Promise(() => undefined);
    });
  }
  return begun;
}

describe('calls in flight', () => {
  it('of one account are a thousand at most, of an apiSpace two and a half, and others go on', async () => {
    const inFlight = new InFlight();
    const begun = ['a1', 'a2', 'a3', 'a4'].map((id) => hang(inFlight, { id, apiSpaceId: 'a' }, 2 * MOST_OF_AN_ACCOUNT));
    expect(begun).toEqual([MOST_OF_AN_ACCOUNT, MOST_OF_AN_ACCOUNT, MOST_OF_AN_API_SPACE - 2 * MOST_OF_AN_ACCOUNT, 0]);
    expect(await inFlight.of({ id: 'b1', apiSpaceId: 'b' }, async () => 'answered')).toBe('answered');
  });

  it('that have ended, well or not, leave their place', async () => {
    const inFlight = new InFlight();
    const account = { id: 'a1', apiSpaceId: 'a' };
    expect(hang(inFlight, account, MOST_OF_AN_ACCOUNT - 1)).toBe(MOST_OF_AN_ACCOUNT - 1);
    await expect(inFlight.of(account, async () => Promise.reject(new Error('reset')))).rejects.toThrow('reset');
    expect(await inFlight.of(account, async () => 'answered')).toBe('answered');
    expect(hang(inFlight, account, 2)).toBe(1);
  });
});
