import type { Logger } from '@chatloom/platform';
import { isPassingFault } from '../support/isPassingFault';
import type { Suspects } from './Suspects';
import type { TurnsTaken, TurnTaker } from './TurnTaker';

/** Takes care of what a committed turn started. */
export interface AfterTurns {
  turnsTaken(taken: TurnsTaken): void;
}

const LIMITS = {
  /** Conversations per transaction: enough to share the commit, few enough that none of them waits long. */
  batch: 96,
  /** Of a batch, so many are of what nobody waits in front of (timers, schedules, what was forgotten) whatever people do: it must not starve. */
  rest: 24,
  /** Transactions at once: while the database works on one, the engine works on the other. */
  concurrent: 2,
};
/** A conversation that another process holds is looked at again so soon. */
const BUSY_AGAIN_MS = 10;
const FAULT_WAIT_MS = 300;

/**
 * Keeps turns going: conversations with pending events come in as hints, transactions go out. A hint is no more than
 * that; the sweeper finds what no hint told. People who wrote go before timers, however many are due (RELIABILITY F28). Never two transactions of this process for one conversation.
 */
export class TurnLoop {
  /** Somebody wrote or tapped just now. */
  private readonly people = new Set<string>();
  private readonly rest = new Set<string>();
  private readonly inFlight = new Set<string>();
  private running = 0;
  private stopped = false;
  private scheduled = false;
  private readonly timeouts = new Set<NodeJS.Timeout>();

  constructor(
    private readonly taker: TurnTaker,
    private readonly suspects: Pick<Suspects, 'suspect'>,
    private readonly after: AfterTurns,
    private readonly logger: Logger,
  ) {}

  /** These conversations may have something pending. @param from `people`: somebody is waiting for it */
  hint(conversationIds: Iterable<string>, from: 'people' | 'rest' = 'people'): void {
    for (const id of conversationIds) {
      if (from === 'people') {
        this.rest.delete(id);
        this.people.add(id);
      } else if (!this.people.has(id)) this.rest.add(id);
    }
    this.schedule();
  }

  /** How many conversations wait for their transaction. */
  get backlog(): number {
    return this.people.size + this.rest.size;
  }

  /** Take nothing new; resolves when what is under way has committed. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const timeout of this.timeouts) clearTimeout(timeout);
    await this.idle(true);
  }

  /** Resolves when no transaction is under way (and, unless `onlyRunning`, nothing is hinted). */
  async idle(onlyRunning = false): Promise<void> {
    while (this.running > 0 || (!onlyRunning && (this.backlog > 0 || this.timeouts.size > 0))) await new Promise((resolve) => setImmediate(resolve));
  }

  private schedule(): void {
    if (this.scheduled || this.stopped || this.backlog === 0 || this.running >= LIMITS.concurrent) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      while (!this.stopped && this.running < LIMITS.concurrent) {
        const batch = this.nextBatch();
        if (batch.length === 0) return;
        void this.run(batch);
      }
    });
  }

  private nextBatch(): string[] {
    const batch: string[] = [];
    this.takeFrom(this.people, batch, this.rest.size > 0 ? LIMITS.batch - LIMITS.rest : LIMITS.batch);
    this.takeFrom(this.rest, batch, LIMITS.batch);
    this.takeFrom(this.people, batch, LIMITS.batch);
    return batch;
  }

  /** Fill the batch up to `size`; those under way are left for later. */
  private takeFrom(hinted: Set<string>, batch: string[], size: number): void {
    if (batch.length >= size) return;
    for (const id of hinted) {
      if (this.inFlight.has(id)) continue;
      batch.push(id);
      hinted.delete(id);
      this.inFlight.add(id);
      if (batch.length >= size) return;
    }
  }

  private async run(batch: string[]): Promise<void> {
    this.running++;
    try {
      const taken = await this.taker.take(batch);
      this.after.turnsTaken(taken);
      this.again(batch, taken);
    } catch (error) {
      if (isPassingFault(error)) {
        this.logger.warn({ err: error as Error, count: batch.length }, 'Turns could not be taken now; trying again.');
        this.later(batch, FAULT_WAIT_MS);
      } else {
        this.logger.error({ err: error as Error, count: batch.length }, 'A batch of turns failed; looking for the one at fault.');
        await this.suspect(batch);
      }
    } finally {
      this.running--;
      for (const id of batch) this.inFlight.delete(id);
      this.schedule();
    }
  }

  /** From here on they are not taken until they are cleared; whoever clears them hints. */
  private async suspect(batch: string[]): Promise<void> {
    try {
      await this.suspects.suspect(batch);
    } catch (error) {
      this.logger.warn({ err: error as Error }, 'Failing turns could not be set apart now; trying again.');
      this.later(batch, FAULT_WAIT_MS);
    }
  }

  /** Locked elsewhere: whoever holds it may not have seen our event. As many events as are taken at once: there may be more. */
  private again(batch: string[], taken: TurnsTaken): void {
    const locked = new Set(taken.conversationIds);
    const busy = batch.filter((id) => !locked.has(id));
    if (busy.length > 0) this.later(busy, BUSY_AGAIN_MS);
    if (taken.full.length > 0) this.hint(taken.full);
  }

  private later(ids: string[], ms: number): void {
    if (this.stopped) return;
    const timeout = setTimeout(() => {
      this.timeouts.delete(timeout);
      this.hint(ids);
    }, ms);
    this.timeouts.add(timeout);
  }
}
