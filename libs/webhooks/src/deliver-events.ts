import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, Metrics } from '@app/infra';
import { CallReceiver, FormChanged } from './call-receiver.js';
import { DeliveryLog, type DeliveryResult } from './delivery-log.js';
import { DeliveryLane, type HeldBytes } from './delivery-lane.js';
import { messageIdOf, ObserveDeliveries } from './observe-deliveries.js';
import type { DueDelivery } from './write-events.js';

/**
 * Deliveries that were answered and wait for the database. Beyond this, while it is away, no call is begun: what waits in
 * the lanes waits on, and after a time it is left to the sweep. The bound is for all lanes together, since all
 * of them wait for the same database.
 */
const MOST_UNWRITTEN = 10_000;
/** Of so many it is remembered that they answered. */
const MOST_ANSWERING = 10_000;
/** When so few wait for fast receivers, whoever makes new events goes on. */
const FEW_QUEUED = 1_000;

/**
 * Brings events to customers' servers, each webhook in a lane of its own, so that a slow or dead one holds up nobody else.
 * What does not fit in a lane stays due in the database, and the sweep picks it up.
 */
@Injectable()
export class DeliverEvents {
  private readonly lanes = new Map<string, DeliveryLane>();
  /** Webhooks that answered their last call: a lane that is made anew for one need not show that again. */
  private readonly answering = new Set<string>();
  private readonly held: HeldBytes = { answering: 0, silent: 0 };
  private readonly idle = new Set<() => void>();
  /** Calls that are running or whose result is not in the database yet. */
  private unrecorded = 0;
  /** Deliveries whose call was answered and whose result is not in the database yet. */
  private unwritten = 0;
  /** It takes nothing new: what is claimed for it would only be kept from others. */
  isStopping = false;
  /** Those who wait until few deliveries wait. */
  private readonly patient = new Set<() => void>();
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
    const sum = (count: (lane: DeliveryLane) => number) => () => [...this.lanes.values()].reduce((total, lane) => total + count(lane), 0);
    metrics.watch('gateway_deliveries_queued', 'Deliveries that wait in this process.', sum((lane) => lane.length));
    metrics.watch('gateway_webhook_calls_in_flight', 'Calls of customers’ webhooks that this process has open.', sum((lane) => lane.inFlight));
  }

  /** Takes deliveries that this process holds the lease of; returns at once. */
  deliver(deliveries: readonly DueDelivery[]): void {
    const sinceMs = performance.now();
    const refused = deliveries.filter((delivery) => !this.laneOf(delivery.webhookId).add(delivery, sinceMs));
    void this.giveBack(refused);
    for (const webhookId of new Set(deliveries.map((delivery) => delivery.webhookId))) this.pump(webhookId);
  }

  /** Where nobody answers there is no hurry: the sweep has them when their lease is over, and not again and again. */
  private async giveBack(deliveries: readonly DueDelivery[]): Promise<void> {
    const wanted = deliveries.filter(({ webhookId }) => this.laneOf(webhookId).isAnswering);
    if (wanted.length > 0) await this.log.giveBack(wanted).catch((error: unknown) => this.leave(wanted[0]!, error));
  }

  /** Webhooks whose lane is filling up: writers leave further deliveries to others, and the sweep leaves them out. */
  busyWebhooks(): string[] {
    const full = [...this.lanes].filter(([, lane]) => lane.isFillingUp);
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
        this.patient.delete(go);
        resolve();
      };
      const timer = setTimeout(go, mostMs);
      this.patient.add(go);
    });
  }

  private hasFew(): boolean {
    let waiting = 0;
    for (const lane of this.lanes.values()) if (lane.isFast) waiting += lane.length;
    return waiting < FEW_QUEUED;
  }

  /** Calls nobody any more, leaves what waits to other workers, and resolves when what is in flight is done. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.giveBack([...this.lanes.values()].flatMap((lane) => lane.clear()));
    if (this.unrecorded === 0) return;
    await new Promise<void>((resolve) => this.idle.add(resolve));
  }

  private laneOf(webhookId: string): DeliveryLane {
    let lane = this.lanes.get(webhookId);
    if (!lane) this.lanes.set(webhookId, (lane = new DeliveryLane(this.held, this.answering.has(webhookId))));
    return lane;
  }

  private pump(webhookId: string): void {
    const lane = this.laneOf(webhookId);
    while (!this.isStopping && this.unwritten < MOST_UNWRITTEN && lane.mayCall) {
      const deliveries = lane.nextCall();
      if (deliveries.length === 0) break;
      lane.began(deliveries);
      this.unrecorded++;
      const startMs = performance.now();
      void this.deliverTogether(deliveries, (isAnswered) => {
        lane.ended(deliveries, { tookMs: performance.now() - startMs, isAnswered });
        this.remember(webhookId, lane);
        this.answered(webhookId, lane);
      }).finally(() => {
        if (--this.unrecorded === 0) for (const resolve of this.idle) resolve();
      });
    }
    if (!lane.isEmpty) return;
    this.lanes.delete(webhookId);
    this.lookForMore(lane);
  }

  private remember(webhookId: string, { isAnswering }: DeliveryLane): void {
    if (this.answering.size >= MOST_ANSWERING) this.answering.clear();
    if (isAnswering) this.answering.add(webhookId);
    else this.answering.delete(webhookId);
  }

  /** The next call need not wait until this one's result is in the database. */
  private answered(webhookId: string, lane: DeliveryLane): void {
    if (lane.hasFew) this.lookForMore(lane);
    this.pump(webhookId);
    if (this.patient.size > 0 && this.hasFew()) for (const go of this.patient) go();
  }

  /** What was left due in the database while the lane was full; one that stops would only keep it from others. */
  private lookForMore(lane: DeliveryLane): void {
    if (!lane.hasLeft || this.isStopping) return;
    lane.hasLeft = false;
    this.onRoom();
  }

  private async deliverTogether(deliveries: readonly DueDelivery[], onEnd: (isAnswered: boolean | undefined) => void): Promise<void> {
    const startMs = Date.now();
    const ended = (isAnswered?: boolean): void => {
      this.unwritten += deliveries.length;
      onEnd(isAnswered);
    };
    try {
      const results = await this.callReceiver.call(deliveries).catch((error: unknown) => {
        ended();
        throw error;
      });
      ended(results.some(({ status }) => status !== undefined));
      this.observe.done(deliveries, results, startMs);
      await Promise.all(results.map((result, index) => this.record(deliveries[index]!, result)));
    } catch (error) {
      if (error instanceof FormChanged) await this.log.giveBack(deliveries).catch((failure: unknown) => this.leave(deliveries[0]!, failure));
      else this.leave(deliveries[0]!, error);
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

  /** What was not brought out, or not recorded, stays due; the sweep brings it out again. */
  private leave(delivery: DueDelivery, error: unknown): void {
    const { eventId, webhookId } = delivery;
    this.logger.warn({ err: error, eventId, webhookId, messageId: messageIdOf(delivery) }, 'a delivery could not be made or recorded; the sweep takes it up again');
  }

  /** Lanes that stood still go on. */
  private wrote(count: number): void {
    const wasFull = this.unwritten >= MOST_UNWRITTEN;
    this.unwritten -= count;
    if (wasFull && this.unwritten < MOST_UNWRITTEN) for (const webhookId of this.lanes.keys()) this.pump(webhookId);
  }
}
