import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import {
  formatAttemptReference,
  type HttpClient,
  recipientAddress,
  SendFailure,
} from '@app/core';
import { type Account, Accounts, isHeld, normaliseAccountAddress } from '@app/access';
import type { Channel, ChannelPart, SendPlan, SendResult } from '@app/channels';
import { CUSTOMER_HTTP, PROVIDER_HTTP, Settings, type Span } from '@app/infra';
import { type Attempt, type AttemptEnd, Attempts, isWhole, lateFailure } from './attempts.js';
import type { ClaimedMessage } from './message-claims.js';
import { InFlight } from '../limits/in-flight.js';
import { ProviderCalls } from './provider-calls.js';
import { hasSlot, isReply, LONGEST_SLOT_WAIT_MS, RateSlots } from '../limits/rate-slots.js';
import type { RuleResult } from './rule-result.js';
import { detailsOf, earlierDetails } from './sent-details.js';
import { type Resolved, ResolveRecipient } from './resolve-recipient.js';
import { makePlan, refuseOtherParts } from './make-plan.js';
import type { SendRequest } from '../accept/send-request.js';
import { ShortenLinks } from './shorten-links.js';
import { UnknownOutcomes } from './unknown-outcomes.js';
import { WorkerLease } from './worker-lease.js';

/** What is known of a message before its rules are gone through. */
export interface MessageContext {
  message: ClaimedMessage;
  /** With merge fields filled in. */
  request: SendRequest;
  profile: Record<string, unknown> | undefined;
  earlierAttempts: readonly Attempt[];
  attemptCount: number;
  /** Undefined when the message is not traced. */
  span: Span | undefined;
}

/** A provider that throttles for days uses no tries up; each call leaves a row. */
const MOST_ATTEMPTS = 10_000;
/** The messages of an account with too much in flight come back after this time, or up to twice as long, or when their slot comes. */
const BUSY_MS = 5_000;
/** And those of an account whose secrets no key opens: somebody has to connect it again, or to give the key back. */
const CLOSED_MS = 5 * 60_000;

/** Sends a message on the channel of one rule: account, recipient, plan, and a provider call for each part. */
@Injectable()
export class TryRule {
  private readonly inFlight = new InFlight();

  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(ResolveRecipient) private readonly resolveRecipient: ResolveRecipient,
    @Inject(RateSlots) private readonly rateSlots: RateSlots,
    @Inject(Attempts) private readonly attempts: Attempts,
    @Inject(UnknownOutcomes) private readonly unknownOutcomes: UnknownOutcomes,
    @Inject(ShortenLinks) private readonly shortenLinks: ShortenLinks,
    @Inject(ProviderCalls) private readonly providerCalls: ProviderCalls,
    @Inject(PROVIDER_HTTP) private readonly http: HttpClient,
    @Inject(CUSTOMER_HTTP) private readonly customerHttp: HttpClient,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(WorkerLease) private readonly lease: WorkerLease,
  ) {}

  /**
   * What the calls of earlier workers have come to, before all that may have changed since: every part is out, or an outcome
   * is open. Undefined when the rule is to be tried.
   */
  async known({ message, earlierAttempts }: MessageContext, ruleIndex: number, channelName: string): Promise<RuleResult | undefined> {
    const earlier = earlierAttempts.filter((attempt) => attempt.ruleIndex === ruleIndex);
    if (earlier.length === 0) return undefined;
    const channel = await this.accounts.channelOf(message.apiSpaceId, channelName);
    const open = await this.unknownOutcomes.judge(message, channel ?? { name: channelName, echoesReference: false }, earlier);
    if (open) return open;
    const last = earlier.findLast(({ state }) => state === 'sent');
    return isWhole(earlier) ? { kind: 'sent', details: earlierDetails(message.id, last), warnings: [] } : undefined;
  }

  async try(context: MessageContext, ruleIndex: number, channelName: string, tryNumber: number): Promise<RuleResult> {
    // The provider took the message after all, and told since that it failed there: it is not asked again.
    const reported = lateFailure(context.earlierAttempts.filter((attempt) => attempt.ruleIndex === ruleIndex));
    if (reported) return { kind: 'failed', failure: new SendFailure('rejected', reported.reason ?? 'The provider reports a failure.') };
    try {
      const channel = await this.channelOf(context.message.apiSpaceId, channelName);
      const accounts = await this.wantedAccounts(context, channel);
      const resolved = await this.resolveRecipient.resolve({ ...context.message, request: context.request }, channel, accounts, context.profile);
      if (accounts.every(isHeld)) throw heldFailure(channel, accounts[0]!);
      if (!resolved) throw new SendFailure('unreachable', noAddress(channel));
      if (isHeld(resolved.account)) throw heldFailure(channel, resolved.account);
      // A key that is missing is no failure of the message.
      if (!this.accounts.opens(resolved.account)) return { kind: 'putOff', delayMs: CLOSED_MS * (1 + Math.random()), reason: 'closed' };
      const options = optionsOf(context.request, channel);
      const plan = await this.shortenLinks.during(context, channelName, (shorten) => makePlan(channel, context.request, options, {
        now: new Date(),
        ...(resolved.lastInboundAt ? { lastInboundAt: resolved.lastInboundAt } : {}),
        ...(context.message.expiresAt ? { expiresAt: context.message.expiresAt } : {}),
        ...shorten,
      }));
      if (!plan) return { kind: 'lost' };
      return await this.sendParts({ context, ruleIndex, tryNumber, channel, options, resolved, plan });
    } catch (error) {
      if (error instanceof SendFailure) return { kind: 'failed', failure: error };
      throw error;
    }
  }

  private async channelOf(apiSpaceId: string, name: string): Promise<Channel> {
    const channel = await this.accounts.channelOf(apiSpaceId, name);
    if (!channel) throw new SendFailure('rejected', `Neither the gateway nor the apiSpace has a channel "${name}".`);
    return channel;
  }

  /** The channel's accounts; the `from` of its custom body, else of its options, picks one of several. */
  private async wantedAccounts({ message, request }: MessageContext, channel: Channel): Promise<Account[]> {
    const ofChannel = await this.accounts.ofChannel(message.apiSpaceId, channel.name);
    if (ofChannel.length === 0) throw new SendFailure('unreachable', `The apiSpace has no ${channel.name} account.`);
    const custom = request.customBody?.[channel.name] as { from?: unknown } | null | undefined;
    const from = [custom?.from, request.channelOptions?.[channel.name]?.['from']]
      .find((given): given is string | number => typeof given === 'number' || (typeof given === 'string' && given.trim() !== ''));
    const address = from === undefined ? undefined : normaliseAccountAddress(String(from));
    const wanted = ofChannel.filter((account) => account.address === address);
    return wanted.length > 0 ? wanted : ofChannel;
  }

  private async sendParts(sending: Sending): Promise<RuleResult> {
    const { context, ruleIndex, plan } = sending;
    const sent = context.earlierAttempts.filter((attempt) => attempt.ruleIndex === ruleIndex && attempt.state === 'sent');
    refuseOtherParts(plan, sent);
    const sentParts = new Set(sent.map((attempt) => attempt.partIndex));
    let last: { attempt?: AttemptEnd; details: Record<string, unknown> } = { details: earlierDetails(context.message.id, sent.at(-1)) };
    for (const [partIndex, part] of plan.parts.entries()) {
      if (sentParts.has(partIndex)) continue;
      if (last.attempt) await this.attempts.end(last.attempt);
      const result = await this.sendPart(sending, part, partIndex, last.attempt === undefined);
      if ('kind' in result) return result;
      last = result;
    }
    return { kind: 'sent', ...last, warnings: plan.warnings };
  }

  private async sendPart(sending: Sending, part: ChannelPart, partIndex: number, isFirst: boolean): Promise<PartResult> {
    const result = await this.inFlight.of(sending.resolved.account, () => this.sendInTurn(sending, part, partIndex, isFirst));
    return result ?? this.putOffBusy(sending, part);
  }

  /** They come back at the account's rate: all of a long backlog at once would keep the workers of a provider that hangs from all else. */
  private async putOffBusy(sending: Sending, part: ChannelPart): Promise<RuleResult> {
    const slotMs = await this.reserveSlot(sending, part);
    const busyMs = BUSY_MS * (1 + Math.random());
    return { kind: 'putOff', delayMs: Math.max(slotMs, busyMs), reason: 'busy', isSlot: slotMs > busyMs };
  }

  private reserveSlot({ resolved, channel, context }: Sending, { rateClass }: ChannelPart): Promise<number> {
    return this.rateSlots.reserve(resolved.account, channel, rateClass, { isReply: isReply(resolved, context.message.claimedAt) });
  }

  private async sendInTurn(sending: Sending, part: ChannelPart, partIndex: number, isFirst: boolean): Promise<PartResult> {
    const { context, channel, resolved, plan, ruleIndex, tryNumber } = sending;
    const { account, recipient } = resolved;
    const keepsSlot = isFirst && hasSlot(context.message) && !this.rateSlots.isPaused(account);
    const slotMs = keepsSlot ? 0 : await this.reserveSlot(sending, part);
    if (slotMs > LONGEST_SLOT_WAIT_MS) return { kind: 'putOff', delayMs: slotMs, reason: 'slot', isSlot: true };
    if (slotMs > 0) await sleep(slotMs);

    if (context.attemptCount >= MOST_ATTEMPTS) throw new SendFailure('rejected', `The message was put off ${MOST_ATTEMPTS} times.`);
    const { id: messageId, claim } = context.message;
    const number = ++context.attemptCount;
    const isMine = await this.attempts.start({
      messageId, claim, number, ruleIndex, tryNumber, partIndex, partCount: plan.parts.length,
      channel: channel.name, accountId: account.id, address: recipientAddress(recipient),
    });
    if (!isMine) return { kind: 'lost' };
    await this.rateSlots.passInTurn(account, channel, part.rateClass);
    if (!this.lease.holds(claim)) {
      await this.attempts.end({ messageId, number, state: 'failed', failureKind: 'unavailable', reason: 'The worker was paused before the call, which was not made.' });
      return { kind: 'lost' };
    }
    let result: SendResult;
    try {
      const call = { messageId, attemptNumber: number, channel: channel.name, span: context.span };
      result = await this.providerCalls.observe(call, () => this.call(sending, part, formatAttemptReference({ messageId, attemptNumber: number })));
    } catch (error) {
      const failure = error instanceof SendFailure ? error : new SendFailure('unknown', 'The gateway failed while it was sending.');
      return { kind: 'failed', failure, attempt: endOf(messageId, number, failure), account };
    }
    // The message is out, whatever becomes of this.
    if (result.slowDownMs) await this.rateSlots.slowDown(account, result.slowDownMs).catch(() => undefined);
    return { attempt: { messageId, number, state: 'sent', providerMessageId: result.providerMessageId }, details: detailsOf(messageId, resolved, result) };
  }

  private call({ channel, resolved, options, context }: Sending, part: ChannelPart, reference: string): Promise<SendResult> {
    const http = channel.isCustom ? this.customerHttp : this.http;
    // A worker that stood still has lost its messages to another, also those that waited for a connection.
    const isWanted = (): boolean => this.lease.holds(context.message.claim);
    return channel.send(
      {
        part,
        recipient: resolved.recipient,
        account: resolved.account,
        options,
        endpoint: this.settings.endpointOf(channel.api),
        reference,
      },
      (request) => http({ isWanted, ...request }),
    );
  }
}

type PartResult = RuleResult | { attempt: AttemptEnd; details: Record<string, unknown> };

interface Sending {
  context: MessageContext;
  ruleIndex: number;
  tryNumber: number;
  channel: Channel;
  options: object;
  resolved: Resolved;
  plan: SendPlan;
}

function optionsOf(request: SendRequest, channel: Channel): object {
  const given = request.channelOptions?.[channel.name];
  return given ? plainToInstance(channel.options, given) : new channel.options();
}

function heldFailure(channel: Channel, { address, heldReason }: Account): SendFailure {
  return new SendFailure('unreachable', `The ${channel.name} account ${address} is held: ${heldReason}`);
}

function noAddress(channel: Channel): string {
  return `The person has no ${channel.name} address: give to.${channel.addressField}, or a profileId or phoneNumber whose profile has one.`;
}

function endOf(messageId: string, number: number, failure: SendFailure): AttemptEnd {
  return {
    messageId,
    number,
    state: failure.kind === 'unknown' ? 'unknown' : 'failed',
    failureKind: failure.kind,
    reason: failure.message,
    ...(failure.detail.providerCode ? { providerCode: failure.detail.providerCode } : {}),
  };
}
