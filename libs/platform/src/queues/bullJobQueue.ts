import { createPostgresBackend, Queue, type QueueOptions, Worker, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { guardPool } from '../database/guardPool';
import type { LifecyclePart } from '../lifecycle';
import type { Logger } from '../logger';
import type { Metrics } from '../metrics';
import { sanitizeJson, sanitizeText } from '../sanitizeText';
import { ThrottledLog } from '../throttledLog';
import { prepareBullmqSchema } from './bullmqSchema';
import { type Bell, type BellPayload, delayUntil, type HandleOptions, JobQueue, type QueueName, QUEUES, type RungBell } from './jobQueue';
import { redisRisks, VolatileRedisError } from './redisSafety';

/** Where the bells live. */
export type BullBackend = { kind: 'postgres'; url: string } | { kind: 'redis'; url: string; allowVolatile: boolean };

export interface BullJobQueueOptions {
  backend: BullBackend;
  /** Handle bells in this process; else it only rings. */
  works: boolean;
  logger: Logger;
  metrics: Metrics;
  /** Keeps installations that share one Redis apart; default `chatloom`. */
  prefix?: string;
  /** After 30 s in which the backend answered but rang nothing: the process should end and be started anew. */
  onDead?: (sentence: string) => void;
  /** Probe of liveness every so many ms; 0 = none. Default 10,000. */
  probeEveryMs?: number;
}

interface StoredBell {
  id: string;
  payload: BellPayload;
}
type BullQueue = Queue<StoredBell, void, string>;
type BullWorker = Worker<StoredBell, void, string>;

/** A dead worker's bell rings again after at most lock + interval = 15 s on another worker (RELIABILITY 1.11 rule 7). */
const LOCK_MS = 10_000;
const STALLED_LOOK_MS = 5_000;
/** One call with 100,000 jobs blocks the event loop for seconds (DESIGN §2). */
const BULK_SIZE = 1_000;
const DEAD_AFTER_MS = 30_000;
const PROBE_PREFIX = 'probe-';

/**
 * The one file that handles BullMQ. The same code on two backends: PostgreSQL by default, Redis for scale.
 *
 * Nothing of the library is made before `start` has seen the backend answer and its schema in place: started before
 * its database it would fail for ever, silently (RELIABILITY D6).
 */
export class BullJobQueue extends JobQueue implements LifecyclePart {
  readonly name = 'the job queues';
  private readonly handlers = new Map<QueueName, { handler: (bell: RungBell) => Promise<void>; concurrency: number }>();
  private readonly queues = new Map<QueueName, BullQueue>();
  private readonly workers: BullWorker[] = [];
  private readonly throttled: ThrottledLog;
  private readonly rung;
  private readonly failed;
  private connections: { close(): Promise<void>; ping(): Promise<unknown> } | null = null;
  private probe: { timer: NodeJS.Timeout; lastRang: number; count: number } | null = null;

  constructor(private readonly options: BullJobQueueOptions) {
    super();
    this.throttled = new ThrottledLog(options.logger);
    this.rung = options.metrics.counter('chatloom_jobs_rung_total', 'Bells handled, by queue.', ['queue']);
    this.failed = options.metrics.counter('chatloom_jobs_failed_total', 'Bells whose handler threw, by queue; each try counts.', ['queue']);
  }

  handle(queue: QueueName, handler: (bell: RungBell) => Promise<void>, options: HandleOptions = {}): void {
    if (this.connections) throw new Error(`The handler of the queue "${queue}" comes too late: the queues are open already.`);
    if (this.handlers.has(queue)) throw new Error(`The queue "${queue}" has a handler already.`);
    this.handlers.set(queue, { handler, concurrency: options.concurrency ?? 4 });
  }

  async ring(queue: QueueName, bell: Bell): Promise<void> {
    const { name, data, opts } = job(bell, Date.now());
    await this.queue(queue).add(name, data, opts);
  }

  async ringAll(queue: QueueName, bells: readonly Bell[]): Promise<void> {
    const now = Date.now();
    const distinct = [...new Map(bells.map((bell) => [bell.id, bell])).values()];
    for (let start = 0; start < distinct.length; start += BULK_SIZE) {
      await this.queue(queue).addBulk(distinct.slice(start, start + BULK_SIZE).map((bell) => job(bell, now)));
    }
  }

  /** Reach the backend, prepare it, then begin. @throws VolatileRedisError, UnknownBullmqError, or what the connection says. */
  async start(): Promise<void> {
    const opened = this.options.backend.kind === 'postgres' ? await this.openPostgres(this.options.backend.url) : await this.openRedis(this.options.backend);
    try {
      for (const name of QUEUES) this.queues.set(name, this.makeQueue(name, opened));
      await Promise.all([...this.queues.values()].map((queue) => queue.waitUntilReady()));
      if (this.options.works) for (const name of QUEUES) this.startWorker(name, opened);
      await Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
    } catch (error) {
      await this.closeAll();
      await opened.close();
      throw error;
    }
    this.connections = opened;
    if (this.options.works) this.startProbe();
  }

  /** Claim nothing more; what is being handled goes on. */
  async quiesce(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.pause(true)));
  }

  /** Claim again after `quiesce`. */
  async resume(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.resume()));
  }

  /** Resolves when the handlers that run have finished and all connections are closed. */
  async stop(): Promise<void> {
    if (this.probe) clearInterval(this.probe.timer);
    this.probe = null;
    await this.quiesce();
    await this.closeAll();
    await this.connections?.close();
    this.connections = null;
  }

  trouble(): string | null {
    const dead = this.probe !== null && performance.now() - this.probe.lastRang > DEAD_AFTER_MS;
    return dead ? 'The job queues ring no bells.' : null;
  }

  // ------------------------------------------------------------ the library

  private queue(name: QueueName): BullQueue {
    const queue = this.queues.get(name);
    if (!queue) throw new Error('The job queues are not open: the process is starting or stopping.');
    return queue;
  }

  private makeQueue(name: QueueName, opened: Opened): BullQueue {
    const options: QueueOptions<never> = {
      connection: opened.forQueues as never,
      prefix: this.options.prefix ?? 'chatloom',
      streams: { events: { maxLen: 100 } },
      defaultJobOptions: {
        attempts: 3,
        backoff: { type: 'exponential', delay: 500 },
        // Kept ones would swallow later rings with the same id, and cost a slow delete each (RELIABILITY D5).
        removeOnComplete: true,
        removeOnFail: true,
      },
    };
    const queue = opened.kind === 'postgres' ? new Queue(name, options, createPostgresBackend as never) : new Queue(name, options);
    queue.on('error', (error: Error) => this.throttled.error(`${name} queue`, error, 'A job queue reports an error.'));
    return queue as unknown as BullQueue;
  }

  private startWorker(name: QueueName, opened: Opened): void {
    const known = this.handlers.get(name);
    // The probe rings on `maintenance`, so that queue always has a worker.
    if (!known && name !== 'maintenance') return;
    const options: WorkerOptions<never> = {
      connection: opened.forWorkers as never,
      prefix: this.options.prefix ?? 'chatloom',
      concurrency: known?.concurrency ?? 1,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_LOOK_MS,
      maxStalledCount: 3,
      maxStartedAttempts: 10,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    };
    const process = async ({ data }: { data: StoredBell }) => {
      if (name === 'maintenance' && data.id.startsWith(PROBE_PREFIX)) return;
      this.rung.inc({ queue: name });
      try {
        await known?.handler({ id: data.id, payload: data.payload });
      } catch (error) {
        // PostgreSQL cannot store a NUL of an error's text; the job would run again as "stalled" (RELIABILITY D3).
        throw new Error(sanitizeText(error instanceof Error ? error.message : String(error)), { cause: error });
      }
    };
    const worker = opened.kind === 'postgres' ? new Worker(name, process as never, options, createPostgresBackend as never) : new Worker(name, process as never, options);
    worker.on('error', (error: Error) => this.throttled.error(`${name} worker`, error, 'A queue worker reports an error.'));
    worker.on('failed', (_job: unknown, error: Error) => {
      this.failed.inc({ queue: name });
      this.throttled.error(`${name} handler`, (error.cause as Error | undefined) ?? error, 'The handler of a bell failed.');
    });
    this.workers.push(worker as unknown as BullWorker);
  }

  private async closeAll(): Promise<void> {
    const things = [...this.workers.splice(0), ...this.queues.values()];
    this.queues.clear();
    await Promise.all(things.map((thing) => thing.close().catch((error: Error) => this.throttled.error('closing', error, 'A job queue did not close well.'))));
  }

  // ------------------------------------------------------------ backends

  private async openPostgres(url: string): Promise<Opened> {
    // One pool for everything: each worker keeps one connection for LISTEN, the rest is shared. Keep-alive on, else
    // BullMQ looks every 10 s instead of trusting the notifications.
    const pool = new Pool({
      connectionString: url,
      options: '-c search_path=bullmq',
      max: QUEUES.length + 6,
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
      statement_timeout: 10_000,
      application_name: 'chatloom jobs',
    });
    guardPool(pool);
    // Each queue and each worker listens for errors of the pool: more than Node expects, and no leak.
    pool.setMaxListeners(2 * QUEUES.length + 10);
    pool.on('error', (error) => this.throttled.error('connection', error, 'A database connection of the job queues was lost.'));
    try {
      const client = await pool.connect();
      try {
        await prepareBullmqSchema(client);
      } finally {
        client.release();
      }
    } catch (error) {
      await pool.end();
      throw error;
    }
    return { kind: 'postgres', forQueues: pool, forWorkers: pool, close: () => pool.end(), ping: () => pool.query('SELECT 1') };
  }

  private async openRedis(backend: { url: string; allowVolatile: boolean }): Promise<Opened> {
    // Ringing must fail fast when Redis is away (a sweeper finds the work); workers must wait for it for ever.
    const forQueues = new Redis(backend.url, { maxRetriesPerRequest: 1, commandTimeout: 3_000, connectTimeout: 3_000, lazyConnect: true });
    forQueues.on('error', (error) => this.throttled.error('redis', error, 'Redis is not reached.'));
    try {
      await forQueues.connect();
      const risks = await redisRisks(forQueues);
      if (risks.length > 0 && !backend.allowVolatile) throw new VolatileRedisError(risks);
      if (risks.length > 0) this.options.logger.warn({ reason: risks.join('; ') }, 'This Redis may forget jobs; accepted because of REDIS_ALLOW_VOLATILE.');
    } catch (error) {
      forQueues.disconnect();
      throw error;
    }
    const forWorkers = new Redis(backend.url, { maxRetriesPerRequest: null, connectTimeout: 3_000 });
    forWorkers.on('error', (error) => this.throttled.error('redis', error, 'Redis is not reached.'));
    return {
      kind: 'redis',
      forQueues,
      forWorkers,
      ping: () => forQueues.ping(),
      close: async () => {
        forQueues.disconnect();
        forWorkers.disconnect();
      },
    };
  }

  // ------------------------------------------------------------ is anybody listening?

  /**
   * Ring a bell of our own now and then. A backend that answers while no bell rings is the silent death of
   * RELIABILITY D6; only a new process helps then. A backend that is away is not: it comes back by itself.
   */
  private startProbe(): void {
    const everyMs = this.options.probeEveryMs ?? 10_000;
    if (everyMs === 0) return;
    const timer = setInterval(() => void this.ringProbe(), everyMs);
    timer.unref();
    this.probe = { timer, lastRang: performance.now(), count: 0 };
  }

  private async ringProbe(): Promise<void> {
    const { probe } = this;
    if (!probe) return;
    try {
      await this.connections?.ping();
      // Rung by any process: a probe that is gone was handled, for handled bells are removed.
      const last = probe.count === 0 ? undefined : await this.queue('maintenance').getJob(safeJobId(probeId(probe.count)));
      if (last === undefined) probe.lastRang = performance.now();
      probe.count += 1;
      await this.ring('maintenance', { id: probeId(probe.count) });
    } catch {
      // The backend is away: that time does not count.
      probe.lastRang = performance.now();
      return;
    }
    if (performance.now() - probe.lastRang > DEAD_AFTER_MS) this.options.onDead?.('The job queues answer, but ring no bells.');
  }
}

function probeId(count: number): string {
  return `${PROBE_PREFIX}${process.pid}-${count}`;
}

interface Opened {
  kind: 'postgres' | 'redis';
  forQueues: unknown;
  forWorkers: unknown;
  ping(): Promise<unknown>;
  close(): Promise<void>;
}

function job(bell: Bell, now: number): { name: string; data: StoredBell; opts: { jobId: string; delay: number } } {
  const payload = sanitizeJson(bell.payload ?? {});
  return { name: 'bell', data: { id: sanitizeText(bell.id), payload }, opts: { jobId: safeJobId(bell.id), delay: delayUntil(bell, now) } };
}

/** BullMQ refuses ids that are whole numbers, and reads a meaning into `:`. */
function safeJobId(id: string): string {
  return `b-${encodeURIComponent(sanitizeText(id))}`;
}
