import { BullJobQueue, ClockGuard, type Config, type Database, type Lifecycle, type Logger, type Metrics } from '@chatloom/platform';

export interface JobQueueParts {
  config: Config;
  /** Address of PostgreSQL, which holds the queues when no Redis is configured. */
  databaseUrl: string;
  database: Database;
  logger: Logger;
  lifecycle: Lifecycle;
  metrics: Metrics;
  /** This process cannot do its work any more and must be started anew by whoever started it. */
  leave: (sentence: string) => void;
}

/**
 * The job queue on the configured backend, first among the parts that start, with the guard that stops it from
 * claiming while the clock of this machine is wrong.
 */
export function openJobQueue({ config, databaseUrl, database, logger, lifecycle, metrics, leave }: JobQueueParts): BullJobQueue {
  const jobs = new BullJobQueue({
    backend: config.REDIS_URL
      ? { kind: 'redis', url: config.REDIS_URL, allowVolatile: config.REDIS_ALLOW_VOLATILE }
      : { kind: 'postgres', url: databaseUrl },
    works: config.isWorker,
    logger,
    metrics,
    onDead: leave,
  });
  const guard = new ClockGuard({ database, logger, onSkewed: (isSkewed) => void (isSkewed ? jobs.quiesce() : jobs.resume()), onHopeless: leave });
  // First: nothing begins while the clock is hopelessly wrong.
  lifecycle.register(guard);
  lifecycle.register(jobs);
  lifecycle.register({ name: 'the queue under a wrong clock', start: () => (guard.trouble() === null ? undefined : jobs.quiesce()) });
  return jobs;
}
