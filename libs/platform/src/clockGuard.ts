import type { Clock } from './clock';
import type { Database } from './database/database';
import type { LifecyclePart } from './lifecycle';
import type { Logger } from './logger';

export interface ClockGuardOptions {
  database: Database;
  clock: Clock;
  logger: Logger;
  /** Called when the difference passes 2 s (true) and when it is small again (false): claim nothing meanwhile. */
  onSkewed: (isSkewed: boolean) => void;
  /** Called at more than 10 s: this process must leave. */
  onHopeless: (sentence: string) => void;
  /** Default: a minute. */
  everyMs?: number;
}

const SKEWED_MS = 2_000;
const HOPELESS_MS = 10_000;

/**
 * Compares our clock with the database's. Locks and due times are judged by the clock of whoever looks: a process a
 * minute ahead takes over jobs that others are working on, and rings bells early (RELIABILITY D10).
 */
export class ClockGuard implements LifecyclePart {
  readonly name = 'the clock guard';
  private timer: NodeJS.Timeout | null = null;
  private skewMs = 0;

  constructor(private readonly options: ClockGuardOptions) {}

  async start(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look().catch(() => undefined), this.options.everyMs ?? 60_000);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  trouble(): string | null {
    return this.isSkewed ? `The clock of this machine differs from the database's by ${Math.round(this.skewMs)} ms.` : null;
  }

  /** Compare once. @throws when the database does not answer; the last finding stands then. */
  async look(): Promise<void> {
    const { database, clock, logger, onSkewed, onHopeless } = this.options;
    const before = clock.now();
    const { rows } = await database.pg.query<{ now: string }>('platform.clock', 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now');
    // The answer belongs to a moment between question and answer; the middle is at most half the way wrong.
    const skewMs = (before + clock.now()) / 2 - Number(rows[0]?.now);
    const wasSkewed = this.isSkewed;
    this.skewMs = skewMs;
    if (Math.abs(skewMs) > HOPELESS_MS) onHopeless(`The clock of this machine differs from the database's by ${Math.round(skewMs / 1000)} s.`);
    if (this.isSkewed === wasSkewed) return;
    logger.error({ skewMs: Math.round(skewMs) }, this.isSkewed ? 'The clock is wrong: no job is claimed until it is right.' : 'The clock is right again.');
    onSkewed(this.isSkewed);
  }

  private get isSkewed(): boolean {
    return Math.abs(this.skewMs) > SKEWED_MS;
  }
}
