import { Injectable } from '@nestjs/common';
import { type BingoEvent, BingoRound } from '@chatloom/fairplay';
import { IdSource, SecretsBox, type Sql, type Transaction } from '@chatloom/platform';
import { openSeed } from '../frame/gameSeed';
import { type BingoRow, rulesOf } from './BingoRow';
import { HeldGames, type NumberedEvent } from './HeldGames';

/** Rounds kept in memory; the one that was used longest ago goes first. */
const MAX_KEPT = 50;

interface Kept {
  round: number;
  seed: Buffer;
  table: BingoRound;
  /** The last event it has taken in; null before the first of the game. */
  lastEvent: string | null;
  lastSeq: number;
}

/**
 * The present round of each game, ready in memory, because ten thousand cards are not dealt anew for each tap. Derived from stored events
 * and checked against the row of the game each time: what other processes did is read, and what a transaction that was
 * rolled back did is thrown away.
 *
 * One game is looked at by one caller at a time. Inside, only plain reads and what a caller's own transaction has to store wait, and callers come with a connection of their own, so
 * nobody waits for somebody who waits for them.
 */
@Injectable()
export class BingoRounds {
  private readonly kept = new Map<string, Kept>();
  private readonly queues = new Map<string, Promise<unknown>>();

  constructor(
    private readonly secrets: SecretsBox,
    private readonly ids: IdSource,
    private readonly held: HeldGames,
  ) {}

  /**
   * Look at the round as the row has it, or at something a little younger.
   * @param sql a transaction, or any connection the caller holds already
   */
  read<T>(sql: Sql, game: BingoRow, look: (round: BingoRound) => T): Promise<T> {
    return this.alone(game.id, async () => look((await this.upTo(sql, game, false)).table));
  }

  /**
   * Let something happen to the round.
   * @param game locked by this transaction (`HeldGames.lock`)
   * @param act takes commands and answers all events they led to
   * @returns the events, to be stored with the row by `HeldGames.change`, whose `lastSeq` and `lastEvent` are answered here
   */
  write(tx: Transaction, game: BingoRow, act: (round: BingoRound, seed: Buffer) => BingoEvent[]): Promise<{ events: NumberedEvent[]; lastSeq: number; lastEvent: string | null; table: BingoRound }> {
    return this.alone(game.id, async () => {
      const kept = await this.upTo(tx, game, true);
      const events = act(kept.table, kept.seed).map((event, i) => ({ id: this.ids.newId(), seq: kept.lastSeq + i + 1, round: game.round, event }));
      const last = events.at(-1);
      if (last) Object.assign(kept, { lastEvent: last.id, lastSeq: last.seq });
      return { events, lastSeq: kept.lastSeq, lastEvent: kept.lastEvent, table: kept.table };
    });
  }

  /** The secret of a game. @throws Error for one that was never opened */
  seedOf(game: BingoRow): Buffer {
    if (game.seed === null) throw new Error('This game has no seed yet.');
    return openSeed(this.secrets, 'bingo', game.id, game.seed);
  }

  /** A round has to be no older than the row; for a writer it has to be exactly what the row says. */
  private async upTo(sql: Sql, game: BingoRow, exactly: boolean): Promise<Kept> {
    const kept = this.kept.get(game.id);
    if (kept && kept.round === game.round) {
      if (kept.lastEvent === game.lastEvent || (!exactly && kept.lastSeq > game.lastSeq)) return this.touch(game.id, kept);
      if (kept.lastSeq <= game.lastSeq && (await this.catchUp(sql, game, kept))) return this.touch(game.id, kept);
    }
    const seed = this.seedOf(game);
    const fresh: Kept = { round: game.round, seed, table: new BingoRound(rulesOf(game.document), seed, game.round), lastEvent: null, lastSeq: 0 };
    await this.catchUp(sql, game, fresh);
    if (fresh.lastSeq < game.lastSeq) Object.assign(fresh, { lastSeq: game.lastSeq, lastEvent: game.lastEvent });
    return this.touch(game.id, fresh);
  }

  /** @returns false when what was taken in before never came to be (its transaction was rolled back) */
  private async catchUp(sql: Sql, game: BingoRow, kept: Kept): Promise<boolean> {
    await this.held.store(sql, game.id);
    const { rows } = await sql.query<{ seq: number; id: string; event: BingoEvent }>(
      'bingo.events',
      'SELECT seq, id, event FROM bingo_event WHERE game_id = $1 AND seq >= $2 AND seq <= $3 AND (round = $4 OR seq = $2) ORDER BY seq',
      [game.id, kept.lastSeq, game.lastSeq, game.round],
    );
    if (kept.lastSeq > 0 && rows.shift()?.id !== kept.lastEvent) return false;
    for (const { seq, id, event } of rows) {
      kept.table.apply(event);
      kept.lastSeq = seq;
      kept.lastEvent = id;
    }
    return true;
  }

  private touch(gameId: string, kept: Kept): Kept {
    this.kept.delete(gameId);
    this.kept.set(gameId, kept);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return kept;
  }

  private alone<T>(gameId: string, work: () => Promise<T>): Promise<T> {
    const before = this.queues.get(gameId) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => undefined);
    this.queues.set(gameId, settled);
    void settled.then(() => {
      if (this.queues.get(gameId) === settled) this.queues.delete(gameId);
    });
    return mine;
  }
}
