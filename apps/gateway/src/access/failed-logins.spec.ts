import { describe, expect, it } from '@jest/globals';
import { MOST_REMEMBERED } from './call-rates.js';
import { FailedLogins } from './failed-logins.js';

const logins = (perMinute: number): FailedLogins => new FailedLogins({ FAILED_LOGIN_LIMIT: perMinute });
const refused = (of: FailedLogins, ...addresses: string[]): boolean[] => addresses.map((address) => of.count(address) !== undefined);

describe('failed logins', () => {
  it('are limited for each address apart, so many of them at once', () => {
    const failed = logins(2);
    expect(refused(failed, '203.0.113.1', '203.0.113.1', '203.0.113.1', '203.0.113.2')).toEqual([false, false, true, false]);
    expect(failed.count('203.0.113.1')).toBe(30);
  });

  it.each<[string, string, boolean]>([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::7', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['::ffff:203.0.113.1', '203.0.113.1', true],
    ['nonsense', 'x'.repeat(16_000), true],
  ])('of %s count for %.40s: %s', (one, other, isSame) => {
    expect(refused(logins(1), one, other)).toEqual([false, isSame]);
  });

  it('are not limited when the limit is 0', () => {
    expect(refused(logins(0), '203.0.113.1', '203.0.113.1')).toEqual([false, false]);
  });

  it('are remembered of a bounded number of addresses, those of the last ones', () => {
    const failed = logins(1);
    for (let address = 0; address <= MOST_REMEMBERED; address++) failed.count(`10.0.${address >> 8}.${address & 255}`);
    expect(refused(failed, `10.0.${MOST_REMEMBERED >> 8}.${MOST_REMEMBERED & 255}`, '10.0.0.1', '10.0.0.0')).toEqual([true, true, false]);
  });
});
