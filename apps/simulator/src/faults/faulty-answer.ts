import type { Answer } from '../answer.js';
import type { FaultKind } from './fault-kinds.js';

/** The answer that a broken way back leaves of a good one. `withoutId` is the body less its message id. */
export function faultyAnswer(way: NonNullable<FaultKind['way']>, status: number, body: unknown, withoutId: unknown): Answer {
  if (way === 'noMessageId') return { kind: 'json', status, body: withoutId };
  return way === 'truncated' || way === 'cut' ? { kind: way, body } : { kind: way };
}
