import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger, Metrics, Tracing } from '@app/infra';
import type { CallReceiver } from './call-receiver.js';
import { DeliverEvents } from './deliver-events.js';
import type { DeliveryLog, DeliveryResult } from './delivery-log.js';
import { ObserveDeliveries } from './observe-deliveries.js';
import type { DueDelivery } from './write-events.js';

const MOST_QUEUED = 10_000;
const MOST_UNWRITTEN = 10_000;
const logger = createLogger('test', 'silent');

/** Lanes whose receiver answers one call when it is told to. */
class Lanes {
  readonly called: DueDelivery[] = [];
  roomsMade = 0;
  private readonly open: (() => void)[] = [];
  /** Of the answers; undefined when there are none. */
  status: number | undefined = 200;
  readonly closed: DeliveryResult[] = [];
  readonly givenBack: DueDelivery[] = [];
  readonly events: DeliverEvents;

  constructor(close: (result: DeliveryResult) => Promise<void> = async () => undefined, answers?: (deliveries: DueDelivery[]) => Promise<DeliveryResult[]>) {
    const onTelling = async (deliveries: DueDelivery[]): Promise<DeliveryResult[]> => {
      this.called.push(...deliveries);
      await new Promise<void>((resolve) => this.open.push(resolve));
      return deliveries.map(({ eventId, webhookId }) => ({ eventId, webhookId, delivered: true, ...(this.status === undefined ? {} : { status: this.status }) }));
    };
    const log = {
      close: (result: DeliveryResult) => close(result).then(() => void this.closed.push(result)),
      giveBack: async (deliveries: DueDelivery[]) => void this.givenBack.push(...deliveries),
    };
    const metrics = new Metrics();
    const observe = new ObserveDeliveries(metrics, new Tracing(undefined, 0), logger);
    this.events = new DeliverEvents({ call: answers ?? onTelling } as unknown as CallReceiver, log as unknown as DeliveryLog, logger, observe, metrics);
    this.events.onRoom = () => this.roomsMade++;
  }

  get inFlight(): number {
    return this.open.length;
  }

  /** Answers calls until so many deliveries have been called. */
  async answerUntil(count: number): Promise<void> {
    while (this.called.length < count) await this.answer();
  }

  /** Answers calls until there are none. */
  async answerAll(): Promise<void> {
    while (this.open.length > 0) {
      for (const answer of this.open.splice(0)) answer();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async answer(): Promise<void> {
    this.open.shift()!();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function deliveries(webhookId: string, count: number): DueDelivery[] {
  return Array.from({ length: count }, (_, index) => ({ eventId: `${webhookId}-${index}`, webhookId, apiSpaceId: 'space', name: 'message.sent', entityId: 'message', revision: 1, payload: '{}', createdAt: new Date(), attempts: 0 }));
}

describe('a lane of deliveries', () => {
  it('that turned deliveries away looks for them once, as soon as few are left in it', async () => {
    const lanes = new Lanes();
    lanes.events.deliver(deliveries('a', 6_000));
    expect(lanes.events.busyWebhooks()).toEqual(['a']);
    await lanes.answerUntil(5_000);
    expect(lanes.roomsMade).toBe(0);
    await lanes.answerUntil(5_100);
    expect(lanes.roomsMade).toBe(1);
    await lanes.answerUntil(6_000);
    expect(lanes.roomsMade).toBe(1);
  });

  it('that is told to stop looks for no more', async () => {
    const lanes = new Lanes();
    lanes.events.deliver(deliveries('a', 6_000));
    expect(lanes.events.busyWebhooks()).toEqual(['a']);
    const stopped = lanes.events.stop();
    await lanes.answerAll();
    await stopped;
    expect(lanes.roomsMade).toBe(0);
  });

  it('that is told to stop gives back what waits, so that others need not wait until its lease is over', async () => {
    const lanes = new Lanes();
    lanes.events.deliver(deliveries('a', 100));
    await lanes.answer();
    const called = lanes.called.length;
    const stopped = lanes.events.stop();
    await lanes.answerAll();
    await stopped;
    expect(lanes.called).toHaveLength(called);
    expect(lanes.givenBack).toHaveLength(100 - called);
  });

  it('that nobody found full does not look for more', async () => {
    const lanes = new Lanes();
    lanes.events.deliver(deliveries('a', 6_000));
    await lanes.answerUntil(6_000);
    expect(lanes.roomsMade).toBe(0);
  });

  it('takes what is found as soon as it has room, and holds no more than it may', async () => {
    const lanes = new Lanes();
    lanes.events.onRoom = () => lanes.events.deliver(deliveries('b', 3));
    lanes.events.deliver(deliveries('a', MOST_QUEUED + 500));
    expect(lanes.events.busyWebhooks()).toEqual(['a']);
    await lanes.answerUntil(MOST_QUEUED + 3);
    expect(lanes.called.filter(({ webhookId }) => webhookId === 'a')).toHaveLength(MOST_QUEUED);
    expect(lanes.called.filter(({ webhookId }) => webhookId === 'b')).toHaveLength(3);
  });

  it('whose receiver hangs holds few events when others that hang hold many: 16 MB together, and a little for each', async () => {
    const lanes = new Lanes();
    const payload = 'x'.repeat(10_000);
    const hanging = Array.from({ length: 20 }, (_, index) => `w${index}`);
    for (const webhookId of hanging) lanes.events.deliver(deliveries(webhookId, 2_000).map((delivery) => ({ ...delivery, payload })));
    expect(lanes.events.busyWebhooks()).toEqual(hanging);
    await lanes.answerAll();
    const taken = hanging.map((webhookId) => lanes.called.filter((delivery) => delivery.webhookId === webhookId).length);
    expect(taken).toEqual([1_678, ...Array.from({ length: 19 }, () => 14)]); // 16 MB, then 128 kB
  });

  it('of a receiver that answered its last call is no silent one when it is made anew, however many others hang', async () => {
    const lanes = new Lanes();
    const payload = 'x'.repeat(10_000);
    const large = (webhookId: string, count: number): DueDelivery[] => deliveries(webhookId, count).map((delivery) => ({ ...delivery, payload }));
    lanes.events.deliver(large('good', 1));
    await lanes.answer();
    lanes.events.deliver(large('hanging', 2_000));
    lanes.events.deliver(large('good', 200));
    await lanes.answerAll();
    expect(lanes.called.filter(({ webhookId }) => webhookId === 'good')).toHaveLength(201);
  });

  it('gives back what it has no room for, when its receiver answers, so that others may have it at once', async () => {
    const lanes = new Lanes();
    lanes.events.deliver(deliveries('a', MOST_QUEUED + 100));
    expect(lanes.givenBack).toEqual([]);
    await lanes.answer();
    lanes.events.deliver(deliveries('a', 100));
    expect(lanes.givenBack).toHaveLength(90);
    await lanes.answerAll();
    expect(lanes.called).toHaveLength(MOST_QUEUED + 10);
  });

  it('that was full of bytes looks for more when most of them are gone, and once', async () => {
    const lanes = new Lanes();
    lanes.events.deliver(deliveries('a', 1_500).map((delivery) => ({ ...delivery, payload: 'x'.repeat(10_000) })));
    expect(lanes.events.busyWebhooks()).toEqual(['a']);
    await lanes.answer();
    expect(lanes.roomsMade).toBe(0);
    await lanes.answerAll();
    expect(lanes.roomsMade).toBe(1);
  });

  it('that is full keeps no other from being called', () => {
    const lanes = new Lanes();
    lanes.events.deliver(deliveries('a', MOST_QUEUED));
    const before = lanes.called.length;
    lanes.events.deliver(deliveries('b', 1));
    expect(lanes.called.slice(before).map(({ webhookId }) => webhookId)).toEqual(['b']);
  });

  it('makes its next call before the result of the last is in the database, and a stop waits for the result', async () => {
    let record = (): void => undefined;
    const lanes = new Lanes(() => new Promise((resolve) => (record = resolve)));
    lanes.events.deliver(deliveries('a', 9));
    expect(lanes.called).toHaveLength(8);
    await lanes.answer();
    expect(lanes.called).toHaveLength(9);
    expect(lanes.closed).toEqual([]);
    const one = new Lanes(() => new Promise((resolve) => (record = resolve)));
    one.events.deliver(deliveries('b', 1));
    await one.answer();
    let isStopped = false;
    const stopped = one.events.stop().then(() => (isStopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isStopped).toBe(false);
    record();
    await stopped;
    expect(one.closed).toHaveLength(1);
  });

  it('calls eight at a time at first, up to 64 with each answer, and fewer, down to one, as calls have no answer', async () => {
    const lanes = new Lanes();
    lanes.events.deliver(deliveries('a', 10_000));
    expect(lanes.inFlight).toBe(8);
    await lanes.answer();
    await lanes.answer();
    expect(lanes.inFlight).toBe(10);
    await lanes.answerUntil(1_000);
    expect(lanes.inFlight).toBe(64);
    lanes.status = undefined;
    await lanes.answerUntil(1_010);
    expect(lanes.inFlight).toBeLessThan(64);
    while (lanes.inFlight > 1) await lanes.answer();
    await lanes.answer();
    expect(lanes.inFlight).toBe(1);
  });

  it('makes no more calls while ten thousand results wait for the database, loses none of what waits, and goes on when they are in it', async () => {
    const recorders: (() => void)[] = [];
    const lanes = new Lanes(() => new Promise((resolve) => recorders.push(resolve)));
    for (const webhookId of ['a', 'b', 'c']) lanes.events.deliver(deliveries(webhookId, 5_000));
    await lanes.answerAll();
    const mostAnswered = MOST_UNWRITTEN + 3 * 64; // those in flight when the last one came
    expect(lanes.called.length).toBeGreaterThanOrEqual(MOST_UNWRITTEN);
    expect(lanes.called.length).toBeLessThanOrEqual(mostAnswered);
    // A new lane waits as well: its result would have nowhere to go.
    lanes.events.deliver(deliveries('d', 1));
    expect(lanes.called.length).toBeLessThanOrEqual(mostAnswered);

    while (recorders.length > 0) {
      for (const record of recorders.splice(0)) record();
      await new Promise((resolve) => setImmediate(resolve));
      await lanes.answerAll();
    }
    expect(lanes.closed).toHaveLength(15_001);
  });

  it('tells of a delivery that is dead although another of the same batch could not be recorded', async () => {
    const call = async (together: DueDelivery[]): Promise<DeliveryResult[]> => together.map(({ eventId, webhookId }) => ({ eventId, webhookId, delivered: false }));
    const lanes = new Lanes((result) => (result.eventId === 'a-1' ? Promise.reject(new Error('no such row')) : Promise.resolve()), call);
    const dead: string[] = [];
    lanes.events.onDead = async ({ eventId }) => void dead.push(eventId);
    lanes.events.deliver(deliveries('a', 3).map((delivery) => ({ ...delivery, batchSize: 3 })));
    await lanes.events.stop();
    expect(dead).toEqual(['a-0', 'a-2']);
  });
});

describe('whoever makes new events', () => {
  let nowMs = 0;
  const isHeld = async (held: Promise<void>): Promise<boolean> => {
    let goesOn = false;
    void held.then(() => (goesOn = true));
    await new Promise((resolve) => setImmediate(resolve));
    return !goesOn;
  };
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is held while a thousand wait for a receiver that answers fast, and goes on as soon as there are fewer', async () => {
    jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const lanes = new Lanes();
    lanes.events.deliver(deliveries('a', 3_000));
    await lanes.answer();
    const held = lanes.events.whenFewWait(600_000);
    await lanes.answerUntil(2_000);
    expect(await isHeld(held)).toBe(true);
    await lanes.answerUntil(2_001);
    expect(await isHeld(held)).toBe(false);
  });

  it('is not held by a receiver that is slow or has not answered yet', async () => {
    jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const lanes = new Lanes();
    lanes.events.deliver(deliveries('a', 3_000));
    expect(await isHeld(lanes.events.whenFewWait(600_000))).toBe(false);
    nowMs += 60;
    await lanes.answer();
    expect(await isHeld(lanes.events.whenFewWait(600_000))).toBe(false);
  });

  it('is held no longer than it says', async () => {
    const lanes = new Lanes();
    lanes.events.deliver(deliveries('a', 3_000));
    await lanes.answer();
    await lanes.events.whenFewWait(1);
  });
});
