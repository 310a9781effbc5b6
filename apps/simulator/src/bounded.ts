/** A map that forgets its oldest entries, so that a long load test does not fill the memory. */
export class BoundedMap<K, V> {
  private readonly entries = new Map<K, V>();

  constructor(
    private readonly limit: number,
    private readonly onForgotten: (key: K, value: V) => void = () => undefined,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: K): V | undefined {
    return this.entries.get(key);
  }

  /** Puts the entry last; the first ones go when there are too many. */
  set(key: K, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size <= this.limit) return;
    for (const [oldestKey, oldest] of this.entries) {
      this.entries.delete(oldestKey);
      this.onForgotten(oldestKey, oldest);
      return;
    }
  }

  values(): V[] {
    return [...this.entries.values()];
  }

  clear(): void {
    this.entries.clear();
  }
}

/** A list that keeps its newest items; adding costs the same however long it is. */
export class RecentList<T> {
  private readonly slots: T[] = [];
  private added = 0;

  constructor(
    private readonly limit: number,
    private readonly onForgotten: (item: T) => void = () => undefined,
  ) {}

  get length(): number {
    return this.slots.length;
  }

  add(item: T): void {
    const slot = this.added % this.limit;
    if (this.slots.length === this.limit) this.onForgotten(this.slots[slot]!);
    this.slots[slot] = item;
    this.added += 1;
  }

  /** Oldest first. */
  items(): T[] {
    const first = this.slots.length < this.limit ? 0 : this.added % this.limit;
    return [...this.slots.slice(first), ...this.slots.slice(0, first)];
  }

  clear(): void {
    this.slots.length = 0;
    this.added = 0;
  }
}
