import { Injectable } from '@nestjs/common';
import type { LineMessage } from '@chatloom/engine';
import type { Sql } from '@chatloom/platform';
import { BingoRounds } from './BingoRounds';
import { type BingoRow, readGame } from './BingoRow';
import { drawBingoCard } from './drawBingoCard';

/** Who reads a card, and where its buttons lead. */
export interface CardReader {
  contactId: string;
  language: string | undefined;
  note?: string;
  button(action: string): string;
  pageUrl: string | null;
  /** Of their own live card, for somebody who plays; null where others read along. */
  cardUrl: string | null;
}

/** Cards of players as chat messages. */
@Injectable()
export class BingoCards {
  constructor(private readonly rounds: BingoRounds) {}

  /** @param sql a connection of the caller's own. @throws NotFoundError */
  async draw(sql: Sql, botId: string, gameId: string, reader: CardReader): Promise<LineMessage> {
    return this.drawFor(sql, await readGame(sql, botId, gameId), reader);
  }

  /** The same for a row that was read just now. */
  async drawFor(sql: Sql, game: BingoRow, { contactId, cardUrl, ...reader }: CardReader): Promise<LineMessage> {
    const { document, state } = game;
    const name = (prizeId: string) => document.prizes.find(({ id }) => id === prizeId)?.name ?? prizeId;
    const seen =
      game.round === 0
        ? { mine: null, won: [], playingFor: null, calls: [] }
        : await this.rounds.read(sql, game, (round) => ({
            mine: round.viewOf(contactId),
            won: document.prizes.filter(({ id }) => round.winnersOf(id).includes(contactId)).map(({ id }) => name(id)),
            playingFor: round.prize === null ? null : name(round.prize.id),
            calls: [...round.calls],
          }));
    const plays = seen.mine !== null || (cardUrl !== null && (await this.isSeated(sql, game, contactId)));
    return drawBingoCard({ document, state, ...seen, ...reader, cardUrl: plays ? cardUrl : null });
  }

  private async isSeated(sql: Sql, { botId, id }: BingoRow, contactId: string): Promise<boolean> {
    return (await sql.query('bingo.isSeated', 'SELECT 1 FROM bingo_player WHERE bot_id = $1 AND game_id = $2 AND contact_id = $3', [botId, id, contactId])).rowCount === 1;
  }
}
