import { describe, expect, it } from '@jest/globals';
import { createBatcher } from './batcher.js';

describe('a batcher', () => {
  it('brings calls of the same moment together and gives each its own answer', async () => {
    const batches: number[][] = [];
    const double = createBatcher({ maxItems: 10, run: async (items: number[]) => (batches.push(items), items.map((item) => item * 2)) });
    expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('never puts more than maxItems in one batch, nor more than `concurrency` batches in flight', async () => {
    let inFlight = 0;
    let mostInFlight = 0;
    const sizes: number[] = [];
    const pass = createBatcher({
      maxItems: 4,
      concurrency: 2,
      run: async (items: number[]) => {
        sizes.push(items.length);
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        await new Promise((resolve) => setImmediate(resolve));
        inFlight--;
        return items;
      },
    });
    const numbers = Array.from({ length: 30 }, (_, index) => index);
    expect(await Promise.all(numbers.map(pass))).toEqual(numbers);
    expect(Math.max(...sizes)).toBe(4);
    expect(mostInFlight).toBe(2);
  });

  it('fails every call of a batch that fails', async () => {
    const fail = createBatcher({ maxItems: 10, run: async () => Promise.reject(new Error('away')) });
    const results = await Promise.allSettled([fail(1), fail(2)]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
  });

  it('tries the items of a failed batch alone when asked to, so that one bad item harms no other', async () => {
    const refuse = createBatcher({
      maxItems: 10,
      retryAlone: () => true,
      run: async (items: string[]) => {
        if (items.includes('bad')) throw new Error('bad');
        return items;
      },
    });
    const results = await Promise.allSettled([refuse('a'), refuse('bad'), refuse('b')]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('goes on with what waits after a batch has failed', async () => {
    let runs = 0;
    const flaky = createBatcher({
      maxItems: 1,
      concurrency: 1,
      run: async (items: number[]) => {
        if (runs++ === 0) throw new Error('once');
        return items;
      },
    });
    const results = await Promise.allSettled([flaky(1), flaky(2), flaky(3)]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });
});
