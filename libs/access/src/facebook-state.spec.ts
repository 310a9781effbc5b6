import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { FacebookState, MOST_STATE_CHARACTERS, profileFieldsOf } from './facebook-state.js';

const OURS = '01930000-0000-7000-8000-000000000001';
const THEIRS = '01930000-0000-7000-8000-000000000002';
const newKey = (): string => randomBytes(32).toString('base64');
const codec = (key = newKey(), ...oldKeys: string[]): FacebookState => new FacebookState({ ENCRYPTION_KEY: key, ENCRYPTION_OLD_KEYS: oldKeys });

describe('a Facebook state', () => {
  const state = codec();
  const sealed = state.seal(OURS, 'joe@acme.com', { plan: 'gold' }, new Date('2026-01-02T03:04:05Z'))!;

  it('comes back with what it was given', () => {
    const data = state.open(OURS, sealed)!;
    expect(data).toEqual({ profileId: 'joe@acme.com', apiSpaceId: OURS, iat: Date.parse('2026-01-02T03:04:05Z') / 1_000, plan: 'gold' });
    expect(profileFieldsOf(data)).toEqual({ plan: 'gold' });
  });

  it('shows nothing of the profile, and is never the same twice', () => {
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('joe');
    expect(state.seal(OURS, 'joe@acme.com')).not.toBe(state.seal(OURS, 'joe@acme.com'));
  });

  it('opens with an old key too', () => {
    const [before, after] = [newKey(), newKey()];
    const old = codec(before).seal(OURS, 'joe')!;
    expect(codec(after, before).open(OURS, old)).toMatchObject({ profileId: 'joe' });
    expect(codec(after).open(OURS, old)).toBeUndefined();
  });

  it('is refused when any one character of it is changed', () => {
    for (let at = 0; at < sealed.length; at++) {
      const altered = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      expect(state.open(OURS, altered)).toBeUndefined();
    }
  });

  it.each<[string, () => string | undefined]>([
    ['nothing', () => undefined],
    ['an empty text', () => ''],
    ['a reference of the business’s own', () => 'summer-campaign'],
    ['one that is cut off', () => sealed.slice(0, -3)],
    ['one with something after it', () => `${sealed}AAAA`],
    ['padding', () => `${sealed}=`],
    ['one made with another key', () => codec().seal(OURS, 'joe@acme.com')],
    ['another tenant’s', () => state.seal(THEIRS, 'joe@acme.com')],
    ['a very long text', () => 'A'.repeat(100_000)],
  ])('is not there for %s', (_, made) => {
    expect(state.open(OURS, made())).toBeUndefined();
  });

  it('is at most 250 characters long, whatever the profile id, or is not made', () => {
    const lengths = Array.from({ length: 255 }, (_, index) => state.seal(OURS, 'x'.repeat(index + 1)));
    expect(lengths[0]).toBeDefined();
    expect(lengths[119]).toBeDefined();
    expect(lengths.at(-1)).toBeUndefined();
    for (const made of lengths) expect(made?.length ?? 0).toBeLessThanOrEqual(MOST_STATE_CHARACTERS);
    expect(state.seal(OURS, '€'.repeat(80))).toBeUndefined();
  });
});
