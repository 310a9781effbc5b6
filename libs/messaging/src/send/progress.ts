import { SendFailure, UNSETTLED_STATUSES } from '@app/core';
import { isWhole, lateFailure } from './attempts.js';
import type { Outcome } from './record-outcome.js';
import type { Rule } from './rules-of.js';
import type { ChannelStatus, StatusDetails } from '../status-details.js';
import type { RuleResult } from './rule-result.js';
import type { MessageContext } from './try-rule.js';

/** Without an expiry of its own a message is given up after this time, to which each timed rule that is over adds its own. */
const LONGEST_LIFE_MS = 24 * 60 * 60_000;

/** Builds a message's outcome while its rules are gone through. */
export class Progress {
  private readonly channelStatus: Record<string, ChannelStatus> = {};
  private lastFailure: { channel: string; reason: string; details?: Record<string, unknown> } | undefined;
  /** True while every rule so far was passed over because the person has not opted in. */
  private isFiltered = true;
  private readonly common: Pick<Outcome, 'message' | 'metadata'>;

  constructor(
    private readonly context: MessageContext,
    readonly rules: readonly Rule[],
  ) {
    const { message, request } = context;
    const hasFilledMetadata = request.metadata !== message.request.metadata;
    this.common = { message, ...(hasFilledMetadata && request.metadata ? { metadata: request.metadata } : {}) };
    this.recallFailures();
  }

  /** Of rules that an earlier worker has passed over, and that nothing is recorded of, since it died at a later one. */
  private recallFailures(): void {
    const { message, earlierAttempts } = this.context;
    for (const { ruleIndex, state, reason, finishedAt } of earlierAttempts) {
      const channel = this.rules[ruleIndex]?.channel;
      if (!channel || ruleIndex >= message.ruleIndex || state !== 'failed' || message.statusDetails.channelStatus?.[channel]) continue;
      this.channelStatus[channel] = { status: 'failed', ...(reason ? { reason } : {}), details: this.noSuccess(), updatedOn: (finishedAt ?? message.claimedAt).toISOString() };
    }
  }

  ruleFailed(ruleIndex: number, failure: SendFailure): void {
    this.isFiltered = false;
    this.passOver(ruleIndex, failure);
  }

  /** `requireOptIn`, and the person has not opted in to the channel of the rule. */
  ruleFiltered(ruleIndex: number): void {
    this.passOver(ruleIndex, new SendFailure('unreachable', `The person has not opted in to ${this.rules[ruleIndex]!.channel}.`));
  }

  private passOver(ruleIndex: number, failure: SendFailure): void {
    const { channel } = this.rules[ruleIndex]!;
    const { providerCode } = failure.detail;
    const details = { ...this.noSuccess(), ...(providerCode ? { providerCode } : {}) };
    this.channelStatus[channel] = { status: 'failed', reason: failure.message, details, updatedOn: new Date().toISOString() };
    this.lastFailure = { channel, reason: failure.message, details };
  }

  /** In the words of what is kept of a message that a channel took. */
  private noSuccess(): Record<string, unknown> {
    return { successful: false, clientRef: this.context.message.id };
  }

  sent(ruleIndex: number, { attempt, details, warnings }: Extract<RuleResult, { kind: 'sent' }>): Outcome {
    const { channel, until, withinMs } = this.rules[ruleIndex]!;
    this.channelStatus[channel] = { status: 'sent', details, updatedOn: new Date().toISOString() };
    const allWarnings = [...(this.context.message.statusDetails.warnings ?? []), ...warnings];
    const statusDetails = { additionalInfo: details, ...this.details(channel), ...(allWarnings.length > 0 ? { warnings: [...new Set(allWarnings)] } : {}) };
    const isTimed = until !== undefined && withinMs !== undefined && ruleIndex + 1 < this.rules.length;
    return {
      status: 'sent',
      statusDetails,
      ...this.common,
      ruleIndex,
      tryCount: 0,
      ...(attempt ? { attempt } : {}),
      ...(isTimed ? { awaitedStatus: until, dueAtMs: performance.now() + withinMs } : {}),
    };
  }

  /** Nothing is final; the message is looked at again after `delayMs`, or when it expires if that comes first. */
  putOff(ruleIndex: number, tryCount: number, delayMs: number, how: { isSlot?: boolean; attempt?: Outcome['attempt']; retrying?: SendFailure } = {}): Outcome {
    const { channel } = this.rules[ruleIndex]!;
    const { retrying, attempt, isSlot } = how;
    if (retrying) this.channelStatus[channel] = { status: 'retrying', reason: retrying.message, updatedOn: new Date().toISOString() };
    const leftMs = this.leftMs();
    // Not the metadata: what is filled in now would be searched for merge fields again.
    return {
      ruleIndex,
      tryCount,
      message: this.common.message,
      ...(retrying ? { status: 'retrying' as const } : {}),
      statusDetails: this.wasSent() ? this.asBefore() : { ...this.details(channel), ...(retrying ? { reason: retrying.message } : {}) },
      // Past the end only an open outcome is waited for.
      dueAtMs: performance.now() + (leftMs > 0 ? Math.min(delayMs, leftMs) : delayMs),
      ...(isSlot ? { isSlot } : {}),
      ...(attempt ? { attempt } : {}),
    };
  }

  failedWith(ruleIndex: number, failure: SendFailure): Outcome {
    this.ruleFailed(ruleIndex, failure);
    return this.failed();
  }

  /** No rule is left. A message that an earlier rule has already brought out keeps its status, and that rule is in hand again: its receipts decide. */
  failed(): Outcome {
    const { message } = this.context;
    const ruleOut = this.ruleOut();
    if (ruleOut !== undefined) return { ...this.common, statusDetails: this.asBefore(), ruleIndex: ruleOut, tryCount: message.tryCount };
    const { channel, reason, details } = this.lastFailure ?? { channel: message.statusDetails.channel, reason: 'No channel took the message.' };
    return {
      ...this.common,
      status: this.lastFailure && this.isFiltered && !this.wasSent() ? 'filtered' : 'failed',
      statusDetails: { ...(details ? { additionalInfo: details } : {}), ...this.details(channel), reason },
      ruleIndex: this.rules.length - 1,
      tryCount: message.tryCount,
    };
  }

  /**
   * The receipt that a timed rule waits for came while the message was claimed, by a worker that then had to let it go.
   * What the rule's own channel says counts: the message itself may have got as far by an earlier rule.
   * Or it came after the rule's time was over, while the next one was put off: then nothing of that may be out or open.
   */
  hasArrived(): boolean {
    const { awaitedStatus, ruleIndex } = this.context.message;
    const hasOneReached = (count: number): boolean => this.rules.slice(0, count).some(({ until }, index) => until !== undefined && this.hasReached(index, until));
    if (awaitedStatus !== null) return hasOneReached(ruleIndex + 1);
    const isTaken = this.context.earlierAttempts.some((attempt) => attempt.ruleIndex === ruleIndex && attempt.state !== 'failed');
    return !isTaken && hasOneReached(ruleIndex);
  }

  private hasReached(ruleIndex: number, awaited: string): boolean {
    const reached = this.context.message.statusDetails.channelStatus?.[this.rules[ruleIndex]!.channel]?.status;
    return reached === awaited || (reached === 'read' && awaited === 'delivered');
  }

  /** Nothing is left to do; all stays as it is. */
  arrived(): Outcome {
    const { message } = this.context;
    return { ...this.common, statusDetails: this.asBefore(), ruleIndex: message.ruleIndex, tryCount: message.tryCount };
  }

  /** The message's time is over: no (further) rule is taken. */
  isOver(): boolean {
    return this.leftMs() <= 0;
  }

  over(): Outcome {
    const { message } = this.context;
    if (this.wasSent()) {
      const { channel } = this.rules[this.nextRule()] ?? { channel: message.statusDetails.channel };
      this.lastFailure = { channel, reason: `The message expired before ${channel} took it.` };
      return this.failed();
    }
    const reason = 'The message expired before a channel took it.';
    const channel = this.rules[message.ruleIndex]?.channel ?? message.statusDetails.channel;
    this.channelStatus[channel] = { status: 'expired', reason, updatedOn: new Date().toISOString() };
    return { ...this.common, status: 'expired', statusDetails: { ...this.details(channel), reason }, ruleIndex: message.ruleIndex, tryCount: message.tryCount };
  }

  /** A timed rule whose receipt has not come is over. */
  nextRule(): number {
    const { awaitedStatus, ruleIndex } = this.context.message;
    return awaitedStatus ? ruleIndex + 1 : ruleIndex;
  }

  private leftMs(): number {
    const { claimedAt, expiresAt, acceptedAt, request } = this.context.message;
    if (expiresAt) return expiresAt.getTime() - claimedAt.getTime();
    const startMs = request.sendAt === undefined ? acceptedAt.getTime() : Date.parse(request.sendAt);
    const waitedMs = this.rules.slice(0, this.nextRule()).reduce((sum, { withinMs = 0 }) => sum + withinMs, 0);
    return startMs + LONGEST_LIFE_MS + waitedMs - claimedAt.getTime();
  }

  /** The last rule that brought the message out without its provider having reported since that it failed there. */
  private ruleOut(): number | undefined {
    const { message, earlierAttempts } = this.context;
    if (!this.wasSent()) return undefined;
    if (message.status !== 'sent') return message.ruleIndex;
    const out = (_: Rule, index: number): boolean => {
      const ofRule = earlierAttempts.filter(({ ruleIndex }) => ruleIndex === index);
      return isWhole(ofRule) && lateFailure(ofRule) === undefined;
    };
    const last = this.rules.findLastIndex(out);
    return last < 0 ? undefined : last;
  }

  /** A timed fallback: an earlier rule has brought the message out already. */
  private wasSent(): boolean {
    return !UNSETTLED_STATUSES.some((status) => status === this.context.message.status);
  }

  private asBefore(): StatusDetails {
    return { ...this.context.message.statusDetails, channelStatus: this.channelStatus };
  }

  private details(channel: string): StatusDetails {
    return { channel, channelId: channel, channelStatus: this.channelStatus };
  }
}
