import { Inject, Injectable } from '@nestjs/common';
import { type HttpClient, HttpFailure, newId, signatureHeaders, webhookRetryDelayMs } from '@app/core';
import { CUSTOMER_HTTP, Database, largeValueTurns, Metrics } from '@app/infra';
import type { DeliveryResult } from './delivery-log.js';
import { envelopeOf } from './envelope.js';
import { type Receiver, Receivers } from './receivers.js';
import { type DueDelivery, isLarge } from './write-events.js';

/** A receiver has this long to answer (contract §3.1). */
export const ANSWER_TIMEOUT_MS = 10_000;
/** Large ones go one by one, for so long: the wait for a turn and the last call have to end within the deliveries' lease too. */
const LONGEST_TURN_MS = 2_000;
/** A receiver that takes longer is slow, and counts as such for a minute. Of so many it is remembered. */
const SLOW_MS = 2_000;
const SLOW_FOR_MS = 60_000;
const MOST_SLOW = 10_000;
const GONE = 410;
/** Not to be subscribed to: only a test call carries it. */
export const TEST_EVENT = 'webhook.test';
/** Answers that end a delivery without another try (contract §12.5): the receiver refused it. */
export const REFUSALS: readonly number[] = [400, 401, GONE];

type Answered = Pick<DeliveryResult, 'status' | 'error'>;

/** The webhook takes arrays now and did not when the deliveries were taken up, or the other way round. Nothing was sent. */
export class FormChanged extends Error {
  override readonly name = 'FormChanged';
}

/** One call of a customer's server. A batch is signed with its first event's id. */
@Injectable()
export class CallReceiver {
  private readonly largePayloads = largeValueTurns();
  /** Of receivers whose last call took long: they hold up each other, and not those that answer. */
  private readonly largePayloadsOfSlow = largeValueTurns(2);
  /** By webhook: until when it counts as slow. */
  private readonly slowUntilMs = new Map<string, number>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Receivers) private readonly receivers: Receivers,
    @Inject(CUSTOMER_HTTP) private readonly http: HttpClient,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /**
   * Brings deliveries of one webhook in one call and says what became of each; throws nothing that the receiver is to blame for.
   * Large payloads whose turn does not come soon are not brought out: it throws, and they are due again later. Throws FormChanged.
   */
  async call(deliveries: readonly DueDelivery[]): Promise<DeliveryResult[]> {
    const receiver = await this.receiverOf(deliveries[0]!);
    if (!receiver) return deliveries.map((delivery) => resultOf(delivery, { error: 'The webhook is deleted or switched off.' }));
    const startedAt = performance.now();
    const answered = await this.post(deliveries, receiver);
    const { status } = answered;
    this.metrics.webhookCalls.observe({ answer: status === undefined ? 'none' : `${Math.floor(status / 100)}xx` }, (performance.now() - startedAt) / 1_000);
    if (status !== undefined && status >= 200 && status < 300) return deliveries.map((delivery) => ({ ...resultOf(delivery, { status }), delivered: true }));
    const hasMoved = status === GONE && !(await this.receivers.disable(receiver, 'The receiver answered 410 Gone.'));
    if (status !== undefined && REFUSALS.includes(status) && !hasMoved) return deliveries.map((delivery) => resultOf(delivery, answered));
    // One draw for all, so that what failed together comes back together and makes a batch again.
    const random = Math.random();
    return deliveries.map((delivery) => later(delivery, answered, random));
  }

  /** A call with an event that did not happen, named TEST_EVENT. */
  async test({ id, apiSpaceId, isBatch }: { id: string; apiSpaceId: string; isBatch: boolean }): Promise<DeliveryResult> {
    const event = { eventId: newId(), webhookId: id, apiSpaceId, name: TEST_EVENT, entityId: id, revision: 0, payload: '{}', createdAt: new Date(), attempts: 0 };
    const [result] = await this.call([isBatch ? { ...event, batchSize: 1 } : event]);
    return result!;
  }

  private async receiverOf({ webhookId, batchSize }: DueDelivery): Promise<Receiver | undefined> {
    const fits = (receiver: Receiver | undefined): boolean => !receiver || receiver.isBatch === Boolean(batchSize);
    const known = await this.receivers.find(webhookId);
    if (fits(known)) return known;
    // What is remembered may be older than the deliveries.
    this.receivers.forget(webhookId);
    const receiver = await this.receivers.find(webhookId);
    if (fits(receiver)) return receiver;
    throw new FormChanged(`The webhook takes ${receiver?.isBatch ? 'arrays' : 'single events'} now.`);
  }

  private async post(deliveries: readonly DueDelivery[], receiver: Receiver): Promise<Answered> {
    if (!deliveries.some(isLarge)) return this.postWhole(deliveries, receiver);
    const sinceMs = performance.now();
    const isInTime = (): boolean => performance.now() - sinceMs < LONGEST_TURN_MS;
    const isSlow = (this.slowUntilMs.get(receiver.id) ?? 0) > performance.now();
    const turns = isSlow ? this.largePayloadsOfSlow : this.largePayloads;
    const answered = await turns.inTurn(async () => {
      const whole = isInTime() ? await this.withPayloads(deliveries) : [];
      return whole.length > 0 && isInTime() ? this.postWhole(whole, receiver) : undefined;
    }, isSlow ? undefined : deliveries[0]!.apiSpaceId);
    if (!answered) throw new Error('Too many large payloads are on their way; this one comes later.');
    return answered;
  }

  private async withPayloads(deliveries: readonly DueDelivery[]): Promise<DueDelivery[]> {
    const large = deliveries.filter(isLarge).map(({ eventId }) => eventId);
    const rows = await this.database.rows<{ id: string; payload: string }>`select id, payload::text from event where id = any(${large}::uuid[])`;
    const payloads = new Map(rows.map(({ id, payload }) => [id, payload]));
    return deliveries.flatMap((delivery) => {
      const payload = delivery.payload ?? payloads.get(delivery.eventId);
      return payload === undefined ? [] : [{ ...delivery, payload }];
    });
  }

  private async postWhole(deliveries: readonly DueDelivery[], receiver: Receiver): Promise<Answered> {
    if (!receiver.secrets) return { error: 'No key opens the webhook’s secret: give it a new one.' };
    const [first] = deliveries;
    const envelopes = deliveries.map((delivery) => envelopeOf(delivery, receiver.accountNumber));
    const body = first!.batchSize ? `[${envelopes.join(',')}]` : envelopes[0]!;
    const startedAt = performance.now();
    try {
      const { status } = await this.http({
        method: 'POST',
        url: receiver.url,
        headers: { 'content-type': 'application/json', ...signatureHeaders(first!.eventId, body, receiver.secrets) },
        body,
        timeoutMs: ANSWER_TIMEOUT_MS,
      });
      return { status, error: `The receiver answered ${status}.` };
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      // Its status is the receiver's answer, whatever becomes of the body, which nobody reads.
      return error.status === undefined ? { error: error.message } : { status: error.status, error: `The receiver answered ${error.status}.` };
    } finally {
      this.noteSpeed(receiver.id, performance.now() - startedAt);
    }
  }

  private noteSpeed(webhookId: string, tookMs: number): void {
    this.slowUntilMs.delete(webhookId);
    if (tookMs <= SLOW_MS) return;
    if (this.slowUntilMs.size >= MOST_SLOW) this.slowUntilMs.clear();
    this.slowUntilMs.set(webhookId, performance.now() + SLOW_FOR_MS);
  }
}

function resultOf({ eventId, webhookId }: DueDelivery, answered: Answered): DeliveryResult {
  return { eventId, webhookId, delivered: false, ...answered };
}

function later(delivery: DueDelivery, answered: Answered, random: number): DeliveryResult {
  const retryInMs = webhookRetryDelayMs(delivery.attempts + 1, () => random);
  return { ...resultOf(delivery, answered), ...(retryInMs === undefined ? {} : { retryInMs }) };
}
