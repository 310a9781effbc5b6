import { Inject, Injectable } from '@nestjs/common';
import { Turns } from '@app/core';
import { isDatabaseUnavailable, isWorthRepeating, LOGGER, type Logger, Metrics, TooBusy } from '@app/infra';
import { ApplyEvents } from './apply-events.js';
import { type StoredEvent, StoredEvents } from './stored-events.js';

/** Larger bodies are worked on one by one: a chunk of fifty may have 10 MB each. */
const LARGE_BYTES = 64_000;
/** Ten megabytes of them may be hundreds once they are parsed. */
const LARGE_AT_ONCE = 2;
/** What waits is an id only; the sweep brings what finds no place. */
const MOST_LARGE_WAITING = 1_000;

/** Works on what providers told us. */
@Injectable()
export class ProcessProviderEvents {
  /** By the secret that signed them: those of one business's app have half of the turns. */
  private readonly largeTurns = new Turns({ atOnce: LARGE_AT_ONCE, mostWaiting: MOST_LARGE_WAITING });
  private readonly large = new Map<string, Promise<void>>();
  private isStopping = false;

  constructor(
    @Inject(StoredEvents) private readonly storedEvents: StoredEvents,
    @Inject(ApplyEvents) private readonly applyEvents: ApplyEvents,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Resolves when the small ones are worked on; the large ones are when their turn comes, and hold nobody up until then. */
  async process(ids: readonly string[]): Promise<void> {
    const events = await this.storedEvents.read(ids, LARGE_BYTES);
    for (const event of events) if (event.rawBody === null) this.processLater(event);
    await this.processInHand(events.filter(({ rawBody }) => rawBody !== null));
  }

  /** Resolves when no large one is worked on any more; those that wait are left to others. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.large.values());
  }

  private processLater({ id, secretHash }: StoredEvent): void {
    // The sweep brings it again while it waits.
    if (this.large.has(id)) return;
    const processed = this.largeTurns.inTurn(async () => this.isStopping || this.processInHand(await this.storedEvents.read([id])), secretHash)
      .catch((error: unknown) => this.logger.warn({ err: error, providerEventId: id }, 'a large provider event could not be worked on; the sweep takes it up again'))
      .finally(() => this.large.delete(id));
    this.large.set(id, processed.then(() => undefined));
  }

  private async processInHand(events: readonly StoredEvent[]): Promise<void> {
    if (events.length > 0) await this.storedEvents.keepInHand(events, () => this.processTogether(events));
  }

  /** Throws when the database is away: then nothing is said about the events. */
  private async processTogether(events: readonly StoredEvent[]): Promise<void> {
    try {
      await this.apply(events);
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      // One that can't be worked on must not keep the others from being.
      for (const event of events) await this.applyAlone(event);
    }
  }

  private async applyAlone(event: StoredEvent): Promise<void> {
    try {
      await this.apply([event]);
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      // Too many wait for what its business holds: the sweep brings it again.
      if (error instanceof TooBusy) return;
      if (isWorthRepeating(error) && (await this.storedEvents.tryLater(event))) return;
      await this.setAside(event, error);
    }
  }

  private async apply(events: readonly StoredEvent[]): Promise<void> {
    const closed = await this.applyEvents.apply(events);
    await this.storedEvents.done(events.filter((event) => !closed.has(event)));
    for (const event of closed) await this.setAside(event, new Error('The secrets of an account that it names can not be opened.'));
  }

  private async setAside(event: StoredEvent, error: unknown): Promise<void> {
    this.logger.error({ err: error, providerEventId: event.id }, 'a provider event could not be worked on and is set aside');
    this.metrics.providerEventsSetAside.inc();
    await this.storedEvents.setAside(event);
  }
}
