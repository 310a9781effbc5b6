import { createHash, timingSafeEqual } from 'node:crypto';
import type { Settings } from '../config/settings.js';

/** Whether a call of `/metrics` with this `Authorization` header is answered: always, unless METRICS_TOKEN is set. Constant time. */
export function mayReadMetrics({ METRICS_TOKEN }: Pick<Settings, 'METRICS_TOKEN'>, authorization: string | undefined): boolean {
  if (METRICS_TOKEN === undefined) return true;
  // Digests have one length, whatever was given.
  return timingSafeEqual(digest(`Bearer ${METRICS_TOKEN}`), digest(authorization ?? ''));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
