import { freePort as anyFreePort } from '../../../apps/local/src/ports.js';

export { isPortFree } from '../../../apps/local/src/ports.js';

/** A port of those that this run has for itself: runs beside it take others in the moment between finding one and listening on it. */
export function freePort(): Promise<number> {
  const [part = 0, parts = 1] = (process.env['TEST_PART'] ?? '0/1').split('/').map(Number);
  return anyFreePort({ part, parts });
}
