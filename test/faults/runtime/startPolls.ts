import type { Ingest } from '@chatloom/conversations';
import { GameFeed, type GamesWorker, PollClosing } from '@chatloom/games';
import type { Clock, Database, Lifecycle, Logger } from '@chatloom/platform';

/** The closings of polls of the bare runtime: the same parts as the server's. Before the queue starts. */
export function startPolls({ database, clock, logger, lifecycle, ingest, worker }: { database: Database; clock: Clock; logger: Logger; lifecycle: Lifecycle; ingest: Ingest; worker: GamesWorker }): void {
  // Nobody taps here, so there is nothing remembered about polls that would have to be forgotten.
  new PollClosing(database, clock, new GameFeed(lifecycle, database, logger), { forget: () => undefined }, ingest, logger, worker);
}
