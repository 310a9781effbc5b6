import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Memory, remembering } from './memory.js';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('what is remembered', () => {
  it('is made once for its key, and again when there were too many keys', () => {
    const made: string[] = [];
    const find = remembering(2, (key) => `${made.push(key)} ${key}`);
    expect([find('a'), find('a'), find('b'), find('a')]).toEqual(['1 a', '1 a', '2 b', '1 a']);
    expect([find('c'), find('a')]).toEqual(['3 c', '4 a']);
  });

  it('is never an error', () => {
    let isBroken = true;
    const find = remembering(2, (key) => {
      if (isBroken) throw new Error('broken');
      return key;
    });
    expect(() => find('a')).toThrow('broken');
    isBroken = false;
    expect(find('a')).toBe('a');
  });
});

describe('what is trusted for a while', () => {
  const memory = (): Memory<number> => new Memory({ forMs: 100, most: 2 });

  it('is loaded once by all who ask at once, and anew when its time is over or it is forgotten', async () => {
    let nowMs = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
    let loads = 0;
    const load = async (): Promise<number> => ++loads;
    const known = memory();
    expect(await Promise.all([known.get('a', load), known.get('a', load)])).toEqual([1, 1]);
    nowMs = 99;
    expect(await known.get('a', load)).toBe(1);
    nowMs = 100;
    expect(await known.get('a', load)).toBe(2);
    known.forget('a');
    expect(await known.get('a', load)).toBe(3);
    known.clear();
    expect(await known.get('a', load)).toBe(4);
  });

  it('is never a failure, and a failure that comes late takes nothing newer away', async () => {
    const known = memory();
    let fail = (): void => undefined;
    const failing = known.get('a', () => new Promise((_resolve, reject) => (fail = () => reject(new Error('away')))));
    known.forget('a');
    const good = known.get('a', async () => 1);
    fail();
    await expect(failing).rejects.toThrow('away');
    expect(await good).toBe(1);
    expect(await known.get('a', async () => 2)).toBe(1);
    await expect(known.get('b', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await known.get('b', async () => 3)).toBe(3);
  });

  it('does not grow without end', async () => {
    const known = memory();
    for (const key of ['a', 'b', 'c']) await known.get(key, async () => 1);
    expect(await known.get('a', async () => 2)).toBe(2);
  });
});
