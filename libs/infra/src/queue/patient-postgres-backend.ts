import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend } from 'bullmq';

/** A server that is away is tried again after this time, by each queue and each worker. */
const AGAIN_MS = 1_000;

type Backend = ReturnType<typeof createPostgresBackend>;

/**
 * BullMQ's backend on Postgres, for a server that may be away. By itself it keeps the first failure to connect for as long as
 * the process lives, and a worker whose server fails at once asks it again at once, thousands of times a second.
 */
export const createPatientPostgresBackend: typeof createPostgresBackend = (...given) => {
  const backend = createPostgresBackend(...given);
  forgetFailures(backend.connection);
  forgetFailures(backend);
  failSlowly(backend);
  return backend;
};

/** A failure to get ready is told to those who wait for it, and to nobody after them. */
function forgetFailures(part: { waitUntilReady: () => Promise<void> }): void {
  const getReady = part.waitUntilReady.bind(part);
  let attempt: Promise<void> | undefined;
  part.waitUntilReady = () =>
    (attempt ??= getReady().catch(async (error: unknown) => {
      await sleep(AGAIN_MS);
      Reflect.set(part, 'readyPromise', undefined); // private: where BullMQ keeps the failure
      attempt = undefined;
      throw error;
    }));
}

/** The two calls by which a worker asks for jobs. */
function failSlowly(backend: Backend): void {
  const [moveToActive, waitForJob] = [backend.moveToActive.bind(backend), backend.waitForJob.bind(backend)];
  backend.moveToActive = (...given) => slowly(moveToActive(...given));
  backend.waitForJob = (...given) => slowly(waitForJob(...given));
}

async function slowly<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    await sleep(AGAIN_MS);
    throw error;
  }
}
