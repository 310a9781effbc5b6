import { describe, expect, it } from '@jest/globals';
import { Gate } from './gate.js';

/** Resolves to true when the promise has resolved by the next turn of the event loop. */
async function isOpen(entered: Promise<unknown>): Promise<boolean> {
  let isIn = false;
  void entered.then(() => (isIn = true));
  await new Promise((resolve) => setImmediate(resolve));
  return isIn;
}

describe('a gate', () => {
  it('lets so many in at once, and the others one by one in their order as room is made', async () => {
    const gate = new Gate(2);
    const [first, second, third, fourth] = [gate.enter(), gate.enter(), gate.enter(), gate.enter()];
    expect([await isOpen(first), await isOpen(second), await isOpen(third)]).toEqual([true, true, false]);
    (await second)();
    expect([await isOpen(third), await isOpen(fourth)]).toEqual([true, false]);
    (await first)();
    expect(await isOpen(fourth)).toBe(true);
  });

  it('makes room once for each that leaves, however often it says so', async () => {
    const gate = new Gate(1);
    const leave = await gate.enter();
    const [second, third] = [gate.enter(), gate.enter()];
    leave();
    leave();
    expect([await isOpen(second), await isOpen(third)]).toEqual([true, false]);
  });

  it('keeps the room of those that left while nobody waited', async () => {
    const gate = new Gate(1);
    (await gate.enter())();
    expect(await isOpen(gate.enter())).toBe(true);
    expect(await isOpen(gate.enter())).toBe(false);
  });
});
