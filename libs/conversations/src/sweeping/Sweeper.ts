import type { Clock, Logger } from '@chatloom/platform';

/** Something to be looked at again and again, because whoever should have said so may have died. */
export interface Chore {
  name: string;
  /** Pause between two runs, ms. */
  everyMs: number;
  /** Must be safe to run in several processes at once. */
  run(now: number): Promise<void>;
}

/** Runs chores side by side, each never twice at once. A chore that fails is tried again at its next time. */
export class Sweeper {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    private readonly chores: readonly Chore[],
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  start(): void {
    for (const chore of this.chores) this.plan(chore, 0);
  }

  /** Resolves when no chore is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.running);
  }

  private plan(chore: Chore, afterMs: number): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const run = this.run(chore).finally(() => {
        this.running.delete(run);
        this.plan(chore, chore.everyMs);
      });
      this.running.add(run);
    }, afterMs);
    this.timers.add(timer);
  }

  private async run(chore: Chore): Promise<void> {
    try {
      await chore.run(this.clock.now());
    } catch (error) {
      this.logger.warn({ err: error as Error, name: chore.name }, 'A chore could not be done now.');
    }
  }
}
