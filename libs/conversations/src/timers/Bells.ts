import type { Clock, JobQueue, Logger } from '@chatloom/platform';

/** Timers due within the same quarter of a second share one bell. */
export const BELL_BUCKET_MS = 250;
/** Bells further away than this are left to the sweeper's look-ahead: a queue that is emptied loses less. */
export const BELL_HORIZON_MS = 3_600_000;
const MAX_REMEMBERED = 10_000;

/**
 * Sets one bell per due moment, not per timer (DESIGN §4). Losing a bell costs at most the sweeper's interval, so
 * nobody waits for the queue: setting happens behind the turn that started the timer.
 */
export class Bells {
  private readonly set = new Set<number>();

  constructor(
    private readonly queue: JobQueue,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** See to it that something rings at these moments, epoch ms. */
  ringAt(moments: Iterable<number>): void {
    const now = this.clock.now();
    const buckets: number[] = [];
    for (const moment of moments) {
      const bucket = Math.ceil(moment / BELL_BUCKET_MS) * BELL_BUCKET_MS;
      if (bucket > now + BELL_HORIZON_MS || this.set.has(bucket)) continue;
      if (this.set.size >= MAX_REMEMBERED) this.forgetPast(now);
      this.set.add(bucket);
      buckets.push(bucket);
    }
    if (buckets.length === 0) return;
    this.queue.ringAll('timers', buckets.map((bucket) => ({ id: `due-${bucket}`, dueAt: bucket }))).catch((error: Error) => {
      for (const bucket of buckets) this.set.delete(bucket);
      this.logger.warn({ err: error, count: buckets.length }, 'Bells could not be set; the sweeper will ring.');
    });
  }

  private forgetPast(now: number): void {
    for (const bucket of this.set) if (bucket < now) this.set.delete(bucket);
    if (this.set.size >= MAX_REMEMBERED) this.set.clear();
  }
}
