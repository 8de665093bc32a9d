import type { ConversationsSystem } from '@chatloom/conversations';
import { DrawEnding, DrawTaps, DrawTries, GameAudit, GameFeed, type GamesWorker, GameTaps, PersonalLinks, playDrawEffect, PublicPages, WhoMayPlayRule } from '@chatloom/games';
import { type Clock, type Database, type Lifecycle, type Logger, SecretsBox, UuidSource } from '@chatloom/platform';
import { BINGO_SECRET } from '../bingoSecret';
import { SILENT_TRAIL } from './silentTrail';

/** Draws of the bare runtime: the same parts as the server's, on a worker of polls. Before the queue starts. */
export function startDraws({ database, clock, logger, lifecycle, worker, system }: { database: Database; clock: Clock; logger: Logger; lifecycle: Lifecycle; worker: GamesWorker; system: ConversationsSystem }): void {
  const secrets = new SecretsBox([BINGO_SECRET]);
  const config = { PUBLIC_URL: 'https://faults.example.com' };
  const feed = new GameFeed(lifecycle, database, logger);
  const everybody = { definitionOf: () => Promise.reject(new Error('Nobody asks for a segment here.')), compile: () => Promise.reject(new Error('Nobody asks for a segment here.')) };
  const tries = new DrawTries(new UuidSource(), secrets, new WhoMayPlayRule(everybody), feed);
  const taps = new GameTaps(secrets, new GameAudit(SILENT_TRAIL, clock, database));
  system.effects.register('playDraw', playDrawEffect(new DrawTaps(taps, tries, new PersonalLinks(secrets, config), new PublicPages(database), config)));
  new DrawEnding(database, clock, secrets, feed, system.ingest, logger, worker);
}
