import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, Metrics } from '@app/infra';
import { ANSWER_TIMEOUT_MS, CallReceiver } from './call-receiver.js';
import { DeliveryLog, type DeliveryResult } from './delivery-log.js';
import { messageIdOf, ObserveDeliveries } from './observe-deliveries.js';
import { DELIVERY_LEASE_S, type DueDelivery } from './write-events.js';

const MOST_CALLS_IN_FLIGHT = 64;
/** A call with a batch holds up to 500 events in memory. */
const MOST_BATCHES_IN_FLIGHT = 4;
const MOST_QUEUED = 10_000;
/**
 * Deliveries that were answered and wait for the database. Beyond this, while it is away, no call is begun: what waits in
 * the lanes waits on, and after `LONGEST_WAIT_MS` it is left to the sweep. The bound is for all lanes together, since all
 * of them wait for the same database.
 */
const MOST_UNWRITTEN = 10_000;
/** A lane that had to leave deliveries to others looks for them again when it has come down to this. */
const FEW_QUEUED = 1_000;
/** A lane whose last call took less time brings out well over 1,000 a second: what waits in it waits for this process, not for the receiver. */
const FAST_MS = 50;
/** What waited longer than this may run out of its lease while it is being sent, and is left to the sweep. */
const LONGEST_WAIT_MS = DELIVERY_LEASE_S * 1_000 - ANSWER_TIMEOUT_MS - 5_000;

/** One webhook's deliveries in this process: a bounded queue and a bounded number of calls in flight. */
interface Lane {
  queued: { delivery: DueDelivery; sinceMs: number }[];
  inFlight: number;
  /** It was full, so that deliveries were left due in the database. */
  hasLeft: boolean;
  lastCallMs: number;
}

/**
 * Brings events to customers' servers, each webhook in a lane of its own, so that a slow or dead one holds up nobody else.
 * What does not fit in a lane stays due in the database, and the sweep picks it up.
 */
@Injectable()
export class DeliverEvents {
  private readonly lanes = new Map<string, Lane>();
  private readonly idle = new Set<() => void>();
  /** Calls that are running or whose result is not in the database yet. */
  private unrecorded = 0;
  /** Deliveries whose call was answered and whose result is not in the database yet. */
  private unwritten = 0;
  private stopping = false;
  private readonly held = new Set<() => void>();
  /** Called with each delivery that will not be tried again though it was not taken, once that is recorded. */
  onDead: (delivery: DueDelivery, result: DeliveryResult) => Promise<void> = async () => undefined;
  /** Called when a lane that was full has room again. */
  onRoom: () => void = () => undefined;

  constructor(
    @Inject(CallReceiver) private readonly callReceiver: CallReceiver,
    @Inject(DeliveryLog) private readonly log: DeliveryLog,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(ObserveDeliveries) private readonly observe: ObserveDeliveries,
    @Inject(Metrics) metrics: Metrics,
  ) {
    const sum = (count: (lane: Lane) => number) => () => [...this.lanes.values()].reduce((total, lane) => total + count(lane), 0);
    metrics.watch('gateway_deliveries_queued', 'Deliveries that wait in this process.', sum((lane) => lane.queued.length));
    metrics.watch('gateway_webhook_calls_in_flight', 'Calls of customers’ webhooks that this process has open.', sum((lane) => lane.inFlight));
  }

  /** Takes deliveries that this process holds the lease of; returns at once. */
  deliver(deliveries: readonly DueDelivery[]): void {
    const sinceMs = performance.now();
    for (const delivery of deliveries) {
      const lane = this.laneOf(delivery.webhookId);
      if (lane.queued.length < MOST_QUEUED) lane.queued.push({ delivery, sinceMs });
    }
    for (const webhookId of new Set(deliveries.map((delivery) => delivery.webhookId))) this.pump(webhookId);
  }

  /** Webhooks whose lane is filling up: writers leave further deliveries to others, and the sweep leaves them out. */
  busyWebhooks(): string[] {
    const full = [...this.lanes].filter(([, lane]) => lane.queued.length > MOST_QUEUED / 2);
    for (const [, lane] of full) lane.hasLeft = true;
    return full.map(([id]) => id);
  }

  /**
   * Resolves when few deliveries wait for receivers that answer fast, or after `mostMs`. Whoever makes new events lets the
   * earlier ones out first by this, so that they come soon and the database need not keep them; a slow receiver holds up nobody.
   */
  async whenFewWait(mostMs: number): Promise<void> {
    if (this.hasFew()) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        this.held.delete(go);
        resolve();
      };
      const timer = setTimeout(go, mostMs);
      this.held.add(go);
    });
  }

  private hasFew(): boolean {
    let waiting = 0;
    for (const lane of this.lanes.values()) if (lane.lastCallMs < FAST_MS) waiting += lane.queued.length;
    return waiting < FEW_QUEUED;
  }

  /** Takes nothing new and resolves when what is in flight is done. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const lane of this.lanes.values()) lane.queued = [];
    if (this.unrecorded === 0) return;
    await new Promise<void>((resolve) => this.idle.add(resolve));
  }

  private laneOf(webhookId: string): Lane {
    let lane = this.lanes.get(webhookId);
    if (!lane) this.lanes.set(webhookId, (lane = { queued: [], inFlight: 0, hasLeft: false, lastCallMs: Infinity }));
    return lane;
  }

  private pump(webhookId: string): void {
    const lane = this.laneOf(webhookId);
    while (!this.stopping && this.unwritten < MOST_UNWRITTEN && lane.inFlight < mostInFlight(lane)) {
      const deliveries = nextCall(lane);
      if (deliveries.length === 0) break;
      lane.inFlight++;
      this.unrecorded++;
      const startMs = performance.now();
      void this.deliverTogether(deliveries, () => this.answered(webhookId, lane, performance.now() - startMs)).finally(() => {
        if (--this.unrecorded === 0) for (const resolve of this.idle) resolve();
      });
    }
    if (lane.inFlight === 0 && lane.queued.length === 0) this.lanes.delete(webhookId);
  }

  /** The next call need not wait until this one's result is in the database. */
  private answered(webhookId: string, lane: Lane, tookMs: number): void {
    lane.inFlight--;
    lane.lastCallMs = tookMs;
    if (lane.hasLeft && lane.queued.length < FEW_QUEUED) {
      lane.hasLeft = false;
      this.onRoom();
    }
    this.pump(webhookId);
    if (this.held.size > 0 && this.hasFew()) for (const go of this.held) go();
  }

  private async deliverTogether(deliveries: readonly DueDelivery[], onAnswer: () => void): Promise<void> {
    const startMs = Date.now();
    try {
      const results = await this.callReceiver.call(deliveries).finally(() => {
        this.unwritten += deliveries.length;
        onAnswer();
      });
      this.observe.done(deliveries, results, startMs);
      await Promise.all(results.map((result, index) => this.record(deliveries[index]!, result)));
    } catch (error) {
      this.leave(deliveries[0]!, error);
    } finally {
      this.wrote(deliveries.length);
    }
  }

  private async record(delivery: DueDelivery, result: DeliveryResult): Promise<void> {
    try {
      await this.log.close(result);
      if (!result.delivered && result.retryInMs === undefined) await this.onDead(delivery, result);
    } catch (error) {
      this.leave(delivery, error);
    }
  }

  /** What was not recorded stays due; the sweep brings it out again. */
  private leave(delivery: DueDelivery, error: unknown): void {
    const { eventId, webhookId } = delivery;
    this.logger.warn({ err: error, eventId, webhookId, messageId: messageIdOf(delivery) }, 'a delivery could not be recorded');
  }

  /** Lanes that stood still go on. */
  private wrote(count: number): void {
    const wasFull = this.unwritten >= MOST_UNWRITTEN;
    this.unwritten -= count;
    if (wasFull && this.unwritten < MOST_UNWRITTEN) for (const webhookId of this.lanes.keys()) this.pump(webhookId);
  }
}

function mostInFlight({ queued }: Lane): number {
  return queued[0]?.delivery.batchSize ? MOST_BATCHES_IN_FLIGHT : MOST_CALLS_IN_FLIGHT;
}

/** What goes out in one call: one event, or as many of a batch as there are. Those that waited too long are passed over. */
function nextCall(lane: Lane): DueDelivery[] {
  const taken: DueDelivery[] = [];
  for (let next = lane.queued[0]; next; next = lane.queued[0]) {
    const size = taken[0]?.batchSize;
    if (taken.length > 0 && (!size || taken.length >= size || next.delivery.batchSize !== size)) break;
    lane.queued.shift();
    if (performance.now() - next.sinceMs <= LONGEST_WAIT_MS) taken.push(next.delivery);
  }
  return taken;
}
