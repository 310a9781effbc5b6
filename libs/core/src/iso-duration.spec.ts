import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDurationMs } from './iso-duration.js';

it.each<[string | number, number]>([
  ['PT5M', 300_000],
  ['P1DT2H', 93_600_000],
  ['PT1.5S', 1_500],
  ['PT1,5S', 1_500],
  ['PT0.001S', 1],
  ['P2W', 1_209_600_000],
  ['P7D', 604_800_000],
  ['PT36H', 129_600_000],
  ['P1DT1H1M1S', 90_061_000],
  [300, 300_000],
  [0.5, 500],
])('%p is %d ms', (value, durationMs) => expect(parseDurationMs(value)).toBe(durationMs));

it.each<string | number>([
  '', 'P', 'PT', 'P1DT', 'P1M', 'P1Y', 'PT0S', 'P0D', '-PT5M', 'PT-5M', '+PT5M', 'pt5m', 'PT5', 'PT5M ', ' PT5M', '5M', '300',
  'PT1.5M', 'PT.5S', 'PT1.S', 'PT5S5M', 'PT0.0001S', 'PT9999999999S', 0, -1, 0.0001, Number.NaN, Number.POSITIVE_INFINITY, 1e300,
])('%p is no duration', (value) => expect(parseDurationMs(value)).toBeUndefined());

it('adds up whole parts', () => {
  const count = fc.integer({ min: 0, max: 999 });
  fc.assert(
    fc.property(count, count, count, fc.integer({ min: 1, max: 999 }), (days, hours, minutes, seconds) => {
      const sumS = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
      expect(parseDurationMs(`P${days}DT${hours}H${minutes}M${seconds}S`)).toBe(sumS * 1_000);
    }),
  );
});

it('gives a positive whole number or nothing, for any text', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^P[\dT.WDHMSY-]{0,8}$/), (text) => {
      const durationMs = parseDurationMs(text) ?? 1;
      expect(Number.isSafeInteger(durationMs) && durationMs > 0).toBe(true);
    }),
  );
});
