import { ANSWER_TIMEOUT_MS } from './call-receiver.js';
import { DELIVERY_LEASE_S, type DueDelivery, isLarge } from './write-events.js';

const MB = 1024 * 1024;
/** At first, and at most: one more with each answer, one less with each call that has none, so that a receiver that hangs holds few connections. */
const [FIRST_CALLS_IN_FLIGHT, MOST_CALLS_IN_FLIGHT] = [8, 64];
/** A call with a batch holds up to 500 events in memory. */
const MOST_BATCHES_IN_FLIGHT = 4;
/** One that hangs must not hold up the large events of all others. */
const MOST_LARGE_IN_FLIGHT = 2;
/** As large as the largest single event. */
const MOST_BATCH_BYTES = 10 * MB;
const MOST_QUEUED = 10_000;
/** So few are soon gone. */
const FEW_QUEUED = 1_000;
/** What a lane may hold at most. */
const MOST_LANE_BYTES = 16 * MB;
/**
 * What all lanes of a kind may hold, and each one beyond that: receivers that hang must not fill the memory, nor take the
 * place of those that answer. A lane is silent until its receiver's first answer.
 */
const MOST_HELD = { answering: { all: 64 * MB, each: MB }, silent: { all: 16 * MB, each: MB / 8 } };
/** A lane whose last call took less time brings out well over 1,000 a second: what waits in it waits for this process, not for the receiver. */
const FAST_MS = 50;
/** What waited longer than this may run out of its lease while it is being sent, and is left to the sweep. */
const LONGEST_WAIT_MS = DELIVERY_LEASE_S * 1_000 - ANSWER_TIMEOUT_MS - 5_000;

/** Bytes of the payloads that all lanes of a process hold, whether they wait or are in flight, by whether the receiver answered its last call. */
export type HeldBytes = Record<keyof typeof MOST_HELD, number>;

/** One webhook's deliveries in this process: a bounded queue and a bounded number of calls in flight. */
export class DeliveryLane {
  private queued: { delivery: DueDelivery; sinceMs: number }[] = [];
  inFlight = 0;
  private mostInFlight = FIRST_CALLS_IN_FLIGHT;
  private largeInFlight = 0;
  /** It was full, so that deliveries were left due in the database. */
  hasLeft = false;
  lastCallMs = Infinity;
  private kind: keyof HeldBytes;
  private bytes = 0;

  /** `isAnswering`: the receiver is known to have answered its last call. */
  constructor(
    private readonly held: HeldBytes,
    isAnswering: boolean,
  ) {
    this.kind = isAnswering ? 'answering' : 'silent';
  }

  get length(): number {
    return this.queued.length;
  }

  get isEmpty(): boolean {
    return this.inFlight === 0 && this.queued.length === 0;
  }

  get isAnswering(): boolean {
    return this.kind === 'answering';
  }

  get isFillingUp(): boolean {
    return this.queued.length > MOST_QUEUED / 2 || !this.hasRoom(1 / 2);
  }

  get hasFew(): boolean {
    return this.queued.length < FEW_QUEUED && this.hasRoom(1 / 4);
  }

  /** What waits in it waits for this process, not for the receiver. */
  get isFast(): boolean {
    return this.lastCallMs < FAST_MS;
  }

  get mayCall(): boolean {
    const next = this.queued[0]?.delivery;
    if (next && isLarge(next) && this.largeInFlight >= MOST_LARGE_IN_FLIGHT) return false;
    return this.inFlight < (next?.batchSize ? Math.min(MOST_BATCHES_IN_FLIGHT, this.mostInFlight) : this.mostInFlight);
  }

  began(call: readonly DueDelivery[]): void {
    this.inFlight++;
    if (call.some(isLarge)) this.largeInFlight++;
  }

  /** `isAnswered`: undefined when it was not the receiver that ended it. */
  ended(call: readonly DueDelivery[], { tookMs, isAnswered }: { tookMs: number; isAnswered: boolean | undefined }): void {
    this.inFlight--;
    if (call.some(isLarge)) this.largeInFlight--;
    this.letGo(call);
    this.lastCallMs = tookMs;
    if (isAnswered === undefined) return;
    this.become(isAnswered ? 'answering' : 'silent');
    this.mostInFlight = Math.max(1, Math.min(MOST_CALLS_IN_FLIGHT, this.mostInFlight + (isAnswered ? 1 : -1)));
  }

  /** False when it is full. */
  add(delivery: DueDelivery, sinceMs: number): boolean {
    if (this.queued.length >= MOST_QUEUED || !this.hasRoom(1)) {
      this.hasLeft = true;
      return false;
    }
    this.queued.push({ delivery, sinceMs });
    this.hold(bytesOf(delivery));
    return true;
  }

  /** Empties it and returns what waited in it. */
  clear(): DueDelivery[] {
    const left = this.queued.map(({ delivery }) => delivery);
    this.letGo(left);
    this.queued = [];
    return left;
  }

  /** What goes out in one call: one event, or as many of a batch as there are and fit in it. Those that waited too long are passed over. */
  nextCall(): DueDelivery[] {
    const taken: DueDelivery[] = [];
    let bytes = 0;
    for (let next = this.queued[0]; next; next = this.queued[0]) {
      const size = taken[0]?.batchSize;
      const nextBytes = isLarge(next.delivery) ? MOST_BATCH_BYTES : bytesOf(next.delivery);
      if (taken.length > 0 && (!size || taken.length >= size || next.delivery.batchSize !== size || bytes + nextBytes > MOST_BATCH_BYTES)) break;
      this.queued.shift();
      if (performance.now() - next.sinceMs > LONGEST_WAIT_MS) {
        this.letGo([next.delivery]);
        continue;
      }
      taken.push(next.delivery);
      bytes += nextBytes;
    }
    return taken;
  }

  /** Within this part of its bounds. */
  private hasRoom(part: number): boolean {
    const { all, each } = MOST_HELD[this.kind];
    return this.bytes < each * part || (this.bytes < MOST_LANE_BYTES * part && this.held[this.kind] < all * part);
  }

  private become(kind: keyof HeldBytes): void {
    this.held[this.kind] -= this.bytes;
    this.held[kind] += this.bytes;
    this.kind = kind;
  }

  private hold(bytes: number): void {
    this.bytes += bytes;
    this.held[this.kind] += bytes;
  }

  private letGo(deliveries: readonly DueDelivery[]): void {
    for (const delivery of deliveries) this.hold(-bytesOf(delivery));
  }
}

/** In memory; a large one is not there yet. */
function bytesOf({ payload }: DueDelivery): number {
  return payload?.length ?? 0;
}
