import { Prisma } from '@app/infra';
import { REPORTED_FAILURES } from '../send/attempts.js';

/** How an attempt failed of which a provider told later. */
export const REPORTED = Prisma.raw(`(${REPORTED_FAILURES.map((kind) => `'${kind}'`).join(',')})`);
/** The statuses that follow from them. */
export const FAILED = Prisma.sql`('failed', 'expired', 'filtered')`;
