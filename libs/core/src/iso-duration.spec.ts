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

/** Each is parsed in no time. */
const RUNS = 10 * (fc.readConfigureGlobal().numRuns ?? 100);

it('gives a positive whole number or nothing, for durations of any parts, whole and with one place broken', () => {
  const part = (unit: string): fc.Arbitrary<string> =>
    fc.option(fc.oneof(fc.nat({ max: 99 }).map(String), fc.constantFrom('0', '999999999', '0.001', '1,5', '0.0001')).map((count) => count + unit), { nil: '', freq: 2 });
  const duration = fc.tuple(part('W'), part('D'), part('H'), part('M'), part('S')).map(([weeks, days, ...times]) => `P${weeks}${days}${times.join('') && `T${times.join('')}`}`);
  const broken = fc.tuple(duration, fc.nat({ max: 100 }), fc.nat({ max: 1 }), fc.oneof(fc.constant(''), fc.constantFrom(...'0PTWDHMSY.,-+ '.split('')))).map(([text, place, removed, put]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + put + text.slice(at + removed);
  });
  let durations = 0;
  let others = 0;
  fc.assert(
    fc.property(fc.oneof(duration, broken), (text) => {
      const durationMs = parseDurationMs(text);
      if (durationMs === undefined) others++;
      else {
        durations++;
        expect(Number.isSafeInteger(durationMs) && durationMs > 0).toBe(true);
        // A unit that counts has its number in front, and units come from the longest to the shortest.
        expect(text).toMatch(/^P(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?$/);
      }
    }),
    { numRuns: RUNS },
  );
  expect([durations > 0, others > 0]).toEqual([true, true]);
});
