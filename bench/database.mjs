// What a measure asks of a backend's database, and how it is emptied after each run.
import { Redis } from 'ioredis';
import pg from 'pg';
import { until } from './load.mjs';

const WRITTEN = ['message', 'attempt', 'receipt', 'event', 'delivery', 'inbound', 'provider_event'];
/** By which time-ordered id a row is told from the old ones. */
const ID_OF = { message: 'id', attempt: 'message_id', receipt: 'message_id', event: 'id', delivery: 'event_id', inbound: 'id', provider_event: 'id' };

export async function query({ databaseUrl }, text, values = []) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** The smallest UUID v7 of now. */
export function idOfNow() {
  const hex = Date.now().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** What a run left behind is not to be sent by the next one's worker. Old data stays: what came after `oldUntil` goes. */
export async function forget(backend) {
  const { oldUntil, queue, queueUrl } = backend;
  if (oldUntil === undefined) await query(backend, `truncate ${WRITTEN.join(', ')}`);
  else {
    for (const table of WRITTEN.toReversed()) await query(backend, `delete from ${table} where ${ID_OF[table]} >= $1`, [oldUntil]);
    // Not the indexes: reading all of them after each run takes minutes, and leaves nothing else in memory.
    await query(backend, `vacuum (analyze, index_cleanup off) ${WRITTEN.join(', ')}`);
  }
  await query(backend, 'drop schema if exists bullmq cascade');
  if (queue === 'redis') await emptyRedis(queueUrl);
}

async function emptyRedis(url) {
  const redis = new Redis(url);
  await redis.flushall();
  await redis.quit();
}

/** Each accepted text is there once. */
export async function checkAccepted(backend, total) {
  const [{ rows, texts }] = await query(backend, `select count(*)::int as rows, count(distinct request->>'body')::int as texts from message where id >= $1`, [newSince(backend)]);
  if (rows !== total || texts !== total) throw new Error(`not whole: ${total} were accepted, ${rows} rows with ${texts} texts are there`);
}

/** Each call of the provider is there once, by the id of its message. */
export async function checkProviderEvents(backend, total) {
  const mid = `convert_from(raw_body, 'UTF8')::jsonb #>> '{entry,0,messaging,0,message,mid}'`;
  const [{ rows, mids }] = await query(backend, `select count(*)::int as rows, count(distinct ${mid})::int as mids from provider_event`);
  if (rows !== total || mids !== total) throw new Error(`not whole: ${total} webhooks were answered, ${rows} rows with ${mids} mids are there`);
}

/** Every message has its status and every delivery its answer; what stays is stuck. */
export async function checkSettled(backend, timeoutMs) {
  let left;
  await until(async () => {
    [left] = await query(backend, `select (select count(*)::int from message where id >= $1 and status <> 'sent') as messages,
      (select count(*)::int from delivery where event_id >= $1 and state <> 'delivered') as deliveries`, [newSince(backend)]);
    return left.messages === 0 && left.deliveries === 0;
  }, timeoutMs).catch((error) => {
    throw new Error(`stuck: ${JSON.stringify(left)}`, { cause: error });
  });
}

function newSince({ oldUntil = '00000000-0000-0000-0000-000000000000' }) {
  return oldUntil;
}
