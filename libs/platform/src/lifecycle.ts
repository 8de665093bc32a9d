import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from './logger';

/** Something that may begin only when the database is there, and must end before it goes. */
export interface LifecyclePart {
  /** For logs: `outbox`, `turns`, … */
  name: string;
  /** Begin working. All tables exist by now. Called once; a failure is logged and tried again until it succeeds. */
  start?(): Promise<void> | void;
  /** Take nothing new from now on. Called for all parts before the first `stop`. */
  quiesce?(): Promise<void> | void;
  /** Resolve when what was begun is finished. Called in reverse order of registration. */
  stop?(): Promise<void> | void;
  /** For `/health/ready`: a sentence when this part does not work at the moment, else null. */
  trouble?(): string | null;
}

export type LifecycleState = 'starting' | 'ready' | 'stopping' | 'stopped';

export interface LifecycleOptions {
  logger: Logger;
  /** Bound for finishing begun work, ms. */
  graceMs: number;
  /** Bound of the pause between two attempts of a failing start, ms. */
  longestPauseMs?: number;
}

/**
 * The order of coming and going. Coming: reach the database (for as long as it takes), migrate, then the parts in the
 * order they registered (Nest makes a part's dependencies first, so they are first here). Going: nothing new is taken,
 * parts finish in reverse order, at most `graceMs`; the caller then closes HTTP, and the database last (RELIABILITY
 * F18, F41).
 */
export class Lifecycle {
  private readonly parts: LifecyclePart[] = [];
  private current: LifecycleState = 'starting';
  private waitingFor: string | null = 'the database';
  private readonly gone = new AbortController();
  private readonly announcements: Announcement[] = [];

  constructor(private readonly options: LifecycleOptions) {}

  get state(): LifecycleState {
    return this.current;
  }

  /** Register a part; in a constructor, so that all are known before anything starts. */
  register(part: LifecyclePart): void {
    this.parts.push(part);
  }

  /** Something a person at the terminal must see once, such as the set-up link; shown when the server is ready. */
  announce(announcement: Announcement): void {
    this.announcements.push(announcement);
  }

  get announced(): readonly Announcement[] {
    return this.announcements;
  }

  /** Sentences saying why the process is not ready to serve; empty = ready. */
  troubles(): string[] {
    if (this.current === 'starting') return [`Waiting for ${this.waitingFor}.`];
    if (this.current !== 'ready') return ['The process is stopping.'];
    return this.parts.flatMap((part) => part.trouble?.() ?? []);
  }

  /** Resolves when ready, or when `stop` was called meanwhile. Failures are logged and tried again, ever more slowly. */
  async start(connectDatabase: () => Promise<void>): Promise<void> {
    await this.insist('the database', connectDatabase);
    for (const part of this.parts) {
      if (part.start) await this.insist(part.name, async () => part.start?.());
    }
    if (this.current === 'starting') {
      this.current = 'ready';
      this.waitingFor = null;
    }
  }

  /** Stop the parts. Resolves at the latest after `graceMs`; what is unfinished then is left to recovery. */
  async stop(): Promise<void> {
    if (this.current === 'stopping' || this.current === 'stopped') return;
    this.current = 'stopping';
    this.gone.abort();
    const timer = new AbortController();
    const tooLate = wait(this.options.graceMs, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const);
    const outcome = await Promise.race([this.stopParts(), tooLate]);
    timer.abort();
    if (outcome === 'late') this.options.logger.warn({ durationMs: this.options.graceMs }, 'Not all work was finished in time; recovery will take it up.');
    this.current = 'stopped';
  }

  private async stopParts(): Promise<'done'> {
    const parts = [...this.parts].reverse();
    await Promise.all(parts.map((part) => this.tolerate(part, () => part.quiesce?.())));
    for (const part of parts) await this.tolerate(part, () => part.stop?.());
    return 'done';
  }

  private async tolerate(part: LifecyclePart, work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.options.logger.error({ err: error as Error, name: part.name }, 'A part did not stop well.');
    }
  }

  private async insist(name: string, work: () => Promise<void>): Promise<void> {
    this.waitingFor = name;
    let pauseMs = 100;
    while (this.current === 'starting') {
      try {
        return await work();
      } catch (error) {
        this.options.logger.warn({ err: error as Error, name, retryAfterMs: pauseMs }, `Cannot start ${name} yet; trying again.`);
        await wait(pauseMs, undefined, { signal: this.gone.signal }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, this.options.longestPauseMs ?? 2_000);
      }
    }
  }
}

export interface Announcement {
  /** `setupLink`: where the first person makes the owner account. */
  kind: 'setupLink' | (string & {});
  /** One sentence. */
  text: string;
  url?: string;
}
