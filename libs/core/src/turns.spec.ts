import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

const AT_ONCE = 8;
const MOST_WAITING = 100;

/** Pieces of work that go on until they are ended, by number. */
class Works {
  readonly begun: number[] = [];
  private readonly turns = new Turns({ atOnce: AT_ONCE, mostWaiting: MOST_WAITING });
  private readonly ends = new Map<number, (error?: Error) => void>();

  begin(number: number, owner?: string): Promise<number | undefined> {
    return this.turns.inTurn(() => {
      this.begun.push(number);
      return new Promise<number>((resolve, reject) => this.ends.set(number, (error) => (error ? reject(error) : resolve(number))));
    }, owner);
  }

  async end(number: number, error?: Error): Promise<void> {
    this.ends.get(number)!(error);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('work in turns', () => {
  it('is done so many at a time, in the order that it came', async () => {
    const works = new Works();
    const all = upTo(AT_ONCE + 2).map((number) => works.begin(number));
    expect(works.begun).toEqual(upTo(AT_ONCE));
    await works.end(3);
    expect(await all[3]).toBe(3);
    expect(works.begun).toEqual(upTo(AT_ONCE + 1));
    await works.end(0);
    expect(works.begun).toEqual(upTo(AT_ONCE + 2));
    for (const number of [1, 2, 4, 5, 6, 7, 8, 9]) await works.end(number);
    void works.begin(10);
    expect(works.begun).toContain(10);
  });

  it('lets the next one begin when it fails', async () => {
    const works = new Works();
    const [first] = upTo(AT_ONCE + 1).map((number) => works.begin(number));
    const failed = expect(first).rejects.toThrow('broken');
    await works.end(0, new Error('broken'));
    await failed;
    expect(works.begun).toContain(AT_ONCE);
  });

  it('is turned away when too many wait', async () => {
    const works = new Works();
    for (const number of upTo(AT_ONCE + MOST_WAITING)) void works.begin(number);
    expect(await works.begin(1_000)).toBeUndefined();
    expect(works.begun).toEqual(upTo(AT_ONCE));
  });

  it('of one owner has half of the turns at most, and half of the places to wait', async () => {
    const works = new Works();
    const ofA = upTo(AT_ONCE / 2 + MOST_WAITING / 2).map((number) => works.begin(number, 'a'));
    expect(works.begun).toEqual(upTo(AT_ONCE / 2));
    expect(await works.begin(1_000, 'a')).toBeUndefined();
    for (const number of [100, 101, 102, 103]) void works.begin(number, 'b');
    expect(works.begun).toEqual([0, 1, 2, 3, 100, 101, 102, 103]);
    void works.begin(200, 'c');
    await works.end(101);
    // The next of "a" came first, but "a" has its half.
    expect(works.begun.slice(8)).toEqual([200]);
    await works.end(0);
    expect(await ofA[0]).toBe(0);
    expect(works.begun.slice(9)).toEqual([4]);
  });
});
