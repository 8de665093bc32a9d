import { Inject, Injectable } from '@nestjs/common';
import { type InboxEvent, Ingest } from '@chatloom/conversations';
import { Clock, Database } from '@chatloom/platform';
import { GamesWorker } from '../frame/GamesWorker';
import { GameTaps } from '../frame/GameTaps';
import { tellInChunks } from '../frame/tellInChunks';
import { BINGO_NEWS_CHORE } from './BingoPlay';

const EVERY_MS = 1_000;
/** Players told in one step. */
const CHUNK = 500;
/** The card goes to somebody who did not ask for it, as a push; nobody has a button for it. */
export const TELL_NEWS = 'news';

interface NewsRow {
  gameId: string;
  seq: number;
  botId: string;
  winners: string[] | null;
  after: number;
  at: Date;
}

/**
 * Pushes the redrawn card to players whom the host wants to have told: by an event of their own conversation, as if they had asked. The same
 * event ids each time, so telling somebody twice is telling them once.
 */
@Injectable()
export class BingoNews {
  constructor(
    worker: GamesWorker,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ingest: Ingest,
    @Inject(GameTaps) private readonly taps: Pick<GameTaps, 'postback'>,
  ) {
    worker.register({ name: BINGO_NEWS_CHORE, everyMs: EVERY_MS, work: () => this.work() });
  }

  /** Tell all there is to tell by now, the oldest news first. @returns how many people were told */
  async work(): Promise<number> {
    let told = 0;
    for (let news = await this.oldest(); news !== null; news = await this.oldest()) told += await this.tell(news);
    return told;
  }

  private async oldest(): Promise<NewsRow | null> {
    const { rows } = await this.database.pg.query<NewsRow>(
      'bingo.newsToTell',
      'SELECT game_id AS "gameId", seq, bot_id AS "botId", winners, after, at FROM bingo_news WHERE at <= to_timestamp($1::float8 / 1000) ORDER BY at, game_id, seq LIMIT 1',
      [this.clock.now()],
    );
    return rows[0] ?? null;
  }

  private tell(news: NewsRow): Promise<number> {
    const { gameId, seq } = news;
    let { after } = news;
    return tellInChunks<number>(this.ingest, {
      point: 'bingo.toldSome',
      chunk: () => this.chunk({ ...news, after }),
      keep: async (next) => {
        if (next === null) await this.database.pg.query('bingo.newsTold', 'DELETE FROM bingo_news WHERE game_id = $1 AND seq = $2', [gameId, seq]);
        else await this.database.pg.query('bingo.newsToldTo', 'UPDATE bingo_news SET after = $3 WHERE game_id = $1 AND seq = $2', [gameId, seq, next]);
        after = next ?? after;
      },
    });
  }

  /** The next players, and after which seat to go on. */
  private async chunk({ gameId, seq, botId, winners, after, at }: NewsRow): Promise<{ events: InboxEvent[]; next: number | null }> {
    const { rows: players } = await this.database.pg.query<{ seat: number; conversationId: string; channelId: string; key: string }>(
      'bingo.playersToTell',
      // Only where there is a 1:1 chat: people met in a group may not have the account as a friend.
      `SELECT p.seat, c.id AS "conversationId", c.channel_id AS "channelId", c.key FROM bingo_player p JOIN conversation c ON c.contact_id = p.contact_id AND c.bot_id = p.bot_id AND c.key LIKE 'u:%'
       WHERE p.bot_id = $1 AND p.game_id = $2 AND p.seat > $3 AND ($4::uuid[] IS NULL OR p.contact_id = ANY($4)) ORDER BY p.seat LIMIT ${CHUNK}`,
      [botId, gameId, after, winners],
    );
    const events = players.map(({ conversationId, channelId, key }): InboxEvent => ({
      botId, channelId, conversationKey: key, eventId: `bingo-${gameId}-${seq}-${key}`,
      // The moment is that of the news, however late it is told: the memory of event ids goes by day.
      input: { type: 'postbackReceived', data: this.taps.postback.write({ kind: 'bingo', gameId, action: TELL_NEWS }, conversationId), at: at.getTime() },
    }));
    return { events, next: players.length < CHUNK ? null : players.at(-1)!.seat };
  }
}
