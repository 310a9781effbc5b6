import { Inject, Injectable } from '@nestjs/common';
import { SendFailure } from '@app/core';
import type { Channel } from '@app/channels';
import { Database } from '@app/infra';
import { type Attempt, Attempts } from './attempts.js';
import type { ClaimedMessage } from './message-claims.js';
import type { RuleResult } from './rule-result.js';

/** How long an echo may take to say what a lost answer did not. */
export const ECHO_WAIT_MS = 10_000;
/** Provider events that wait to be read may hold the echo; the message waits for them, but not for ever. */
const BACKLOG_WAIT_MS = 2_000;
const LONGEST_BACKLOG_WAIT_MS = 5 * 60_000;

/**
 * Attempts whose outcome is open: the answer was lost, or the worker died between call and record (docs/decisions/03-unknown-outcome.md).
 * The echo with our reference settles them. Without one, the message is sent again or given up, as its `delivery` says.
 */
@Injectable()
export class UnknownOutcomes {
  constructor(
    @Inject(Attempts) private readonly attempts: Attempts,
    @Inject(Database) private readonly database: Database,
  ) {}

  /** What follows for the message; undefined when it may be sent (again). `attempts` are those of the rule in hand. */
  async judge(message: ClaimedMessage, channel: Pick<Channel, 'name' | 'echoesReference'>, attempts: readonly Attempt[]): Promise<RuleResult | undefined> {
    const open = attempts.filter(({ state }) => state === 'unknown' || state === 'started');
    if (open.length === 0) return undefined;
    if (channel.echoesReference) {
      // The wait begins when a worker finds the outcome open: while the database was away no echo could have been taken in.
      const isNew = open.some(({ state }) => state === 'started');
      const openSinceMs = Math.max(...open.map(({ startedAt, finishedAt }) => (finishedAt ?? startedAt).getTime()));
      const waitedMs = isNew ? 0 : message.claimedAt.getTime() - openSinceMs;
      if (waitedMs < ECHO_WAIT_MS) return this.wait(open, ECHO_WAIT_MS - waitedMs);
      if (waitedMs < LONGEST_BACKLOG_WAIT_MS && (await this.hasBacklog(channel.name, new Date(openSinceMs + ECHO_WAIT_MS)))) return this.wait(open, BACKLOG_WAIT_MS);
    }
    if (message.request.delivery === 'atMostOnce') {
      return { kind: 'failed', failure: new SendFailure('unknown', 'The provider gave no answer; whether the message arrived is not known, and delivery is atMostOnce.') };
    }
    const isGivenUp = await this.attempts.giveUp(message.id, open.map(({ number }) => number), 'No answer and no echo came; the message is sent again.');
    // An echo came at this very moment: the message is looked at anew.
    return isGivenUp ? undefined : { kind: 'putOff', delayMs: 0, reason: 'unknown' };
  }

  private async wait(open: readonly Attempt[], delayMs: number): Promise<RuleResult> {
    for (const { messageId, number, state } of open) {
      if (state === 'started') await this.attempts.end({ messageId, number, state: 'unknown', failureKind: 'unknown', reason: 'The sender died before it could record the answer.' });
    }
    return { kind: 'putOff', delayMs, reason: 'unknown' };
  }

  /** What the provider told within the time that an echo has, and nobody has read yet; what comes later, or of other channels, holds nobody up. */
  private async hasBacklog(channel: string, before: Date): Promise<boolean> {
    const [row] = await this.database.$queryRaw<{ exists: boolean }[]>`
      select exists (select from provider_event where sweep_at is not null and channel = ${channel} and received_at < least(${before}, now() - interval '100 ms')) as exists`;
    return row!.exists;
  }
}
