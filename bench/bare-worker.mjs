// The baseline of the pipeline: a bare BullMQ worker, one job a message, that only makes the same two HTTP calls.
import { createHmac } from 'node:crypto';
import { Worker, createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { Pool } from 'undici';

const { QUEUE_URL, STAND_IN_URL } = process.env;
const onRedis = QUEUE_URL.startsWith('redis');
if (!onRedis) setDefaultBackendFactory(createPostgresBackend);
const connection = onRedis ? { url: QUEUE_URL, maxRetriesPerRequest: null } : { connectionString: QUEUE_URL, migrate: true, max: 10 };
const pool = new Pool(STAND_IN_URL, { connections: 64 });

const worker = new Worker(
  'bare',
  async ({ data }) => {
    const message = JSON.stringify({ recipient: { id: data.to }, messaging_type: 'UPDATE', message: { text: data.text } });
    await post('/v25.0/1/messages', message, { authorization: 'Bearer token' });
    const event = JSON.stringify({ name: 'message.sent', payload: { id: data.id } });
    await post('/receiver', event, { 'x-comapi-signature': createHmac('sha1', 'secret').update(event).digest('hex') });
  },
  { connection, concurrency: 100 },
);
await worker.waitUntilReady();
console.log('bare worker is working');
process.on('disconnect', () => process.exit(0));

async function post(path, body, headers) {
  const answer = await pool.request({ path, method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  await answer.body.text();
}
