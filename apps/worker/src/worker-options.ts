import type { WorkerOptions } from 'bullmq';

/**
 * Our own tries stand in the database, so BullMQ may hand a job out again as often as workers die:
 * at its default of 1 a job that two crashes caught would never run.
 * A backend that refuses connections is asked again soon: by default a worker stands still for 15 s.
 */
export const WORKER_OPTIONS = { maxStalledCount: 1_000_000, lockDuration: 30_000, runRetryDelay: 1_000 } satisfies Partial<WorkerOptions>;
