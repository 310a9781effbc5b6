export interface BatcherOptions<I, O> {
  /** Answers in the order of the items. */
  run: (items: I[]) => Promise<O[]>;
  maxItems: number;
  /** Batches in flight at once; while they are, further calls gather in the next one. */
  concurrency?: number;
  /** When a batch of several fails with an error that this holds for, each item is tried alone, so that one bad item harms no other. */
  retryAlone?: (error: unknown) => boolean;
}

/**
 * Brings single calls that come together into one statement and one commit; every caller gets its own answer.
 * A call that finds nothing in flight goes out with those of the same turn of the event loop, without waiting;
 * under load batches fill up while earlier ones are on their way.
 */
export function createBatcher<I, O>({ run, maxItems, concurrency = 2, retryAlone }: BatcherOptions<I, O>): (item: I) => Promise<O> {
  interface Waiting {
    item: I;
    resolve: (value: O) => void;
    reject: (reason: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let inFlight = 0;
  let isScheduled = false;

  const flush = (): void => {
    isScheduled = false;
    while (waiting.length > 0 && inFlight < concurrency) {
      const batch = waiting.slice(0, maxItems);
      waiting = waiting.slice(maxItems);
      inFlight++;
      void settle(batch).finally(() => {
        inFlight--;
        if (waiting.length > 0) schedule();
      });
    }
  };

  const schedule = (): void => {
    if (isScheduled || inFlight >= concurrency) return;
    isScheduled = true;
    setImmediate(flush);
  };

  const settle = async (batch: Waiting[]): Promise<void> => {
    try {
      const answers = await run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(answers[index] as O));
    } catch (error) {
      if (batch.length > 1 && retryAlone?.(error)) for (const one of batch) await settle([one]);
      else batch.forEach(({ reject }) => reject(error));
    }
  };

  return (item) =>
    new Promise<O>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}
