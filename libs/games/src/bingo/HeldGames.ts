import { Injectable } from '@nestjs/common';
import type { BingoEvent } from '@chatloom/fairplay';
import { type Sql, textArray, type Transaction } from '@chatloom/platform';
import { GameFeed } from '../frame/GameFeed';
import { type BingoRow, lockGame, readGame } from './BingoRow';

/** An event with its place in the game. */
export interface NumberedEvent {
  seq: number;
  id: string;
  round: number;
  event: BingoEvent;
}

interface Held {
  game: BingoRow;
  isLocked: boolean;
  isChanged: boolean;
  /** Not stored yet. */
  events: NumberedEvent[];
}

/**
 * The games a transaction has in hand: each is read once, locked once and written once, right before the commit. One transaction takes the taps
 * of up to a hundred people; so the game they all play costs them three statements together instead of four each.
 *
 * What other statements of the same transaction may ask for (seats, wins) is not held back.
 */
@Injectable()
export class HeldGames {
  private readonly hands = new WeakMap<Sql, Map<string, Held>>();

  /** As it was when this transaction first looked, with what it did itself. @throws NotFoundError when the bot has no such game */
  async read(tx: Transaction, botId: string, gameId: string): Promise<BingoRow> {
    const held = this.of(tx, gameId);
    if (held?.game.botId === botId) return held.game;
    return this.take(tx, await readGame(tx, botId, gameId), false);
  }

  /** The same; from now on nobody else changes it until this transaction is over. */
  async lock(tx: Transaction, botId: string, gameId: string): Promise<BingoRow> {
    const held = this.of(tx, gameId);
    if (held?.isLocked && held.game.botId === botId) return held.game;
    return this.take(tx, await lockGame(tx, botId, gameId), true);
  }

  /** A row of this transaction's own look. @returns the same row */
  take(tx: Transaction, game: BingoRow, isLocked: boolean): BingoRow {
    const mine = this.hands.get(tx) ?? new Map<string, Held>();
    this.hands.set(tx, mine);
    mine.set(game.id, { game, isLocked, isChanged: false, events: [] });
    return game;
  }

  /**
   * What is to be written before the commit.
   * @param game locked by this transaction, as it is from now on
   * @throws Error when it is not
   */
  change(tx: Transaction, game: BingoRow, events: readonly NumberedEvent[] = []): void {
    const held = this.of(tx, game.id);
    if (!held?.isLocked) throw new Error(`Game ${game.id} is changed by somebody who has not locked it.`);
    if (!held.isChanged) tx.beforeCommit(() => this.store(tx, game.id));
    held.game = game;
    held.isChanged = true;
    // One by one: a round of ten thousand cards is more than fits into the arguments of a call.
    for (const event of events) held.events.push(event);
  }

  /** Store what this transaction did to a game until now, if anything: for who is going to read it from the tables. */
  async store(sql: Sql, gameId: string): Promise<void> {
    const held = this.of(sql, gameId);
    if (!held?.isChanged) return;
    const { game, events } = held;
    held.isChanged = false;
    held.events = [];
    // One statement: who holds the game has everybody else who plays it waiting.
    await sql.query(
      'bingo.store',
      `WITH appended AS (
         INSERT INTO bingo_event (game_id, bot_id, round, seq, id, event)
         SELECT $2, $1, e.round, e.seq, e.id, e.event::json FROM unnest($15::int[], $16::int[], $17::uuid[], $18::text[]) AS e(round, seq, id, event)
       )
       UPDATE bingo_game SET state = $3, round = $4, seed = $5, commitment = $6, last_seq = $7, last_event = $8, players = $9, calls = $10, next_call_at = $11, due_at = $12, started_at = $13, ended_at = $14
       WHERE bot_id = $1 AND id = $2 RETURNING ${GameFeed.CHANGED('id::text')}`,
      [
        game.botId, game.id, game.state, game.round, game.seed, game.commitment, game.lastSeq, game.lastEvent, game.players, game.calls, game.nextCallAt, game.dueAt, game.startedAt, game.endedAt,
        events.map((one) => one.round), events.map((one) => one.seq), events.map((one) => one.id), textArray(events.map((one) => JSON.stringify(one.event))),
      ],
    );
  }

  private of(sql: Sql, gameId: string): Held | undefined {
    return this.hands.get(sql)?.get(gameId);
  }
}
