import { Inject, Injectable } from '@nestjs/common';
import { type HttpClient, HttpFailure, webhookRetryDelayMs } from '@app/core';
import { CUSTOMER_HTTP, LOGGER, type Logger } from '@app/infra';
import { DeliveryLog, type DeliveryResult } from './delivery-log.js';
import { envelopeOf } from './envelope.js';
import { signComapi, standardWebhooksHeaders } from './signing/index.js';
import { type Receiver, Webhooks } from './webhooks.js';
import { DELIVERY_LEASE_S, type DueDelivery } from './write-events.js';

/** A receiver has this long to answer (contract §3.1). */
const ANSWER_TIMEOUT_MS = 10_000;
const MOST_IN_FLIGHT = 32;
const MOST_QUEUED = 10_000;
/** What waited longer than this may run out of its lease while it is being sent, and is left to the sweep. */
const LONGEST_WAIT_MS = DELIVERY_LEASE_S * 1_000 - ANSWER_TIMEOUT_MS - 5_000;
/** Answers that end a delivery without another try (contract §12.5). */
const NOT_RETRIED = new Set([400, 401]);
const GONE = 410;

/** One webhook's deliveries in this process: a bounded queue and a bounded number in flight. */
interface Lane {
  queued: { delivery: DueDelivery; since: number }[];
  inFlight: number;
}

/**
 * Brings events to customers' servers, each webhook in a lane of its own, so that a slow or dead one holds up nobody else.
 * What does not fit in a lane stays due in the database, and the sweep picks it up.
 */
@Injectable()
export class DeliverEvents {
  private readonly lanes = new Map<string, Lane>();
  private readonly idle = new Set<() => void>();
  private stopping = false;
  /** Called with each delivery that will not be tried again though it was not taken. */
  onDead: (delivery: DueDelivery) => Promise<void> = async () => undefined;

  constructor(
    @Inject(Webhooks) private readonly webhooks: Webhooks,
    @Inject(DeliveryLog) private readonly log: DeliveryLog,
    @Inject(CUSTOMER_HTTP) private readonly http: HttpClient,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Takes deliveries that this process holds the lease of; returns at once. */
  deliver(deliveries: readonly DueDelivery[]): void {
    const since = Date.now();
    for (const delivery of deliveries) {
      const lane = this.laneOf(delivery.webhookId);
      if (lane.queued.length < MOST_QUEUED) lane.queued.push({ delivery, since });
    }
    for (const webhookId of new Set(deliveries.map((delivery) => delivery.webhookId))) this.pump(webhookId);
  }

  /** Webhooks whose lane is filling up: writers leave further deliveries to others, and the sweep leaves them out. */
  busyWebhooks(): string[] {
    return [...this.lanes].filter(([, lane]) => lane.queued.length > MOST_QUEUED / 2).map(([id]) => id);
  }

  /** Takes nothing new and resolves when what is in flight is done. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const lane of this.lanes.values()) lane.queued = [];
    if ([...this.lanes.values()].every((lane) => lane.inFlight === 0)) return;
    await new Promise<void>((resolve) => this.idle.add(resolve));
  }

  private laneOf(webhookId: string): Lane {
    let lane = this.lanes.get(webhookId);
    if (!lane) this.lanes.set(webhookId, (lane = { queued: [], inFlight: 0 }));
    return lane;
  }

  private pump(webhookId: string): void {
    const lane = this.laneOf(webhookId);
    while (lane.inFlight < MOST_IN_FLIGHT && !this.stopping) {
      const next = lane.queued.shift();
      if (!next) break;
      if (Date.now() - next.since > LONGEST_WAIT_MS) continue;
      lane.inFlight++;
      void this.deliverOne(next.delivery).finally(() => {
        lane.inFlight--;
        if (lane.inFlight === 0 && lane.queued.length === 0) this.lanes.delete(webhookId);
        else this.pump(webhookId);
        if ([...this.lanes.values()].every((other) => other.inFlight === 0)) for (const resolve of this.idle) resolve();
      });
    }
  }

  private async deliverOne(delivery: DueDelivery): Promise<void> {
    try {
      const receiver = await this.webhooks.receiver(delivery.webhookId);
      const result = receiver ? await this.attempt(delivery, receiver) : dead(delivery, { error: 'The webhook is deleted or switched off.' });
      await this.log.close(result);
      if (!result.delivered && result.retryInMs === undefined) await this.onDead(delivery);
    } catch (error) {
      // The row stays due; the sweep brings it out again.
      this.logger.warn({ err: error, eventId: delivery.eventId, webhookId: delivery.webhookId }, 'a delivery could not be recorded');
    }
  }

  private async attempt(delivery: DueDelivery, receiver: Receiver): Promise<DeliveryResult> {
    const body = JSON.stringify(envelopeOf(delivery, receiver.accountNumber));
    try {
      const { status } = await this.http({
        method: 'POST',
        url: receiver.url,
        headers: { 'content-type': 'application/json', ...signatures(delivery.eventId, body, receiver.secrets) },
        body,
        timeoutMs: ANSWER_TIMEOUT_MS,
      });
      if (status >= 200 && status < 300) return { eventId: delivery.eventId, webhookId: delivery.webhookId, delivered: true, status };
      if (status === GONE) await this.webhooks.disable(receiver.id, 'The receiver answered 410 Gone.');
      if (status === GONE || NOT_RETRIED.has(status)) return dead(delivery, { status, error: `The receiver answered ${status}.` });
      return later(delivery, { status, error: `The receiver answered ${status}.` });
    } catch (error) {
      if (error instanceof HttpFailure) return later(delivery, { error: error.message });
      throw error;
    }
  }
}

type Failing = Pick<DeliveryResult, 'status' | 'error'>;

function dead({ eventId, webhookId }: DueDelivery, failing: Failing): DeliveryResult {
  return { eventId, webhookId, delivered: false, ...failing };
}

function later(delivery: DueDelivery, failing: Failing): DeliveryResult {
  const retryInMs = webhookRetryDelayMs(delivery.attempts + 1, Math.random);
  return { ...dead(delivery, failing), ...(retryInMs === undefined ? {} : { retryInMs }) };
}

/** Both signatures (contract §12.6); none without a secret. The newest secret signs the old way. */
function signatures(eventId: string, body: string, secrets: readonly string[]): Record<string, string> {
  if (!secrets[0]) return {};
  return {
    'x-comapi-signature': signComapi(body, secrets[0]),
    ...standardWebhooksHeaders({ eventId, timestampS: Math.floor(Date.now() / 1_000), body, secrets }),
  };
}
