import type { Logger } from './logger';

/**
 * Chores that are done again and again as long as a process lives: each starts its next round only after the last one has
 * ended, a failure is logged and the next round comes as usual. Rows in the database are the truth; a round finds what
 * is to be done. The owner is a `LifecyclePart` and passes `quiesce` and `stop` on.
 */
export class RepeatingWork {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private stopped = false;

  /** @param name who works, for the log */
  constructor(
    private readonly name: string,
    private readonly logger: Logger,
  ) {}

  /** Do `work` every `everyMs` ms, counted from the end of the round before. */
  every(everyMs: number, chore: string, work: () => Promise<unknown>): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const run: Promise<void> = work()
        .then(() => undefined)
        .catch((error: Error) => this.logger.warn({ err: error, name: `${this.name}: ${chore}` }, 'A chore failed and will be tried again.'))
        .finally(() => {
          this.running.delete(run);
          this.every(everyMs, chore, work);
        });
      this.running.add(run);
    }, everyMs);
    timer.unref();
    this.timers.add(timer);
  }

  /** Work of many parts should end after the present one. */
  get isStopping(): boolean {
    return this.stopped;
  }

  /** Begin nothing new. */
  quiesce(): void {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  /** Resolves when the rounds under way have ended. */
  async stop(): Promise<void> {
    this.quiesce();
    await Promise.all(this.running);
  }
}
