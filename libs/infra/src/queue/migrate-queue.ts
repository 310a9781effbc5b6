import { runMigrations } from 'bullmq';
import pg from 'pg';
import { MigrationError } from '../database/migration-error.js';
import { SESSION_OPTIONS } from '../database/session-settings.js';

/** Brings the tables of BullMQ's own, in the schema `bullmq`, up to date where the queue is on Postgres; on Redis there is nothing to do. */
export async function migrateQueue(queueUrl: string): Promise<void> {
  if (queueUrl.startsWith('redis')) return;
  const client = new pg.Client({ connectionString: queueUrl, options: SESSION_OPTIONS });
  await client.connect();
  try {
    await runMigrations(client).catch((error: unknown) => {
      throw new MigrationError("The queue's tables could not be made", error);
    });
  } finally {
    await client.end();
  }
}
