import { Inject, Injectable } from '@nestjs/common';
import { MOST_SEND_TRIES, SendFailure, sendRetryDelayMs, UNSETTLED_STATUSES } from '@app/core';
import { Accounts } from '@app/access';
import { channelLabel } from '@app/channels';
import { endFailed, largeValueTurns, LOGGER, type Logger, Metrics, type Span, Tracing, untilRecorded } from '@app/infra';
import { Profiles } from '@app/profiles';
import { type Attempt, Attempts } from './attempts.js';
import { fillRequest } from './fill-request.js';
import { type ClaimedMessage, type LargeMessage, MessageClaims } from './message-claims.js';
import { FindOptIns } from './find-opt-ins.js';
import { RateSlots } from '../limits/rate-slots.js';
import { type Outcome, RecordOutcome } from './record-outcome.js';
import { rulesOf } from './rules-of.js';
import { Progress } from './progress.js';
import type { RuleResult } from './rule-result.js';
import type { SendRequest } from '../accept/send-request.js';
import { type MessageContext, TryRule } from './try-rule.js';
import { ECHO_WAIT_MS } from './unknown-outcomes.js';

/** An account with a wrong token is tried again after this time: somebody may have mended it at the provider. */
const MISCONFIGURED_HOLD_MS = 10 * 60_000;

/** A claim that finds no connection tries again for this long; afterwards the sweep takes its messages up. */
const CLAIM_PATIENCE = { longestMs: 10_000, betweenTriesMs: 500 };

/** Works on a chunk of messages: claims those that are free and brings each through its rules. */
@Injectable()
export class SendMessages {
  private readonly largeRequests = largeValueTurns();

  constructor(
    @Inject(MessageClaims) private readonly claims: MessageClaims,
    @Inject(Attempts) private readonly attempts: Attempts,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(FindOptIns) private readonly optIns: FindOptIns,
    @Inject(TryRule) private readonly tryRule: TryRule,
    @Inject(RateSlots) private readonly rateSlots: RateSlots,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(RecordOutcome) private readonly recordOutcome: RecordOutcome,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Tracing) private readonly tracing: Tracing,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    metrics.watch('gateway_claims_held', 'Messages that this process works on.', () => this.inHand);
  }

  /** Messages that this process works on. */
  get inHand(): number {
    return this.claims.heldCount;
  }

  /** Resolves when every message of the chunk is settled or put off. What fails here is left to the sweep. */
  async send(ids: readonly string[]): Promise<void> {
    const messages = await untilRecorded(() => this.claims.claim(ids), CLAIM_PATIENCE);
    const tried = messages.filter((message) => message.attemptCount > 0).map((message) => message.id);
    const earlier = await this.attempts.of(tried).catch((error: unknown) => {
      for (const message of messages) this.claims.giveUp(message);
      throw error;
    });
    await Promise.all(messages.map((message) => (message.request ? this.sendOne(message, earlier) : this.sendLarge(message))));
  }

  /**
   * It is read when its turn comes, with what has become of it meanwhile; an apiSpace whose channel hangs leaves turns to
   * the others. When too many wait, the sweep gives it to whoever has room.
   */
  private async sendLarge(large: LargeMessage): Promise<void> {
    const isDone = await this.largeRequests.inTurn(async () => {
      const message = await this.claims.withRequest(large).catch(() => undefined);
      const earlier = message && (await this.attempts.of([large.id]).catch(() => undefined));
      if (message && earlier) await this.sendOne(message, earlier);
      return earlier !== undefined;
    }, large.apiSpaceId);
    if (!isDone) this.claims.giveUp(large);
  }

  private async sendOne(message: ClaimedMessage, earlier: readonly Attempt[]): Promise<void> {
    const span = this.tracing.begin(message.id, 'send');
    try {
      const outcome = await this.goThroughRules(message, earlier.filter((attempt) => attempt.messageId === message.id), span);
      if (outcome) {
        await this.recordOutcome.record(outcome);
        this.claims.done(message);
      } else this.claims.giveUp(message);
      span?.setAttribute('outcome', outcome ? (outcome.status ?? 'putOff') : 'lost');
      span?.end();
    } catch (error) {
      endFailed(span, 'not worked on');
      this.logger.error({ err: error, messageId: message.id }, 'a message could not be worked on; the sweep takes it up again');
      this.claims.giveUp(message);
    }
  }

  private async goThroughRules(message: ClaimedMessage, earlierAttempts: readonly Attempt[], span: Span | undefined): Promise<Outcome | undefined> {
    const profile = message.profileId ? await this.profiles.find({ apiSpaceId: message.apiSpaceId, id: message.profileId }) : undefined;
    const filled = filledOr(message, profile);
    const request = filled instanceof SendFailure ? message.request : filled;
    const context: MessageContext = { message, request, profile, earlierAttempts, attemptCount: message.attemptCount, span };
    const progress = new Progress(context, rulesOf(request.rules));
    if (progress.hasArrived()) return progress.arrived();
    const earlier = await this.followEarlier(context, progress);
    if (earlier !== 'nextRule') return earlier;
    if (progress.isOver()) return progress.over();
    if (filled instanceof SendFailure) return progress.failedWith(progress.nextRule(), filled);

    const optIns = request.requireOptIn ? await this.optInsOf(message) : undefined;
    for (let ruleIndex = progress.nextRule(); ruleIndex < progress.rules.length; ruleIndex++) {
      if (optIns && optIns[progress.rules[ruleIndex]!.channel] !== true) {
        progress.ruleFiltered(ruleIndex);
        continue;
      }
      const tryNumber = ruleIndex === message.ruleIndex ? message.tryCount : 0;
      const result = await this.tryRule.try(context, ruleIndex, progress.rules[ruleIndex]!.channel, tryNumber);
      this.note(message, progress.rules[ruleIndex]!.channel, result);
      const outcome = await this.follow(result, progress, ruleIndex, tryNumber);
      if (outcome !== 'nextRule') return outcome;
    }
    return progress.failed();
  }

  /** Where `to` names no profile, what the owner of an address in it has opted in to counts. */
  private async optInsOf({ apiSpaceId, profileId, request: { to } }: ClaimedMessage): Promise<Record<string, unknown>> {
    return this.optIns.of({ apiSpaceId, profileId: profileId ?? (await this.profiles.ownerOf(apiSpaceId, to)) });
  }

  /** Goes on from where an earlier worker was with the rule in hand; `nextRule` when nothing of it is out or open. */
  private async followEarlier(context: MessageContext, progress: Progress): Promise<Outcome | 'nextRule' | undefined> {
    const { ruleIndex, tryCount, awaitedStatus } = context.message;
    const rule = progress.rules[ruleIndex];
    const known = rule && !awaitedStatus ? await this.tryRule.known(context, ruleIndex, rule.channel) : undefined;
    if (!rule || !known) return 'nextRule';
    this.note(context.message, rule.channel, known);
    return this.follow(known, progress, ruleIndex, tryCount);
  }

  /** Counts and logs a rule that did not bring the message out. The reason is not logged: a provider may quote the message in it. */
  private note(message: ClaimedMessage, channel: string, result: RuleResult): void {
    if (result.kind === 'putOff') this.metrics.messagesPutOff.inc({ channel: channelLabel(channel), reason: result.reason });
    if (result.kind !== 'failed') return;
    const { kind, detail } = result.failure;
    if (detail.cause) this.logger.error({ err: detail.cause, messageId: message.id, channel }, 'a channel failed to make a message of a request');
    this.metrics.sendFailures.inc({ channel: channelLabel(channel), kind });
    this.logger.info({ messageId: message.id, channel, kind, attempt: result.attempt?.number, providerCode: detail.providerCode }, 'a rule failed');
  }

  /** What a rule's result means for the message; undefined when it is not ours any more. */
  private async follow(result: RuleResult, progress: Progress, ruleIndex: number, tryNumber: number): Promise<Outcome | 'nextRule' | undefined> {
    if (result.kind === 'lost') return undefined;
    if (result.kind === 'sent') return progress.sent(ruleIndex, result);
    if (result.kind === 'putOff') return progress.putOff(ruleIndex, tryNumber, result.delayMs, { isSlot: result.isSlot === true });
    const { failure, attempt, account } = result;
    const { detail } = failure;
    const ended = attempt ? { attempt } : {};
    if (failure.kind === 'throttled' && account) {
      const delayMs = await this.rateSlots.throttled(account, detail.retryAfterMs);
      this.metrics.messagesPutOff.inc({ channel: channelLabel(account.channel), reason: 'throttled' });
      return progress.putOff(ruleIndex, tryNumber, spread(delayMs), ended);
    }
    if (failure.kind === 'unavailable' && tryNumber + 1 < Math.min(detail.maxTries ?? MOST_SEND_TRIES, MOST_SEND_TRIES)) {
      const delayMs = Math.max(detail.retryAfterMs ?? 0, sendRetryDelayMs(tryNumber + 1, Math.random));
      this.metrics.messagesPutOff.inc({ channel: channelLabel(progress.rules[ruleIndex]!.channel), reason: 'unavailable' });
      return progress.putOff(ruleIndex, tryNumber + 1, delayMs, { ...ended, retrying: failure });
    }
    if (failure.kind === 'unknown' && attempt && tryNumber + 1 < MOST_SEND_TRIES) {
      this.metrics.messagesPutOff.inc({ channel: channelLabel(progress.rules[ruleIndex]!.channel), reason: 'unknown' });
      return progress.putOff(ruleIndex, tryNumber + 1, ECHO_WAIT_MS, ended);
    }
    if (failure.kind === 'misconfigured' && account) await untilRecorded(() => this.accounts.hold(account, failure.message, MISCONFIGURED_HOLD_MS));
    if (failure.kind === 'held' && account) await untilRecorded(() => this.accounts.hold(account, failure.message));
    if (account && (failure.kind === 'misconfigured' || failure.kind === 'held')) {
      this.logger.error({ messageId: attempt?.messageId, accountId: account.id, channel: account.channel, address: account.address, kind: failure.kind }, `an account is held: ${failure.message}`);
    }
    // Whether it arrived is not known: another channel might bring it a second time.
    if (failure.kind === 'unknown') return { ...progress.failedWith(ruleIndex, failure), ...ended };
    progress.ruleFailed(ruleIndex, failure);
    if (attempt) await this.attempts.end(attempt);
    return 'nextRule';
  }
}

/** The failure when the merge fields can't be filled in. */
function filledOr({ request, status }: ClaimedMessage, profile: Record<string, unknown> | undefined): SendRequest | SendFailure {
  try {
    return fillRequest(request, profile, !UNSETTLED_STATUSES.some((unsettled) => unsettled === status));
  } catch (error) {
    if (error instanceof SendFailure) return error;
    throw error;
  }
}

/** Messages that were stopped at the same moment do not all come back at the same moment. */
function spread(delayMs: number): number {
  return delayMs * (1 + 0.2 * Math.random());
}
