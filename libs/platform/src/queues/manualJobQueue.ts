import type { Clock } from '../clock';
import { type Bell, delayUntil, JobQueue, type QueueName, type RungBell } from './jobQueue';

/** A queue for tests: bells are kept in order of their due time, and ring only when the test says so. */
export class ManualJobQueue extends JobQueue {
  private readonly bells: { queue: QueueName; dueAt: number; bell: RungBell }[] = [];
  private readonly handlers = new Map<QueueName, (bell: RungBell) => Promise<void>>();

  constructor(private readonly clock: Clock) {
    super();
  }

  async ring(queue: QueueName, bell: Bell): Promise<void> {
    if (this.bells.some((one) => one.queue === queue && one.bell.id === bell.id)) return;
    const dueAt = this.clock.now() + delayUntil(bell, this.clock.now());
    this.bells.push({ queue, dueAt, bell: { id: bell.id, payload: bell.payload ?? {} } });
  }

  async ringAll(queue: QueueName, bells: readonly Bell[]): Promise<void> {
    for (const bell of bells) await this.ring(queue, bell);
  }

  handle(queue: QueueName, handler: (bell: RungBell) => Promise<void>): void {
    this.handlers.set(queue, handler);
  }

  /** Bells set and not yet rung, earliest first. */
  waiting(queue?: QueueName): readonly { queue: QueueName; dueAt: number; bell: RungBell }[] {
    return this.bells.filter((one) => queue === undefined || one.queue === queue).sort((a, b) => a.dueAt - b.dueAt);
  }

  /** Ring everything due by now, also what handlers set meanwhile. @returns how many rang. */
  async ringDue(): Promise<number> {
    let rang = 0;
    for (;;) {
      const next = this.waiting().find((one) => one.dueAt <= this.clock.now());
      if (!next) return rang;
      this.bells.splice(this.bells.indexOf(next), 1);
      await this.handlers.get(next.queue)?.(next.bell);
      rang += 1;
    }
  }

  /** Lose all bells, as an emptied Redis does. */
  loseAll(): void {
    this.bells.length = 0;
  }
}
