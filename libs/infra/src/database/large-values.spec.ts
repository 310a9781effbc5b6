import { describe, expect, it } from '@jest/globals';
import { LargeValues } from './large-values.js';

const MB = 1024 * 1024;

/** Work that goes on until it is ended, and the names of what has begun. */
function works(values: LargeValues): { begun: string[]; begin: (name: string, bytes: number) => Promise<unknown>; end: (name: string, error?: Error) => void; settle: () => Promise<void> } {
  const begun: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  return {
    begun,
    begin: (name, bytes) =>
      values.during(bytes, () => {
        begun.push(name);
        return new Promise<string>((resolve, reject) => ends.set(name, { resolve: () => resolve(name), reject }));
      }),
    end: (name, error) => (error ? ends.get(name)!.reject(error) : ends.get(name)!.resolve()),
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

describe('work on large values', () => {
  it('begins at once while all of it takes 32 MB, and waits in turn then', async () => {
    const { begun, begin, end, settle } = works(new LargeValues());
    const first = begin('first', 20 * MB);
    void begin('second', 10 * MB);
    void begin('third', 20 * MB);
    void begin('fourth', 1 * MB);
    await settle();
    expect(begun).toEqual(['first', 'second']);
    end('first');
    expect(await first).toBe('first');
    await settle();
    expect(begun).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('lets the next one begin when it fails', async () => {
    const { begun, begin, end, settle } = works(new LargeValues());
    const first = begin('first', 32 * MB);
    void begin('second', 1);
    end('first', new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await settle();
    expect(begun).toEqual(['first', 'second']);
  });

  it('of more than 32 MB goes alone', async () => {
    const { begun, begin, end, settle } = works(new LargeValues());
    void begin('small', 1);
    void begin('huge', 100 * MB);
    void begin('next', 1);
    await settle();
    expect(begun).toEqual(['small']);
    end('small');
    await settle();
    expect(begun).toEqual(['small', 'huge']);
    end('huge');
    await settle();
    expect(begun).toEqual(['small', 'huge', 'next']);
  });

  it('is turned away when a hundred wait', async () => {
    const { begun, begin } = works(new LargeValues());
    void begin('first', 32 * MB);
    for (let waiting = 1; waiting <= 100; waiting++) void begin(`waiting ${waiting}`, 1);
    expect(await begin('one more', 1)).toBeUndefined();
    expect(begun).toEqual(['first']);
  });
});
