import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const LATENCY_BUCKETS_S = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** For what may also wait: a message for its slot, an event for a receiver that is down. */
const WAIT_BUCKETS_S = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];

/**
 * What one process counts of itself, for Prometheus. Each process has its own; Prometheus adds them up.
 * No label holds an id, an address or a name that a tenant gave: each would be a series of its own, for ever. docs/operations.md says what to watch.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  /** Requests by method, route (its pattern, never the path itself: ids would be endless) and status. */
  readonly requests = this.histogram('gateway_http_request_duration_seconds', 'Requests by route and status, and how long they took.', ['method', 'route', 'status']);
  readonly messagesAccepted = this.counter('gateway_messages_accepted_total', 'Messages that were committed by this process.');

  /** `outcome` is `sent` or the kind of the send failure. */
  readonly providerCalls = this.histogram('gateway_provider_call_duration_seconds', 'Calls of providers by channel and what came of them, and how long they took.', ['channel', 'outcome']);
  readonly sendFailures = this.counter('gateway_send_failures_total', 'Rules that failed, with a provider call or before it, by the kind of the failure.', ['channel', 'kind']);
  /** `reason`: slot (the account’s rate), busy (the account does not answer), closed (its secrets can’t be opened), throttled, unavailable (a retry), unknown (waits for an echo). */
  readonly messagesPutOff = this.counter('gateway_messages_put_off_total', 'Times that a message was put off, by the reason.', ['channel', 'reason']);
  readonly messagesSettled = this.counter('gateway_messages_settled_total', 'Messages that a worker brought to a status.', ['channel', 'status']);
  readonly timeToSent = this.histogram('gateway_message_time_to_sent_seconds', 'From acceptance until a provider took the message and that was recorded; without messages that have a sendAt.', ['channel'], WAIT_BUCKETS_S);
  readonly receipts = this.counter('gateway_receipts_total', 'Receipts that providers told us, repeated ones too.', ['channel', 'status']);

  /** `result`: delivered, retry, dead. */
  readonly deliveries = this.counter('gateway_deliveries_total', 'Tries of bringing an event to a webhook, by what came of them.', ['result']);
  /** `answer`: 2xx, 3xx, 4xx, 5xx, or none. */
  readonly webhookCalls = this.histogram('gateway_webhook_call_duration_seconds', 'Calls of customers’ webhooks, one for each batch, by their answer.', ['answer']);
  readonly deliveryLag = this.histogram('gateway_delivery_lag_seconds', 'From the writing of an event until a webhook took it.', [], WAIT_BUCKETS_S);

  readonly providerEventsSetAside = this.counter('gateway_provider_events_set_aside_total', 'Provider webhooks that could not be worked on and wait for somebody to look.');

  /** `what`: messages, providerEvents, deliveries, sentBatches, workerLeases, idempotencyKeys. */
  readonly swept = this.counter('gateway_swept_total', 'Rows that the sweep found: what the queue lost, what a dead worker left, deliveries that are due.', ['what']);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    // Prometheus sees no increase to the first value of a series.
    this.deliveries.inc({ result: 'dead' }, 0);
  }

  /** A gauge that is read when Prometheus asks. */
  watch(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({ name, help, registers: [this.registry], collect: () => gauge.set(read()) });
  }

  private counter<L extends string = never>(name: string, help: string, labelNames: L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram<L extends string>(name: string, help: string, labelNames: L[], buckets = LATENCY_BUCKETS_S): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }
}
