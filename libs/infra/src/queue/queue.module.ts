import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { type FactoryProvider, Global, Module } from '@nestjs/common';
import { setDefaultBackendFactory, type Queue, type QueueOptions } from 'bullmq';
import pg from 'pg';
import { Settings } from '../config/settings.js';
import { SESSION_OPTIONS } from '../database/session-settings.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { Metrics } from '../metrics/index.js';
import { ChunkQueue, PROVIDER_EVENT_QUEUE, SEND_QUEUE } from './chunk-queue.js';
import { createPatientPostgresBackend, createPatientRedisBackend } from './patient-backends.js';
import { QueueOutage } from './queue-outage.js';

/** A backend that gives no answer for so long is away: the call fails and a new connection is made. No call blocks for longer than BullMQ's own 10 s. */
const LONGEST_SILENCE_MS = 15_000;
/** Jobs carry ids only and are not kept: what they were about stands in the database. */
const KEEP_NOTHING = { removeOnComplete: true, removeOnFail: true } as const;

/** BullMQ runs transactions on connections that it does not listen to: one that breaks between two statements would end the process. */
class ListenedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined); // the next statement fails
  }
}

/** A primary that has become a replica keeps its connections and refuses writes: the name leads to another server by now, which is to have the command. */
const reconnectAfterFailover = (error: Error): 2 | false => (error.message.includes('READONLY') ? RECONNECT_AND_REPEAT : false);
const RECONNECT_AND_REPEAT = 2;

function queueOptions(settings: Settings): QueueOptions {
  if (settings.queueUrl.startsWith('redis')) {
    setDefaultBackendFactory(createPatientRedisBackend);
    const connection = { url: settings.queueUrl, maxRetriesPerRequest: null, socketTimeout: LONGEST_SILENCE_MS, reconnectOnError: reconnectAfterFailover };
    return { connection, defaultJobOptions: KEEP_NOTHING };
  }
  setDefaultBackendFactory(createPatientPostgresBackend);
  const connection = { Client: ListenedClient, connectionString: settings.queueUrl, options: SESSION_OPTIONS, migrate: settings.RUN_MIGRATIONS, max: 6, keepAlive: true, query_timeout: LONGEST_SILENCE_MS, connectionTimeoutMillis: LONGEST_SILENCE_MS };
  return { connection: connection as QueueOptions['connection'], defaultJobOptions: KEEP_NOTHING };
}

const outage = {
  provide: QueueOutage,
  inject: [getQueueToken(SEND_QUEUE), LOGGER, Metrics],
  useFactory: (queue: Queue, logger: Logger, metrics: Metrics) => new QueueOutage(queue, logger, metrics),
};
const [sendQueue, providerEventQueue] = [SEND_QUEUE, PROVIDER_EVENT_QUEUE].map((name) => ({
  provide: name,
  inject: [getQueueToken(name), QueueOutage],
  useFactory: (queue: Queue, queueOutage: QueueOutage) => new ChunkQueue(queue, queueOutage),
})) as [FactoryProvider, FactoryProvider];

/** BullMQ on Redis or Postgres, by `QUEUE_URL`, with the two queues of this gateway. */
@Global()
@Module({
  imports: [
    BullModule.forRootAsync({ inject: [Settings], useFactory: queueOptions }),
    BullModule.registerQueue({ name: SEND_QUEUE }, { name: PROVIDER_EVENT_QUEUE }),
  ],
  providers: [outage, sendQueue, providerEventQueue],
  exports: [BullModule, SEND_QUEUE, PROVIDER_EVENT_QUEUE, QueueOutage],
})
export class QueueModule {}
