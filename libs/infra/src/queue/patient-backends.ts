import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, createRedisBackend, type IQueueBackend } from 'bullmq';

/** A server that fails is asked again after this time, by each queue and each worker. */
const AGAIN_MS = 1_000;
const LISTEN_EVERY_S = 10;

/** BullMQ's backend on Redis, for a server that refuses at times (docs/decisions/14-queue-backends.md). */
export const createPatientRedisBackend: typeof createRedisBackend = (...given) => failSlowly(createRedisBackend(...given));

/** BullMQ's backend on Postgres, for a server that is away at times, at the start too. */
export const createPatientPostgresBackend: typeof createPostgresBackend = (...given) => {
  const backend = failSlowly(createPostgresBackend(...given));
  listenAnew(backend);
  forgetFailures(backend.connection);
  forgetFailures(backend);
  return backend;
};

/** By itself a worker asks for jobs again the moment that it was refused one, thousands of times a second. */
function failSlowly<B extends IQueueBackend>(backend: B): B {
  const moveToActive = backend.moveToActive.bind(backend);
  backend.moveToActive = (...given) =>
    moveToActive(...given).catch(async (error: unknown) => {
      await sleep(AGAIN_MS);
      throw error;
    });
  return backend;
}

/**
 * A worker says every few seconds that it listens, and leaves a connection on which that fails: it may be dead without anybody
 * saying so, or lead to a standby, which refuses to listen for good. BullMQ says it once, and then waits for up to an hour.
 */
function listenAnew(backend: ReturnType<typeof createPostgresBackend>): void {
  const waitForJob = backend.waitForJob.bind(backend);
  let saidAtMs = -Infinity;
  backend.waitForJob = (timeoutS) => {
    if (performance.now() - saidAtMs > LISTEN_EVERY_S * 1_000) {
      saidAtMs = performance.now();
      Reflect.set(backend, 'listening', false); // private: whether it has said so
    }
    return waitForJob(Math.min(timeoutS, LISTEN_EVERY_S)).catch((error: unknown) => {
      const client: unknown = Reflect.get(backend.connection, 'listenClient'); // private: the one that stands
      if (client instanceof EventEmitter) client.emit('error', error);
      throw error;
    });
  };
}

/**
 * A failure to get ready is told to those who wait for it, and to nobody after them. BullMQ keeps it for as long as the process
 * lives, and its worker, refused without any delay, would let nothing else of the process run.
 */
function forgetFailures(part: { waitUntilReady: () => Promise<void> }): void {
  const getReady = part.waitUntilReady.bind(part);
  let attempt: Promise<void> | undefined;
  part.waitUntilReady = () =>
    (attempt ??= getReady().catch(async (error: unknown) => {
      await sleep(AGAIN_MS);
      Reflect.set(part, 'readyPromise', undefined); // private: where BullMQ keeps it
      attempt = undefined;
      throw error;
    }));
}
