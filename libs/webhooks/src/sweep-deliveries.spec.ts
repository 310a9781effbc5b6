import { describe, expect, it } from '@jest/globals';
import type { Claim, ClaimDeliveries } from './claim-deliveries.js';
import type { DeliverEvents } from './deliver-events.js';
import { SweepDeliveries } from './sweep-deliveries.js';
import type { DueDelivery } from './write-events.js';

const A_FULL_CLAIM = 1_000;

const claimOf = (count = 0): Claim => ({ deliveries: Array.from({ length: count }, () => ({}) as DueDelivery), isFull: count >= A_FULL_CLAIM });

/** A database whose claims give the counts that they are told to, and lanes that take them. */
class Due {
  readonly asked: string[] = [];
  readonly events = { isStopping: false, onRoom: (): void => undefined, busyWebhooks: (): string[] => [], deliver: (due: DueDelivery[]): void => this.onTaken(due.length) };
  readonly sweeps: SweepDeliveries;
  onTaken: (count: number) => void = () => undefined;
  /** Called with each claim of single deliveries before it is answered. */
  onClaim: () => Promise<void> = async () => undefined;

  constructor(private readonly counts: number[], private readonly inBatches: number[] = []) {
    const claims = {
      single: async () => {
        this.asked.push('single');
        await this.onClaim();
        return claimOf(this.counts.shift());
      },
      batches: async () => {
        this.asked.push('batches');
        return claimOf(this.inBatches.shift());
      },
    };
    this.sweeps = new SweepDeliveries(claims as unknown as ClaimDeliveries, this.events as unknown as DeliverEvents);
  }
}

describe('a sweep of deliveries', () => {
  it('goes on until there are no more, and looks for full batches then', async () => {
    const due = new Due([A_FULL_CLAIM, A_FULL_CLAIM, 3]);
    expect(await due.sweeps.sweep()).toBe(2 * A_FULL_CLAIM + 3);
    expect(due.asked).toEqual(['single', 'single', 'single', 'batches']);
  });

  it('goes on with batches until a look was not full', async () => {
    const due = new Due([], [1_000, 1_000, 900]);
    expect(await due.sweeps.sweep()).toBe(2_900);
    expect(due.asked).toEqual(['single', 'batches', 'batches', 'batches']);
  });

  it('claims nothing more, no batch either, once the process is told to stop: it would only keep it from others', async () => {
    const due = new Due([A_FULL_CLAIM, A_FULL_CLAIM]);
    due.onTaken = () => (due.events.isStopping = true);
    expect(await due.sweeps.sweep()).toBe(A_FULL_CLAIM);
    expect(due.asked).toEqual(['single']);
  });

  it('for room in many lanes at once is one at a time, and one more for those that came meanwhile', async () => {
    const due = new Due([]);
    let letGo = (): void => undefined;
    due.onClaim = () => new Promise((resolve) => (letGo = resolve));
    for (let lane = 0; lane < 10; lane++) due.events.onRoom();
    expect(due.asked).toEqual(['single']);
    letGo();
    await new Promise((resolve) => setImmediate(resolve));
    expect(due.asked).toEqual(['single', 'single']);
    letGo();
    await new Promise((resolve) => setImmediate(resolve));
    expect(due.asked).toEqual(['single', 'single']);
  });
});
