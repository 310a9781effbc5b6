import { Inject, Injectable } from '@nestjs/common';
import { endFailed, LOGGER, type Logger, Metrics, SpanKind, Tracing } from '@app/infra';
import type { DeliveryResult } from './delivery-log.js';
import type { DueDelivery } from './write-events.js';

/** Shows what became of deliveries: in the metrics, in the log, and in the traces of the messages that they tell of. */
@Injectable()
export class ObserveDeliveries {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Tracing) private readonly tracing: Tracing,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** `results` in the order of `deliveries`, all of one call that began at `startMs`. */
  done(deliveries: readonly DueDelivery[], results: readonly DeliveryResult[], startMs: number): void {
    for (const [index, result] of results.entries()) {
      const delivery = deliveries[index]!;
      this.count(delivery, result);
      if (this.tracing.isOn) this.trace(delivery, result, startMs);
    }
  }

  private count(delivery: DueDelivery, result: DeliveryResult): void {
    const { eventId, webhookId, createdAt } = delivery;
    this.metrics.deliveries.inc({ result: resultOf(result) });
    if (result.delivered) {
      this.metrics.deliveryLag.observe(Math.max(0, Date.now() - createdAt.getTime()) / 1_000);
      return;
    }
    const line = { eventId, webhookId, messageId: messageIdOf(delivery), attempt: delivery.attempts + 1, status: result.status, reason: result.error };
    if (result.retryInMs === undefined) this.logger.warn(line, 'a delivery is dead');
    else this.logger.debug({ ...line, retryInMs: result.retryInMs }, 'a webhook did not take a delivery; it is tried again');
  }

  private trace(delivery: DueDelivery, result: DeliveryResult, startMs: number): void {
    const messageId = messageIdOf(delivery);
    if (!messageId) return;
    const attributes = { 'event.id': delivery.eventId, 'event.name': delivery.name, 'webhook.id': delivery.webhookId, 'attempt.number': delivery.attempts + 1 };
    const span = this.tracing.begin(messageId, 'delivery', { kind: SpanKind.CLIENT, startMs, attributes });
    if (result.status !== undefined) span?.setAttribute('http.response.status_code', result.status);
    if (result.delivered) span?.end();
    else endFailed(span, resultOf(result));
  }
}

/** The message that the event tells of; undefined for what persons wrote and for profiles. */
export function messageIdOf({ name, entityId }: Pick<DueDelivery, 'name' | 'entityId'>): string | undefined {
  return name.startsWith('message.') && name !== 'message.inbound' ? entityId : undefined;
}

function resultOf({ delivered, retryInMs }: DeliveryResult): 'delivered' | 'retry' | 'dead' {
  if (delivered) return 'delivered';
  return retryInMs === undefined ? 'dead' : 'retry';
}
