// The same measures in a database full of old messages and in an empty one, in turns; and what reading takes in the full one.
import { backendOf } from '../bench.mjs';
import { idOfNow } from '../database.mjs';
import { fillOldData } from '../old-data.mjs';
import { measureReads } from '../reads.mjs';
import { batches } from './batches.mjs';
import { endToEndOnPostgres, endToEndOnRedis } from './end-to-end.mjs';
import { latency } from './latency.mjs';
import { providerWebhooks } from './provider-webhooks.mjs';
import { singles } from './singles.mjs';

const REPEATED = [singles, batches, endToEndOnRedis, endToEndOnPostgres, providerWebhooks, latency];
/** Some of it is older than a worker would keep. */
const KEEP_ALL = Object.fromEntries(['MESSAGES', 'INBOUNDS', 'EVENTS', 'PROVIDER_EVENTS'].map((kind) => [`RETENTION_${kind}_DAYS`, 'off']));
const MOST_PROFILES = 1_000_000;
const READS = ['message', 'history', 'search'];
const READ_GOAL = { atMost: 50 };
const isRead = (name) => READS.some((kind) => name === kind || name.startsWith(`${kind}:`) || name.startsWith(`${kind},`) || name.startsWith(`${kind} of`));

export const growth = {
  name: 'growth',
  figures: Object.assign({}, ...REPEATED.map(figuresBesideEmpty)),

  /** Fills a database, which takes long, and opens an empty one. */
  async open(bench) {
    const [empty, old] = [await openKept(bench, 'empty'), await openKept(bench, 'old')];
    const profiles = Math.min(MOST_PROFILES, Math.ceil(bench.oldMessages / 2));
    bench.say(`filling ${bench.oldMessages} old messages`);
    const { seconds, megabytes } = await fillOldData(old.databaseUrl, { messages: bench.oldMessages, profiles, apiSpaceId: old.space.apiSpaceId, say: bench.say });
    bench.say(`filled in ${seconds} s: ${megabytes} MB`);
    this.databases = { empty, old: { ...old, oldUntil: idOfNow() } };
    this.profiles = profiles;
  },

  async run(bench, _backend, note) {
    for (const measure of REPEATED) {
      for (const [which, database] of Object.entries(this.databases)) {
        await measure.run(bench, backendOf(bench, database, measure.queue), (name, value) => note(`${name}, ${which}`, value));
      }
    }
  },

  /** Reading is timed once: it has nothing to be beside. */
  async finish(bench, note) {
    const { env, space } = backendOf(bench, this.databases.old, 'redis');
    const reads = await measureReads({ env, space, messages: bench.oldMessages, profiles: this.profiles, isWanted: isRead, say: bench.say });
    for (const [name, { p99Ms }] of Object.entries(reads)) note(`read among old data, p99: ${name}`, p99Ms, { unit: 'ms', goal: READ_GOAL });
  },
};

async function openKept(bench, name) {
  const database = await bench.openDatabase(name);
  return { ...database, env: { ...database.env, ...KEEP_ALL } };
}

function figuresBesideEmpty({ figures }) {
  const baselines = new Set(Object.values(figures).map(({ baseline }) => baseline));
  const ours = Object.entries(figures).filter(([name]) => !baselines.has(name));
  return Object.fromEntries(
    ours.flatMap(([name, { unit }]) => [
      [`${name}, empty`, { unit }],
      [`${name}, old`, { unit, baseline: `${name}, empty`, goal: unit === 'ms' ? { ratioAtMost: 1.15 } : { ratioAtLeast: 0.85 } }],
    ]),
  );
}
