import type { SendFailure } from '@app/core';
import type { Account } from '@app/access';
import type { AttemptEnd } from './attempts.js';

/** `slot`: the account's rate; `busy`: the account has too much in flight; `unknown`: an echo may come; `closed`: no key opens the account's secrets. */
export type PutOffReason = 'slot' | 'busy' | 'unknown' | 'closed';

/** What one rule came to. `attempt` is the last provider call, whose end is not written yet. */
export type RuleResult =
  | { kind: 'sent'; attempt?: AttemptEnd; details: Record<string, unknown>; warnings: string[] }
  | { kind: 'failed'; failure: SendFailure; attempt?: AttemptEnd; account?: Account }
  /** `isSlot`: the account's rate has a slot for it then. */
  | { kind: 'putOff'; delayMs: number; reason: PutOffReason; isSlot?: boolean }
  /** The message is no longer this worker's. */
  | { kind: 'lost' };
