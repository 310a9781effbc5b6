export interface BatcherOptions<I, O> {
  /** Answers in the order of the items. When it throws, every item of the batch fails with that error. */
  run: (items: I[]) => Promise<O[]>;
  maxItems: number;
  /** How long the first item of a batch waits for others. */
  maxDelayMs?: number;
  /** Batches in flight at once; more wait and grow. */
  concurrency?: number;
}

/**
 * Brings single calls that come within a moment together into one statement and one commit.
 * Every caller gets its own answer. Under load batches fill up while earlier ones are in flight.
 */
export function createBatcher<I, O>({ run, maxItems, maxDelayMs = 2, concurrency = 2 }: BatcherOptions<I, O>): (item: I) => Promise<O> {
  interface Waiting {
    item: I;
    resolve: (value: O) => void;
    reject: (reason: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let inFlight = 0;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    while (waiting.length > 0 && inFlight < concurrency) {
      const batch = waiting.slice(0, maxItems);
      waiting = waiting.slice(maxItems);
      void settle(batch);
    }
  };

  const settle = async (batch: Waiting[]): Promise<void> => {
    inFlight++;
    try {
      const answers = await run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(answers[index] as O));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    } finally {
      inFlight--;
      if (waiting.length > 0) flush();
    }
  };

  return (item) =>
    new Promise<O>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (waiting.length >= maxItems) flush();
      else timer ??= setTimeout(flush, maxDelayMs);
    });
}
