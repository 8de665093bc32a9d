import { Injectable } from '@nestjs/common';
import { NotFoundError } from '@chatloom/bots';
import type { BingoNews, PersonalAct, PersonalBingo } from '@chatloom/contract';
import { FREE, shapeOf } from '@chatloom/fairplay';
import { Database, type Sql, type Transaction } from '@chatloom/platform';
import type { PersonalPageSource, PersonalScene } from '../frame/PersonalPages';
import { BingoGames } from './BingoGames';
import { BingoPictures } from './BingoPictures';
import { BingoPlay } from './BingoPlay';
import { BingoRounds } from './BingoRounds';
import { type BingoRow, kindOf, readGame } from './BingoRow';
import { callLabel, itemLabel } from './itemLabel';
import { outcomeOf } from './outcomeOf';

/** A player's own card on a page of its own, live, and what can be done there. */
@Injectable()
export class BingoPlayerPage implements PersonalPageSource {
  constructor(
    private readonly database: Database,
    private readonly rounds: BingoRounds,
    private readonly games: BingoGames,
    private readonly play: BingoPlay,
    private readonly pictures: BingoPictures,
  ) {}

  /** Null for somebody who does not play, and once the game is gone. */
  async show(_sql: Sql, scene: PersonalScene): Promise<PersonalBingo | null> {
    // In a transaction because whoever looks at a round brings a connection of their own.
    return this.database.pg.transaction(async (tx): Promise<PersonalBingo | null> => {
      const { rowCount } = await tx.query('bingo.playsHere', 'SELECT 1 FROM bingo_player WHERE bot_id = $1 AND game_id = $2 AND contact_id = $3', [scene.botId, scene.gameId, scene.contactId]);
      if (rowCount === 0) return null;
      const game = await readGame(tx, scene.botId, scene.gameId);
      const { rows: wins } = await tx.query<{ round: number; prizeId: string; place: number; contactId: string }>(
        'bingo.winsSeenByPlayer',
        'SELECT round, prize_id AS "prizeId", place, contact_id AS "contactId" FROM bingo_win WHERE bot_id = $1 AND game_id = $2 AND (contact_id = $3 OR round = $4) ORDER BY round DESC, won_at DESC, place',
        [scene.botId, scene.gameId, scene.contactId, game.round],
      );
      const seen =
        game.round === 0
          ? { mine: null, calls: [], prizeId: null }
          : await this.rounds.read(tx, game, (round) => ({ mine: round.viewOf(scene.contactId), calls: [...round.calls], prizeId: round.prize?.id ?? null }));
      const { document, state } = game;
      const nameOf = (prizeId: string) => document.prizes.find(({ id }) => id === prizeId)?.name ?? prizeId;
      return {
        kind: 'bingo',
        title: document.title,
        state,
        round: game.round,
        rounds: document.rounds,
        ...shapeOf(kindOf(document)),
        cells: (seen.mine?.card ?? []).map((item, cell) => cellOf(game, item, (seen.mine!.marks & (1 << cell)) !== 0)),
        marking: document.calls.by === 'event' ? 'byEvent' : document.marking,
        calls: seen.calls.map((item) => ({ item, label: callLabel(document, item) })),
        prizes: document.prizes.map(({ id, name, pattern, winners }) => ({
          name, pattern, winners, given: wins.filter(({ round, prizeId }) => round === game.round && prizeId === id).length, isPlayedFor: state === 'running' && seen.prizeId === id,
        })),
        claimUntil: state === 'running' && seen.mine?.claimUntil ? new Date(seen.mine.claimUntil).toISOString() : null,
        won: wins.filter(({ contactId }) => contactId === scene.contactId).map(({ prizeId, round, place }) => ({ prize: nameOf(prizeId), round, place })),
        pictureUrl: seen.mine && this.pictures.pathOf({ gameId: game.id, contactId: scene.contactId, round: game.round, marks: seen.mine.marks, language: scene.language ?? scene.botLanguage }),
        now: new Date(scene.now).toISOString(),
        botName: scene.botName,
        language: scene.botLanguage,
        displayName: scene.displayName,
      };
    }).catch(nothingWhenGone);
  }

  /** Answers `marked`, `bingo`, `won`, or why it was not possible. */
  async act(tx: Transaction, { botId, gameId, contactId }: PersonalScene, act: PersonalAct): Promise<string> {
    if (act.do === 'mark') return outcomeOf(await this.play.mark(tx, botId, gameId, contactId, act.item), contactId, 'marked');
    if (act.do === 'claim') return outcomeOf(await this.play.claim(tx, botId, gameId, contactId), contactId, 'marked');
    return 'refused';
  }

  /** The same for all players; null when the game is gone. */
  async news(botId: string, gameId: string): Promise<BingoNews | null> {
    const game = await this.games.viewOrNull(botId, gameId);
    if (!game) return null;
    const { document, host, state, round } = game;
    return {
      state,
      round,
      calls: host.calls.map(({ item }) => ({ item, label: callLabel(document, item) })),
      nextCallAt: host.nextCallAt,
      prizes: document.prizes.map(({ id }) => ({ given: host.winners.filter((winner) => winner.round === round && winner.prizeId === id).length, isPlayedFor: state === 'running' && host.prizeId === id })),
    };
  }
}

function cellOf({ document }: BingoRow, item: number, isMarked: boolean): PersonalBingo['cells'][number] {
  if (item === FREE) return { item: null, label: '', imageUrl: null, isMarked };
  return { item, label: itemLabel(document, item), imageUrl: document.card.type === 'list' ? (document.card.items[item]?.imageUrl ?? null) : null, isMarked };
}

function nothingWhenGone(error: unknown): null {
  if (error instanceof NotFoundError) return null;
  throw error;
}
