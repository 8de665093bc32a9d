/** The few fixed queues; BullMQ's PostgreSQL backend works best with names that never change (RELIABILITY 1.11). */
export const QUEUES = ['timers', 'outbox', 'campaign', 'topics', 'games', 'maintenance'] as const;
export type QueueName = (typeof QUEUES)[number];

/** What a bell carries: ids, never secrets or texts (jobs are copied into logs and dashboards). */
export type BellPayload = { [key: string]: string | number | boolean | null };

export interface Bell {
  /**
   * Rings with the same id are one while the first is waiting or being handled; afterwards the id may ring again. A
   * ring that comes while its namesake is being handled is therefore lost: what it announces must be found by the
   * next one or by a sweeper. Any text; ':' and the like are taken care of.
   */
  id: string;
  /** When to ring, epoch ms; the past means now. */
  dueAt?: number;
  /** Instead of `dueAt`: in so many ms. */
  delayMs?: number;
  payload?: BellPayload;
}

export interface RungBell {
  id: string;
  payload: BellPayload;
}

export interface HandleOptions {
  /** How many bells of the queue this process handles at once; default 4. */
  concurrency?: number;
}

/**
 * The alarm clock. PostgreSQL tables are the truth; a bell only says "look again", and may ring twice, late, or
 * never. A handler looks at the tables, takes row locks, acts, commits; it must take at most some seconds. When it throws, the
 * bell rings again up to twice, then it is dropped with a log line.
 */
export abstract class JobQueue {
  /** Set a bell. @throws when the backend cannot store it; a sweeper will find what it announced. */
  abstract ring(queue: QueueName, bell: Bell): Promise<void>;
  /** Set many in few round trips. */
  abstract ringAll(queue: QueueName, bells: readonly Bell[]): Promise<void>;
  /** Say who listens; before the process is ready, once per queue. Handled only in processes with the worker role. */
  abstract handle(queue: QueueName, handler: (bell: RungBell) => Promise<void>, options?: HandleOptions): void;
}

/**
 * Milliseconds for a delay: whole, never negative, at most 24 days of waiting in one go. Fractions make the
 * PostgreSQL backend throw, NaN both (RELIABILITY D4). The only place where delays are made.
 */
export function delayUntil(bell: Pick<Bell, 'dueAt' | 'delayMs'>, now: number): number {
  const wanted = bell.delayMs ?? (bell.dueAt === undefined ? 0 : bell.dueAt - now);
  if (Number.isNaN(wanted)) throw new RangeError('A bell needs a time that is a number.');
  return Math.round(Math.min(Math.max(wanted, 0), LONGEST_DELAY_MS));
}

/** Bells further away ring early; their handler finds nothing due, and whoever plans them rings again. */
const LONGEST_DELAY_MS = 24 * 24 * 3_600_000;
