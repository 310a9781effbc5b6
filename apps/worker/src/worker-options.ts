import type { WorkerOptions } from 'bullmq';

/**
 * Our own tries stand in the database, so BullMQ may hand a job out again as often as workers die:
 * at its default of 1 a job that two crashes caught would never run.
 */
export const WORKER_OPTIONS = { maxStalledCount: 1_000_000, lockDuration: 30_000 } satisfies Partial<WorkerOptions>;
