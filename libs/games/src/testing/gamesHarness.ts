import { randomBytes } from 'node:crypto';
import type { EffectScene } from '@chatloom/conversations';
import type { Json } from '@chatloom/engine';
import { type Clock, createLogger, type Database, type JobQueue, Lifecycle, loadConfig, SecretsBox, UuidSource } from '@chatloom/platform';
import type { ConversationsSystem } from '@chatloom/conversations';
import { GameAudit, GameAuditTrail } from '../frame/GameAudit';
import { GameFeed } from '../frame/GameFeed';
import { GamesWorker } from '../frame/GamesWorker';
import { GameTaps } from '../frame/GameTaps';
import { PublicPages } from '../frame/PublicPages';
import { WhoMayPlayRule } from '../frame/WhoMayPlayRule';
import { LivePolls } from '../polls/LivePolls';
import { PollClosing } from '../polls/PollClosing';
import { Polls } from '../polls/Polls';
import { PollPage } from '../polls/PollPage';
import { PollVoters } from '../polls/PollVoters';
import { PollVotes } from '../polls/PollVotes';
import { showPollEffect } from '../polls/showPollEffect';

/** Lines that would have gone to the record. */
export class RememberedAudit extends GameAuditTrail {
  readonly lines: { action: string; details: Record<string, unknown> }[] = [];
  async record({ action, details }: { action: string; details: Record<string, unknown> }): Promise<void> {
    this.lines.push({ action, details });
  }
  async recordAll(entries: readonly { action: string; details: Record<string, unknown> }[]): Promise<void> {
    for (const entry of entries) await this.record(entry);
  }
  async ofGame(): Promise<[]> {
    return [];
  }
}

/** The only segment there is: people with the tag "guest". */
export const GUESTS = {
  definitionOf: async () => ({ type: 'group', match: 'all', items: [] }) as never,
  compile: async (botId: string) => ({ where: `c.bot_id = $1 AND c.tags @> ARRAY['guest']`, values: [botId] }),
};

/** Games over a real database and a real conversations system, as `GamesModule` puts them together. */
export function gamesOver(parts: { database: Database; clock: Clock; queue: JobQueue; system: Pick<ConversationsSystem, 'conversations' | 'ingest' | 'effects'> }) {
  const { database, clock, queue, system } = parts;
  const logger = createLogger({ level: 'silent' });
  const lifecycle = new Lifecycle({ logger, graceMs: 1_000 });
  const config = { ...loadConfig({}), PUBLIC_URL: 'https://chat.example.com' };
  const trail = new RememberedAudit();
  const taps = new GameTaps(new SecretsBox([randomBytes(32).toString('hex')]), new GameAudit(trail, clock, database));
  const feed = new GameFeed(lifecycle, database, logger);
  const pages = new PublicPages(database);
  const worker = new GamesWorker(lifecycle, config, logger, queue);
  const live = new LivePolls(clock, config);
  const votes = new PollVotes(live, new PollVoters(new WhoMayPlayRule(GUESTS)), taps);
  const closing = new PollClosing(database, clock, feed, live, system.ingest, logger, worker);
  const polls = new Polls(database, clock, new UuidSource(), feed, pages, live, closing, worker, taps, system.conversations, config);
  const pollPage = new PollPage(pages, polls);
  feed.register('poll', (botId, pollId) => pollPage.snapshot(botId, pollId));
  system.effects.registerForesight('postbackReceived', (tx, events) => taps.foresee(tx, events));
  system.effects.register('showPoll', showPollEffect(polls, votes));
  system.effects.register('gameTapped', async (tx, scene: EffectScene, payload) =>
    (await taps.perform(tx, scene, { data: String(payload['data']), params: {}, language: payload['language'] === null ? undefined : String(payload['language']), isGroup: payload['chat'] !== 'user' })) as unknown as Json);
  return { taps, feed, pages, worker, live, votes, closing, polls, pollPage, trail };
}
