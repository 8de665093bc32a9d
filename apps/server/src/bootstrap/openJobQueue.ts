import { ManualJobQueue, SystemClock, type Config, type Database, type JobQueue, type Lifecycle, type Logger, type Metrics } from '@chatloom/platform';

export function openJobQueue(_options: { config: Config; database: Database; logger: Logger; lifecycle: Lifecycle; metrics: Metrics }): JobQueue {
  return new ManualJobQueue(new SystemClock());
}
