import type { Ingest } from '@chatloom/conversations';
import { GameFeed, GamesWorker, PollClosing } from '@chatloom/games';
import type { Clock, Config, Database, JobQueue, Lifecycle, Logger } from '@chatloom/platform';

/** The closings of polls of the bare runtime: the same parts as the server's. Before the queue starts. */
export function startPolls({ database, clock, logger, queue, lifecycle, ingest }: { database: Database; clock: Clock; logger: Logger; queue: JobQueue; lifecycle: Lifecycle; ingest: Ingest }): void {
  const worker = new GamesWorker(lifecycle, { ROLES: ['web', 'worker'] } as Config, logger, queue);
  // Nobody taps here, so there is nothing remembered about polls that would have to be forgotten.
  new PollClosing(database, clock, new GameFeed(lifecycle, database, logger), { forget: () => undefined }, ingest, logger, worker);
}
