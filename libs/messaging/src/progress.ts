import { SendFailure, UNSETTLED_STATUSES } from '@app/core';
import type { ClaimedMessage } from './message-claims.js';
import type { Outcome } from './record-outcome.js';
import type { Rule } from './rules-of.js';
import type { ChannelStatus, StatusDetails } from './send-request.js';
import type { RuleResult } from './rule-result.js';
import type { MessageContext } from './try-rule.js';

/** Without an expiry of its own a message is given up after this time. */
const LONGEST_LIFE_MS = 24 * 60 * 60_000;

/** Builds a message's outcome while its rules are gone through. */
export class Progress {
  private readonly channelStatus: Record<string, ChannelStatus> = {};
  private lastFailure: { channel: string; reason: string } | undefined;
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
    const details = failure.detail.providerCode ? { details: { providerCode: failure.detail.providerCode } } : {};
    this.channelStatus[channel] = { status: 'failed', reason: failure.message, ...details, updatedOn: new Date().toISOString() };
    this.lastFailure = { channel, reason: failure.message };
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
    const { message } = this.context;
    const leftMs = Math.max(0, lifeEnd(message) - message.claimedAt.getTime());
    return {
      ruleIndex,
      tryCount,
      ...this.common,
      ...(retrying ? { status: 'retrying' as const } : {}),
      statusDetails: { ...this.details(channel), ...(retrying ? { reason: retrying.message } : {}) },
      dueAtMs: performance.now() + Math.min(delayMs, leftMs),
      ...(isSlot ? { isSlot } : {}),
      ...(attempt ? { attempt } : {}),
    };
  }

  failedWith(ruleIndex: number, failure: SendFailure): Outcome {
    this.ruleFailed(ruleIndex, failure);
    return this.failed();
  }

  /** No rule is left. A message that an earlier rule has already brought out keeps its status. */
  failed(): Outcome {
    const { message } = this.context;
    const { channel, reason } = this.lastFailure ?? { channel: message.statusDetails.channel, reason: 'No channel took the message.' };
    return {
      ...this.common,
      ...(this.wasSent() ? {} : { status: this.lastFailure && this.isFiltered ? ('filtered' as const) : ('failed' as const) }),
      statusDetails: this.wasSent() ? this.asBefore() : { ...this.details(channel), reason },
      ruleIndex: message.awaitedStatus ? message.ruleIndex : this.rules.length - 1,
      tryCount: message.tryCount,
    };
  }

  /**
   * The receipt that a timed rule waits for came while the message was claimed, by a worker that then had to let it go.
   * What the rule's own channel says counts: the message itself may have got as far by an earlier rule.
   */
  hasArrived(): boolean {
    const { awaitedStatus, ruleIndex, statusDetails } = this.context.message;
    const reached = statusDetails.channelStatus?.[this.rules[ruleIndex]!.channel]?.status;
    return awaitedStatus !== null && (reached === awaitedStatus || (reached === 'read' && awaitedStatus === 'delivered'));
  }

  /** Nothing is left to do; all stays as it is. */
  arrived(): Outcome {
    const { message } = this.context;
    return { ...this.common, statusDetails: this.asBefore(), ruleIndex: message.ruleIndex, tryCount: message.tryCount };
  }

  isExpired(): boolean {
    const { message } = this.context;
    return !this.wasSent() && lifeEnd(message) <= message.claimedAt.getTime();
  }

  expired(): Outcome {
    const { message } = this.context;
    return { ...this.common, status: 'expired', statusDetails: { ...this.details(message.statusDetails.channel), reason: 'The message expired before a channel took it.' }, ruleIndex: message.ruleIndex, tryCount: message.tryCount };
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

function lifeEnd({ expiresAt, acceptedAt, request }: ClaimedMessage): number {
  if (expiresAt) return expiresAt.getTime();
  return (request.sendAt === undefined ? acceptedAt.getTime() : Date.parse(request.sendAt)) + LONGEST_LIFE_MS;
}
