import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, JobQueue, Lifecycle, type LifecyclePart, LOGGER, type Logger, RepeatingWork } from '@chatloom/platform';

/** Something of games that comes due: openings, closings, calls, prizes. */
export interface GameChore {
  /** For the log, and the name its bells carry (`payload.chore`). */
  name: string;
  /** It is looked at so often even when no bell rings. */
  everyMs: number;
  /** Do whatever is due by now, found in the tables. May run at the same time as another round of itself, in this process or another. */
  work(): Promise<unknown>;
}

/** Bells further away are left to the rounds: a queue that is emptied loses less. */
const BELL_HORIZON_MS = 3_600_000;

/**
 * In processes with the worker role: does what is due in games, rung by bells of the queue `games` and, because bells may be
 * lost, in rounds. Rows are the truth: a chore finds in the tables what is to be done, and doing it twice does no harm.
 */
@Injectable()
export class GamesWorker implements LifecyclePart {
  readonly name = 'games';
  private readonly work: RepeatingWork;
  private readonly chores = new Map<string, GameChore>();

  constructor(
    lifecycle: Lifecycle,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly queue: JobQueue,
  ) {
    this.work = new RepeatingWork(this.name, logger);
    lifecycle.register(this);
    queue.handle('games', async ({ payload }) => {
      await this.chores.get(String(payload['chore']))?.work();
    });
  }

  /** Before the process is ready. @throws Error when the name is taken */
  register(chore: GameChore): void {
    if (this.chores.has(chore.name)) throw new Error(`Two chores called "${chore.name}".`);
    this.chores.set(chore.name, chore);
  }

  /**
   * See to it that a chore is done at this moment, epoch ms. Call it after the commit of what makes it due; a lost bell costs at most
   * `everyMs`.
   */
  ringAt(chore: string, dueAt: number, now: number): void {
    if (dueAt - now > BELL_HORIZON_MS) return;
    this.queue.ring('games', { id: `${chore}-${dueAt}`, dueAt, payload: { chore } }).catch((error: Error) => {
      this.logger.warn({ err: error, chore }, 'A bell could not be set; the next round will find what is due.');
    });
  }

  start(): void {
    if (!this.config.ROLES.includes('worker')) return;
    for (const chore of this.chores.values()) this.work.every(chore.everyMs, chore.name, () => chore.work());
  }

  quiesce(): void {
    this.work.quiesce();
  }

  async stop(): Promise<void> {
    await this.work.stop();
  }
}
