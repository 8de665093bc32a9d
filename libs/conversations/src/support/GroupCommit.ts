/**
 * Gathers items that arrive while a write is under way and writes them together: one commit for many callers, and no
 * waiting at all when nothing is under way. Each caller's promise settles with the commit its item was part of.
 */
export class GroupCommit<Item, Result = void> {
  private waiting: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  private running = 0;
  private scheduled = false;

  /**
   * @param write commits a batch; may return one result per item, in order
   * @param limits largest batch, writes under way at once, and how many items may wait before `add` refuses
   */
  constructor(
    private readonly write: (items: Item[]) => Promise<Result[] | void>,
    private readonly limits: { maxBatch: number; maxConcurrent: number; maxWaiting: number },
  ) {}

  /** @throws BacklogFullError when more than `maxWaiting` items already wait: the caller should say "try later". */
  add(item: Item): Promise<Result> {
    if (this.waiting.length >= this.limits.maxWaiting) return Promise.reject(new BacklogFullError());
    return new Promise<Result>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.schedule();
    });
  }

  /** Resolves when nothing waits and nothing is under way. */
  async idle(): Promise<void> {
    while (this.waiting.length > 0 || this.running > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Waits for the end of this turn of the event loop, so that items of one read of many sockets travel together. */
  private schedule(): void {
    if (this.scheduled || this.running >= this.limits.maxConcurrent) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.start();
    });
  }

  private start(): void {
    if (this.running >= this.limits.maxConcurrent || this.waiting.length === 0) return;
    const batch = this.waiting.splice(0, this.limits.maxBatch);
    this.running++;
    this.write(batch.map((entry) => entry.item))
      .then(
        (results) => batch.forEach((entry, i) => entry.resolve((results ? results[i] : undefined) as Result)),
        (error: unknown) => batch.forEach((entry) => entry.reject(error)),
      )
      .finally(() => {
        this.running--;
        this.start();
        if (this.waiting.length > 0) this.schedule();
      });
    if (this.waiting.length > 0) this.schedule();
  }
}

/** Too much is waiting to be written; nothing was taken. */
export class BacklogFullError extends Error {
  constructor() {
    super('Too many writes are waiting.');
    this.name = 'BacklogFullError';
  }
}
