const SECOND_MS = 1_000;

/** ISO 8601 without years and months, whose length depends on the date. Only seconds may have a fraction. */
const DURATION =
  /^P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:[.,]\d{1,9})?)S)?)?$/;

/** In the order of the pattern's groups. */
const UNITS_MS = [7 * 86_400 * SECOND_MS, 86_400 * SECOND_MS, 3_600 * SECOND_MS, 60 * SECOND_MS, SECOND_MS];

/**
 * `PT5M`, `P1DT2H`, `PT1.5S`, `P2W`, or a number of seconds → whole milliseconds.
 * Undefined for anything else and for durations that are not at least one millisecond long.
 */
export function parseDurationMs(value: string | number): number | undefined {
  const durationMs = Math.round(typeof value === 'number' ? value * SECOND_MS : isoMs(value));
  return Number.isSafeInteger(durationMs) && durationMs > 0 ? durationMs : undefined;
}

/** NaN for what is no duration. */
function isoMs(text: string): number {
  const match = DURATION.exec(text);
  if (!match) return Number.NaN;
  return UNITS_MS.reduce((sumMs, unitMs, index) => {
    const count = match[index + 1];
    return count === undefined ? sumMs : sumMs + Number(count.replace(',', '.')) * unitMs;
  }, 0);
}
