/** Makes what is dear to make, and always the same for its key, once; with `most` keys all is forgotten. What `make` throws is not remembered. */
export function remembering<T>(most: number, make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    if (made.size >= most) made.clear();
    made.set(key, value);
    return value;
  };
}

/** What was loaded, trusted for `forMs` by a clock that nobody sets; with `most` keys all is forgotten, since keys may be made up by strangers. */
export class Memory<T> {
  private readonly known = new Map<string, { value: Promise<T>; untilMs: number }>();

  constructor(private readonly options: { forMs: number; most: number }) {}

  /** Those who ask at once share one load; one that fails is not remembered. */
  get(key: string, load: () => Promise<T>): Promise<T> {
    const known = this.known.get(key);
    if (known && known.untilMs > performance.now()) return known.value;
    if (this.known.size >= this.options.most) this.known.clear();
    const loading = { value: load(), untilMs: performance.now() + this.options.forMs };
    this.known.set(key, loading);
    loading.value.catch(() => {
      if (this.known.get(key) === loading) this.known.delete(key);
    });
    return loading.value;
  }

  forget(key: string): void {
    this.known.delete(key);
  }

  clear(): void {
    this.known.clear();
  }
}
