import type { Database } from './database/database';
import type { LifecyclePart } from './lifecycle';
import type { Logger } from './logger';
import { type SteadyTime, steadyTime } from './steadyTime';

export interface ClockGuardOptions {
  database: Database;
  /** The machine's clock, epoch ms. */
  machineClock?: () => number;
  /** The process's time, which is set right. */
  time?: Pick<SteadyTime, 'watch' | 'trust' | 'correct'>;
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
 * Compares the machine's clock with the database's: every minute, and at once when it was set. Our own times stay right meanwhile (`SteadyTime`), but the
 * queue's library judges locks by the machine's clock: a process a minute ahead takes over jobs that others are working on (RELIABILITY D10).
 */
export class ClockGuard implements LifecyclePart {
  readonly name = 'the clock guard';
  private timer: NodeJS.Timeout | null = null;
  private skewMs = 0;

  constructor(private readonly options: ClockGuardOptions) {}

  /** @throws Error while the clock is hopelessly wrong: nothing behind this part begins before it is right */
  async start(): Promise<void> {
    this.time.watch(() => void this.look().catch(() => undefined));
    await this.look(true);
    if (Math.abs(this.skewMs) > HOPELESS_MS) throw new Error(this.sentence());
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
  async look(isStarting = false): Promise<void> {
    const { database, logger, onSkewed, onHopeless, machineClock = Date.now } = this.options;
    const before = machineClock();
    const { rows } = await database.pg.query<{ now: string }>('platform.clock', 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now');
    // The answer belongs to a moment between question and answer; the middle is at most half the way wrong.
    const skewMs = (before + machineClock()) / 2 - Number(rows[0]?.now);
    const wasSkewed = this.isSkewed;
    this.skewMs = skewMs;
    if (this.isSkewed) this.time.correct(Number(rows[0]?.now));
    else this.time.trust();
    if (Math.abs(skewMs) > HOPELESS_MS && !isStarting) onHopeless(this.sentence());
    if (this.isSkewed === wasSkewed) return;
    logger.error({ skewMs: Math.round(skewMs) }, this.isSkewed ? 'The clock is wrong: no job is claimed until it is right.' : 'The clock is right again.');
    onSkewed(this.isSkewed);
  }

  private get isSkewed(): boolean {
    return Math.abs(this.skewMs) > SKEWED_MS;
  }

  private get time(): Pick<SteadyTime, 'watch' | 'trust' | 'correct'> {
    return this.options.time ?? steadyTime;
  }

  private sentence(): string {
    return `The clock of this machine differs from the database's by ${Math.round(this.skewMs / 1000)} s.`;
  }
}
