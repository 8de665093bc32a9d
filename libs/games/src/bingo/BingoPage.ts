import { Injectable } from '@nestjs/common';
import type { PublicBingo, PublicBingoProof } from '@chatloom/contract';
import type { BingoEvent } from '@chatloom/fairplay';
import { Database } from '@chatloom/platform';
import { PublicPages } from '../frame/PublicPages';
import { BingoGames } from './BingoGames';
import { readGame, rulesOf } from './BingoRow';
import { callLabel, itemLabel } from './itemLabel';

/** What anybody with the link sees of a game: the hall's big screen, and afterwards the proof. */
@Injectable()
export class BingoPage {
  constructor(
    private readonly database: Database,
    private readonly pages: PublicPages,
    private readonly games: BingoGames,
  ) {}

  /** Null when the game is gone, or its page is off. */
  async snapshot(botId: string, gameId: string): Promise<PublicBingo | null> {
    const game = await this.games.viewOrNull(botId, gameId);
    if (!game) return null;
    const page = await this.pages.shownBy(botId, 'bingo', gameId);
    if (!page) return null;
    const { document, host, state, round, players, commitment, seed } = game;
    const ofRound = host.winners.filter((winner) => winner.round === round);
    return {
      kind: 'bingo',
      title: document.title,
      state,
      round,
      rounds: document.rounds,
      players,
      items: Array.from({ length: document.card.type === 'balls75' ? 75 : document.card.type === 'balls90' ? 90 : document.card.items.length }, (_, item) => itemLabel(document, item)),
      calls: host.calls.map(({ item }) => ({ item, label: callLabel(document, item) })),
      nextCallAt: host.nextCallAt,
      prizes: document.prizes.map(({ id, name, winners }) => ({ name, winners, given: ofRound.filter((winner) => winner.prizeId === id).length, isPlayedFor: state === 'running' && host.prizeId === id })),
      reaching: host.reaching.count,
      winners: ofRound.map(({ prizeId, place, displayName }) => ({ prize: document.prizes.find(({ id }) => id === prizeId)?.name ?? prizeId, place, name: document.showNames ? displayName : null })),
      commitment,
      seed,
      ...page,
    };
  }

  /** Everything one needs to play the game again; null before it has ended. */
  async proof(botId: string, gameId: string): Promise<PublicBingoProof | null> {
    const game = await this.games.viewOrNull(botId, gameId);
    if (!game || game.seed === null || game.commitment === null) return null;
    const { document } = await readGame(this.database.pg, botId, gameId);
    const { rows } = await this.database.pg.query<{ round: number; event: BingoEvent }>('bingo.allEvents', 'SELECT round, event FROM bingo_event WHERE bot_id = $1 AND game_id = $2 ORDER BY seq', [botId, gameId]);
    const rounds: BingoEvent[][] = [];
    for (const { round, event } of rows) (rounds[round - 1] ??= []).push(event);
    return { seed: game.seed, commitment: game.commitment, rules: rulesOf(document) as unknown as PublicBingoProof['rules'], rounds: Array.from(rounds, (events) => (events ?? []) as unknown as PublicBingoProof['rounds'][number]) };
  }
}
