/**
 * Joins look-ups by key: while one query is under way, further keys wait and go together in the next, so that any number
 * of callers costs one query at a time.
 */
export class Gather<K, V> {
  private waiting = new Map<K, { promise: Promise<V | undefined>; resolve(value: V | undefined): void; reject(error: unknown): void }>();
  private running = false;

  /** @param loadMany answers what exists; keys without an entry are absent. */
  constructor(
    private readonly loadMany: (keys: K[]) => Promise<Map<K, V>>,
    private readonly maxKeys = 500,
  ) {}

  load(key: K): Promise<V | undefined> {
    const asked = this.waiting.get(key);
    if (asked) return asked.promise;
    const entry = deferred<V | undefined>();
    this.waiting.set(key, entry);
    if (!this.running) void this.run();
    return entry.promise;
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.size > 0) {
      // A turn of the event loop's micro tasks lets callers of the same moment share the first query too.
      await Promise.resolve();
      const batch = new Map([...this.waiting].slice(0, this.maxKeys));
      for (const key of batch.keys()) this.waiting.delete(key);
      try {
        const found = await this.loadMany([...batch.keys()]);
        for (const [key, entry] of batch) entry.resolve(found.get(key));
      } catch (error) {
        for (const entry of batch.values()) entry.reject(error);
      }
    }
    this.running = false;
  }
}

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
