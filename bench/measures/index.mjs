// All measures, in the order that they run in. Each has `figures` (unit, baseline, goal), `run`, and a `baseline` that runs just before it.
import { batches } from './batches.mjs';
import { endToEndOnPostgres, endToEndOnRedis } from './end-to-end.mjs';
import { growth } from './growth.mjs';
import { latency } from './latency.mjs';
import { memory } from './memory.mjs';
import { providerWebhooks } from './provider-webhooks.mjs';
import { singles } from './singles.mjs';
import { slowProvider } from './slow-provider.mjs';

/** Rounds go over the measures of a group together. */
export const GROUPS = [[singles, batches, endToEndOnRedis, endToEndOnPostgres, providerWebhooks, latency, slowProvider], [growth], [memory]];
/** What --quick leaves out: they take hours and minutes. */
export const LONG = [growth, memory];
