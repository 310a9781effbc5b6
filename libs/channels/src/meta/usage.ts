import { asObjects, parseJsonObject, type JsonObject } from '../webhook-values.js';

/**
 * Reads how near a Page is to its limits from the headers of Graph answers (contract meta.md §2.4). The
 * numbers are percentages, throttled at 100; `estimated_time_to_regain_access` is in minutes.
 */
type Headers = Record<string, string>;

/** Above so many percent, so long without a call: the nearer to the limit the longer, to never reach it. */
const SLOW_DOWN: readonly { fromPercent: number; waitMs: number }[] = [
  { fromPercent: 100, waitMs: 60_000 },
  { fromPercent: 95, waitMs: 5_000 },
  { fromPercent: 90, waitMs: 1_000 },
  { fromPercent: 80, waitMs: 200 },
];

/** How long Facebook asks the account to pause; undefined when it does not, or says nothing that can be read. */
export function slowDownMs(headers: Headers): number | undefined {
  if (!headers['x-business-use-case-usage'] && !headers['x-app-usage']) return undefined;
  const usages = businessUsages(headers);
  // A business limit wins over the app's where both are told.
  const percent = Math.max(...(usages.length > 0 ? usages : appUsages(headers)).map(highestPercent), 0);
  return regainAccessMs(headers) ?? SLOW_DOWN.find(({ fromPercent }) => percent >= fromPercent)?.waitMs;
}

const LONGEST_REGAIN_MINUTES = 24 * 60;

/** When the header names a time after which calls go through again: until then, in milliseconds. */
export function regainAccessMs(headers: Headers): number | undefined {
  const minutes = Math.max(...businessUsages(headers).map((usage) => asNumber(usage['estimated_time_to_regain_access'])), 0);
  return minutes > 0 ? Math.min(minutes, LONGEST_REGAIN_MINUTES) * 60_000 : undefined;
}

function appUsages(headers: Headers): JsonObject[] {
  const usage = parseJsonObject(headers['x-app-usage'] ?? '');
  return usage ? [usage] : [];
}

/** The entries for Messenger, or all when none is marked as such: the mark is not documented for sure. */
function businessUsages(headers: Headers): JsonObject[] {
  const businesses = parseJsonObject(headers['x-business-use-case-usage'] ?? '') ?? {};
  const usages = Object.values(businesses).flatMap(asObjects);
  const ofMessenger = usages.filter((usage) => usage['type'] === 'messenger');
  return ofMessenger.length > 0 ? ofMessenger : usages;
}

function highestPercent(usage: JsonObject): number {
  return Math.max(...['call_count', 'total_time', 'total_cputime'].map((key) => asNumber(usage[key])));
}

function asNumber(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
