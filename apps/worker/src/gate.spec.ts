import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Gate } from './gate.js';

/** A piece of work that is inside from its start until it is ended. */
class Work {
  isInside = false;
  private end!: () => void;
  private fail!: (error: Error) => void;
  readonly passed: Promise<void>;

  constructor(gate: Gate) {
    this.passed = gate.pass(() => {
      this.isInside = true;
      return new Promise<void>((resolve, reject) => {
        this.end = resolve;
        this.fail = reject;
      });
    });
  }

  async finish(): Promise<void> {
    this.end();
    await this.passed;
  }

  async break(): Promise<void> {
    this.fail(new Error('broken'));
    await expect(this.passed).rejects.toThrow('broken');
  }
}

describe('a gate', () => {
  let utilization = 1;
  const clock = { eventLoopUtilization: () => ({ idle: 0, active: 0, utilization }) };
  const inside = async (works: readonly Work[]): Promise<boolean[]> => {
    await jest.advanceTimersByTimeAsync(0);
    return works.map((work) => work.isInside);
  };

  beforeEach(() => {
    utilization = 1;
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('lets so many in at once, and the others one by one in their order as room is made', async () => {
    const gate = new Gate(2, clock);
    const works = [new Work(gate), new Work(gate), new Work(gate), new Work(gate)];
    expect(await inside(works)).toEqual([true, true, false, false]);
    await works[1]!.finish();
    expect(await inside(works)).toEqual([true, true, true, false]);
    await works[0]!.finish();
    expect(await inside(works)).toEqual([true, true, true, true]);
  });

  it('makes room when a piece of work fails, whose error is the caller’s', async () => {
    const gate = new Gate(1, clock);
    const works = [new Work(gate), new Work(gate)];
    await inside(works);
    await works[0]!.break();
    expect(await inside(works)).toEqual([true, true]);
  });

  it('keeps the room of those that left while nobody waited', async () => {
    const gate = new Gate(1, clock);
    const first = new Work(gate);
    await inside([first]);
    await first.finish();
    expect(await inside([new Work(gate), new Work(gate)])).toEqual([true, false]);
  });

  it('lets nobody else in while the process is busy, however long the work takes', async () => {
    const gate = new Gate(1, clock);
    const works = [new Work(gate), new Work(gate)];
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await inside(works)).toEqual([true, false]);
  });

  it('lets the next in when the work only waits for others, and makes room only once for it', async () => {
    const gate = new Gate(1, clock);
    const works = [new Work(gate), new Work(gate), new Work(gate)];
    await jest.advanceTimersByTimeAsync(500);
    utilization = 0.2;
    await jest.advanceTimersByTimeAsync(100);
    utilization = 1;
    expect(await inside(works)).toEqual([true, true, false]);
    await works[0]!.finish();
    expect(await inside(works)).toEqual([true, true, false]);
    await works[1]!.finish();
    expect(await inside(works)).toEqual([true, true, true]);
  });
});
