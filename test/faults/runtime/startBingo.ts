import type { Ingest } from '@chatloom/conversations';
import { BingoChores, BingoNews, BingoPlay, BingoRounds, GamesWorker, GameTaps, HeldGames } from '@chatloom/games';
import { type Clock, type Config, type Database, type JobQueue, type Lifecycle, type Logger, SecretsBox, UuidSource } from '@chatloom/platform';
import { BINGO_SECRET } from '../bingoSecret';

/** Starts and calls of bingo games of the bare runtime: the same parts as the server's, on a worker of polls. Before the queue starts. */
export function startBingo({ database, clock, ingest, worker }: { database: Database; clock: Clock; ingest: Ingest; worker: GamesWorker }): void {
  const held = new HeldGames();
  const secrets = new SecretsBox([BINGO_SECRET]);
  const rounds = new BingoRounds(secrets, new UuidSource(), held);
  // Nobody taps here: what counts is that news are told to their end.
  new BingoNews(worker, database, clock, ingest, new GameTaps(secrets, { refused: () => Promise.resolve() } as unknown as ConstructorParameters<typeof GameTaps>[1]));
  new BingoChores(worker, database, clock, new BingoPlay(database, clock, rounds, held, worker));
}

/** One worker for all kinds of games: a queue is handled once. */
export function gamesWorker({ lifecycle, logger, queue }: { lifecycle: Lifecycle; logger: Logger; queue: JobQueue }): GamesWorker {
  return new GamesWorker(lifecycle, { ROLES: ['web', 'worker'] } as Config, logger, queue);
}
