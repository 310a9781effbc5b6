const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The waits after the first to the seventeenth failed try of a delivery (contract §3.1), about 24 h in all. */
const WEBHOOK_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * SECOND_MS,
  30 * SECOND_MS,
  30 * SECOND_MS,
  1 * MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  1 * HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  4 * HOUR_MS,
  4 * HOUR_MS,
  4 * HOUR_MS,
  4 * HOUR_MS,
];

/** So that a customer's server that comes back is not met by all waiting deliveries at once. */
const WEBHOOK_JITTER = 0.1;

const SEND_BASE_MS = 1 * SECOND_MS;
const SEND_CAP_MS = 5 * MINUTE_MS;

/** Tries of a rule whose channel is unavailable, the first one counted. */
export const MOST_SEND_TRIES = 10;

/**
 * How long a webhook delivery waits after its `tryNumber`-th failed try (1, 2 …): the contract's delay and up
 * to a tenth more. Undefined when there is no further try and the delivery goes to the dead queue.
 * `random` gives numbers in [0, 1).
 */
export function webhookRetryDelayMs(tryNumber: number, random: () => number): number | undefined {
  assertCount(tryNumber, 'tryNumber');
  const delayMs = WEBHOOK_DELAYS_MS[tryNumber - 1];
  return delayMs === undefined ? undefined : Math.round(delayMs * (1 + WEBHOOK_JITTER * random()));
}

/**
 * How long a send waits after its `tryNumber`-th failed try (1, 2 …): exponential with full jitter, anything
 * from 0 to 1 s, 2 s, 4 s … 5 min. `random` gives numbers in [0, 1).
 */
export function sendRetryDelayMs(tryNumber: number, random: () => number): number {
  assertCount(tryNumber, 'tryNumber');
  return Math.round(Math.min(SEND_CAP_MS, SEND_BASE_MS * 2 ** (tryNumber - 1)) * random());
}

/** A caller that counts from 0 would otherwise lose its delivery without a word. */
function assertCount(value: number, name: string): void {
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name} counts from 1, got ${value}`);
}
