import type { Logger } from './logger';

/**
 * Logs an error that may come hundreds of times a second (BullMQ has no back-off on errors, RELIABILITY D7) at most
 * once per `everyMs` and key, saying how many were left out.
 */
export class ThrottledLog {
  private readonly keys = new Map<string, { loggedAt: number; suppressed: number }>();

  constructor(
    private readonly logger: Logger,
    private readonly everyMs = 5_000,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @param key a small set of words: the queue and the kind of error, not ids. */
  error(key: string, error: Error, sentence: string): void {
    const now = this.now();
    const entry = this.keys.get(key);
    if (entry && now - entry.loggedAt < this.everyMs) {
      entry.suppressed += 1;
      return;
    }
    this.logger.error({ err: error, name: key, ...(entry?.suppressed ? { suppressed: entry.suppressed } : {}) }, sentence);
    this.keys.set(key, { loggedAt: now, suppressed: 0 });
  }
}
