import { describe, expect, it } from '@jest/globals';
import { CHUNK_SIZE, ChunkQueue } from './chunk-queue.js';

type AddBulk = ConstructorParameters<typeof ChunkQueue>[0]['addBulk'];
type Jobs = Parameters<AddBulk>[0];

/** A queue's backend that answers when it is told to. */
class Backend {
  readonly calls: Jobs[] = [];
  readonly noticed: unknown[] = [];
  private onCall: () => void = () => undefined;
  private readonly open: { resolve: () => void; reject: (error: Error) => void }[] = [];
  readonly queue = new ChunkQueue({
    on: () => undefined,
    addBulk: (jobs: Jobs) => {
      this.calls.push(jobs);
      this.onCall();
      return new Promise((resolve, reject) => this.open.push({ resolve: () => resolve([]), reject }));
    },
  } as unknown as ConstructorParameters<typeof ChunkQueue>[0], { notice: (error) => this.noticed.push(error) });

  nextCall(): Promise<void> {
    return new Promise((resolve) => (this.onCall = resolve));
  }

  answer(): void {
    this.open.shift()!.resolve();
  }

  refuse(): void {
    this.open.shift()!.reject(new Error('away'));
  }

  /** Ids of each job of a call. */
  idsOf(call: number): string[][] {
    return this.calls[call]!.map(({ data }) => data.ids);
  }
}

const ids = (count: number, name = 'id'): string[] => Array.from({ length: count }, (_, index) => `${name}-${index}`);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a queue of chunks', () => {
  it('brings ids together that come while the backend is called, in one call and in full jobs', async () => {
    const backend = new Backend();
    const all = [backend.queue.add(['a'])];
    await turn();
    all.push(...ids(CHUNK_SIZE + 1).map((id) => backend.queue.add([id])));
    expect(backend.calls).toHaveLength(1);
    backend.answer();
    await turn();
    expect(backend.calls).toHaveLength(2);
    expect(backend.idsOf(1)).toEqual([ids(CHUNK_SIZE), [`id-${CHUNK_SIZE}`]]);
    backend.answer();
    await Promise.all(all);
    expect(backend.calls).toHaveLength(2);
  });

  it('resolves an addition when the call with its own ids is answered, not before', async () => {
    const backend = new Backend();
    let isAdded = false;
    void backend.queue.add(['first']);
    await turn();
    const second = backend.queue.add(['second']).then(() => (isAdded = true));
    backend.answer();
    await turn();
    expect(isAdded).toBe(false);
    backend.answer();
    await second;
    expect(backend.idsOf(1)).toEqual([['second']]);
  });

  it('is flushed when what waits has been handed over too', async () => {
    const backend = new Backend();
    void backend.queue.add(['first']);
    await turn();
    void backend.queue.add(['second']);
    let isFlushed = false;
    const flushed = backend.queue.flush().then(() => (isFlushed = true));
    backend.answer();
    await turn();
    expect(isFlushed).toBe(false);
    backend.answer();
    await flushed;
    expect(backend.idsOf(1)).toEqual([['second']]);
  });

  it('keeps what has to wait in jobs of their own, with their own delays', async () => {
    const backend = new Backend();
    void backend.queue.add(['running']);
    await turn();
    const added = [backend.queue.add(['later'], { delayMs: 500.2 }), backend.queue.add(['now']), backend.queue.add(['much later'], { delayMs: 9_000 }), backend.queue.add(['now too'])];
    backend.answer();
    await turn();
    expect(backend.calls[1]!.map(({ data, opts }) => [data.ids, opts?.delay])).toEqual([[['now', 'now too'], undefined], [['later'], 501], [['much later'], 9_000]]);
    backend.answer();
    await Promise.all(added);
  });

  it('puts bulk in jobs of its own, behind all others', async () => {
    const backend = new Backend();
    void backend.queue.add(['running']);
    await turn();
    const added = [backend.queue.add(ids(CHUNK_SIZE + 1), { isBulk: true }), backend.queue.add(['one'])];
    backend.answer();
    await turn();
    expect(backend.calls[1]!.map(({ data, opts }) => [data.ids.length, opts?.priority])).toEqual([[1, undefined], [CHUNK_SIZE, 1], [1, 1]]);
    backend.answer();
    await Promise.all(added);
  });

  it('lets go what the backend refuses, and goes on with the next', async () => {
    const backend = new Backend();
    const refused = backend.queue.add(['refused']);
    await turn();
    backend.refuse();
    await refused;
    const taken = backend.queue.add(['taken']);
    await turn();
    backend.answer();
    await taken;
    expect(backend.idsOf(1)).toEqual([['taken']]);
  });

  it('gathers for a moment after a call with many ids, and calls at once after one with few', async () => {
    const backend = new Backend();
    const many = backend.queue.add(ids(CHUNK_SIZE));
    await turn();
    backend.answer();
    await many;
    const gathered = [backend.queue.add(['a'])];
    await turn();
    gathered.push(backend.queue.add(['b']));
    expect(backend.calls).toHaveLength(1);
    await backend.nextCall();
    expect(backend.idsOf(1)).toEqual([['a', 'b']]);
    backend.answer();
    await Promise.all(gathered);
    void backend.queue.add(['c']);
    await turn();
    expect(backend.idsOf(2)).toEqual([['c']]);
  });

  it('does not gather ids without end while the backend is away', async () => {
    const backend = new Backend();
    void backend.queue.add(['first']);
    await turn();
    const added = Array.from({ length: 30 }, (_, round) => backend.queue.add(ids(10_000, `r${round}`)));
    backend.answer();
    await turn();
    expect(backend.idsOf(1).flat()).toHaveLength(100_000);
    backend.answer();
    await Promise.all(added);
  });
});
