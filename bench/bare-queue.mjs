// The baseline of the way of a message: a bare queue with a bare worker on the same backend.
import { createPostgresBackend, Queue, setDefaultBackendFactory } from 'bullmq';
import { start } from './processes.mjs';
import { reset } from './system.mjs';

/** Runs `work` with a function that adds jobs of texts to the queue at once. */
export async function withBareQueue(bench, { queue: name, queueUrl }, work) {
  await reset(bench.standInUrl);
  setDefaultBackendFactory(name === 'redis' ? undefined : createPostgresBackend);
  const connection = name === 'redis' ? { url: queueUrl, maxRetriesPerRequest: null } : { connectionString: queueUrl, migrate: true };
  const queue = new Queue('bare', { connection, defaultJobOptions: { removeOnComplete: true } });
  await queue.waitUntilReady();
  const worker = await start('bench/bare-worker.mjs', { QUEUE_URL: queueUrl, STAND_IN_URL: bench.standInUrl }, /working/);
  try {
    return await work((texts) => queue.addBulk(texts.map((text) => ({ name: 'send', data: { id: `bare-${text}`, to: '7000000000000001', text } }))));
  } finally {
    await worker.stop();
    await queue.close();
  }
}
