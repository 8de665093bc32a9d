import { Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import type { BingoDetail, BingoDocument, BingoSummary } from '@chatloom/contract';
import { Clock, Database, IdSource, SecretsBox, type Sql } from '@chatloom/platform';
import { GameFeed } from '../frame/GameFeed';
import { GamesWorker } from '../frame/GamesWorker';
import { sealNewSeed } from '../frame/gameSeed';
import { RulesFixedError } from '../frame/RulesFixedError';
import { BINGO_CHORE } from './BingoPlay';
import { BingoRounds } from './BingoRounds';
import { BINGO_COLUMNS, type BingoRow, lockGame, readGame } from './BingoRow';

/** People named on the host's screen as being one cell away. */
const NAMED = 50;

/** How a game stands, as the host sees it; without the address of its page. */
export type BingoView = Omit<BingoDetail, 'page'>;

/** Games of bingo as they are made, looked at and done away with. What happens in them is `BingoPlay`'s. */
@Injectable()
export class BingoGames {
  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
    private readonly clock: Clock,
    private readonly secrets: SecretsBox,
    private readonly rounds: BingoRounds,
    private readonly feed: GameFeed,
    private readonly worker: GamesWorker,
  ) {}

  /** Newest first. */
  async list(botId: string): Promise<BingoSummary[]> {
    const { rows } = await this.database.pg.query<BingoRow & { winners: number }>(
      'bingo.list',
      `SELECT ${BINGO_COLUMNS}, (SELECT count(*)::int FROM bingo_win w WHERE w.game_id = bingo_game.id) AS winners FROM bingo_game WHERE bot_id = $1 ORDER BY id DESC`,
      [botId],
    );
    return rows.map((row) => toSummary(row, row.winners));
  }

  /** A draft. @returns its id */
  async create(botId: string, game: { name: string; document: BingoDocument }): Promise<string> {
    const id = this.ids.newId();
    await this.database.pg.query('bingo.create', 'INSERT INTO bingo_game (id, bot_id, name, document, created_at) VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))', [
      id, botId, game.name, JSON.stringify(game.document), this.clock.now(),
    ]);
    return id;
  }

  /** A new draft with the same rules. @throws NotFoundError */
  async copy(botId: string, gameId: string, name: string): Promise<string> {
    const { document } = await readGame(this.database.pg, botId, gameId);
    return this.create(botId, { name, document: { ...document, startsAt: null } });
  }

  /**
   * Change a draft; of a game people have joined only the name, and whether winners are named.
   * @throws NotFoundError, StateConflictError when somebody else was faster, or when it is too late for such a change
   */
  async save(botId: string, gameId: string, change: { name: string; document: BingoDocument; revision: number }): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const game = await lockGame(tx, botId, gameId);
      if (game.revision !== change.revision) throw new StateConflictError('Somebody else changed this game meanwhile. Load it again.');
      const fixed = ({ showNames: _, ...rest }: BingoDocument) => JSON.stringify(rest);
      if (game.state !== 'draft' && fixed(game.document) !== fixed(change.document)) throw new RulesFixedError('People play by these rules already. Copy the game to change them.');
      await tx.query('bingo.save', 'UPDATE bingo_game SET name = $3, document = $4, revision = revision + 1 WHERE bot_id = $1 AND id = $2', [botId, gameId, change.name, JSON.stringify(change.document)]);
      await this.feed.changed(tx, gameId);
    });
  }

  /** @throws NotFoundError, StateConflictError while it is going on */
  async remove(botId: string, gameId: string): Promise<void> {
    await this.database.pg.transaction(async (tx) => {
      const game = await lockGame(tx, botId, gameId);
      if (game.state !== 'draft' && game.state !== 'ended') throw new StateConflictError('End the game first.');
      await tx.query('bingo.removePage', `DELETE FROM game_page WHERE bot_id = $1 AND kind = 'bingo' AND game_id = $2`, [botId, gameId]);
      await tx.query('bingo.remove', 'DELETE FROM bingo_game WHERE bot_id = $1 AND id = $2', [botId, gameId]);
      await this.feed.changed(tx, gameId);
    });
  }

  /**
   * Let people join. The seed is made now, and its hash is there for everybody to see from now on. Open already: nothing happens.
   * @returns whether it was opened now
   * @throws NotFoundError, StateConflictError when it has ended
   */
  async open(botId: string, gameId: string): Promise<boolean> {
    const opened = await this.database.pg.transaction(async (tx) => {
      const game = await lockGame(tx, botId, gameId);
      if (game.state === 'ended') throw new StateConflictError('This game has ended. Copy it to play again.');
      if (game.state !== 'draft') return null;
      const { sealed, commitment } = sealNewSeed(this.secrets, 'bingo', gameId);
      await tx.query('bingo.open', `UPDATE bingo_game SET state = 'joining', seed = $3, commitment = $4, due_at = $5 WHERE bot_id = $1 AND id = $2`, [botId, gameId, sealed, commitment, game.document.startsAt]);
      await this.feed.changed(tx, gameId);
      return game.document;
    });
    if (opened?.startsAt) this.worker.ringAt(BINGO_CHORE, Date.parse(opened.startsAt), this.clock.now());
    return opened !== null;
  }

  /** How it stands now. @throws NotFoundError */
  view(botId: string, gameId: string): Promise<BingoView> {
    // In a transaction because whoever looks at a round brings a connection of their own.
    return this.database.pg.transaction(async (tx) => {
      const game = await readGame(tx, botId, gameId);
      const now = await this.table(tx, game);
      const { rows: wins } = await tx.query<{ contactId: string; round: number; prizeId: string; place: number; call: number; at: Date }>(
        'bingo.winners',
        'SELECT contact_id AS "contactId", round, prize_id AS "prizeId", place, call, won_at AS at FROM bingo_win WHERE bot_id = $1 AND game_id = $2 ORDER BY round DESC, won_at DESC, prize_id, place',
        [botId, gameId],
      );
      const names = await namesOf(tx, botId, [...wins.map(({ contactId }) => contactId), ...now.reaching.slice(0, NAMED), ...now.waiting.map(({ player }) => player)]);
      const named = (contactId: string) => ({ contactId, displayName: names.get(contactId) ?? null });
      return {
        ...toSummary(game, wins.length),
        document: game.document,
        revision: game.revision,
        commitment: game.commitment,
        seed: game.state === 'ended' && game.seed !== null ? this.rounds.seedOf(game).toString('hex') : null,
        host: {
          calls: now.calls.map(({ item, at }) => ({ item, at: new Date(at).toISOString() })),
          nextCallAt: game.nextCallAt?.toISOString() ?? null,
          prizeId: now.prizeId,
          reaching: { count: now.reaching.length, people: now.reaching.slice(0, NAMED).map(named) },
          waiting: now.waiting.map(({ player, until }) => ({ ...named(player), until: new Date(until).toISOString() })),
          winners: wins.map(({ at, ...win }) => ({ ...win, displayName: names.get(win.contactId) ?? null, at: at.toISOString() })),
          canUndo: game.state === 'running' && now.canUndo,
        },
      };
    });
  }

  /** The same; null when the game is gone. */
  viewOrNull(botId: string, gameId: string): Promise<BingoView | null> {
    return this.view(botId, gameId).catch((error: unknown) => {
      if (error instanceof NotFoundError) return null;
      throw error;
    });
  }

  /** What the round looks like; empty before the first. */
  private async table(sql: Sql, game: BingoRow) {
    if (game.round === 0) return { calls: [], prizeId: game.document.prizes[0]?.id ?? null, reaching: [], waiting: [], canUndo: false };
    return this.rounds.read(sql, game, (round) => ({
      calls: [...round.callTimes], prizeId: round.prize?.id ?? null, reaching: round.ended ? [] : round.reaching(), waiting: round.claimsWaiting(), canUndo: round.canUndo,
    }));
  }
}

function toSummary(game: BingoRow, winners: number): BingoSummary {
  const { id, name, state, round, players, calls, createdAt, startedAt, endedAt } = game;
  return { id, name, state, round, players, calls, winners, createdAt: createdAt.toISOString(), startedAt: startedAt?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null };
}

async function namesOf(sql: Sql, botId: string, contactIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ id: string; display_name: string | null }>('bingo.names', 'SELECT id, display_name FROM contact WHERE bot_id = $1 AND id = ANY($2::uuid[])', [botId, [...new Set(contactIds)]]);
  return new Map(rows.flatMap(({ id, display_name }) => (display_name === null ? [] : [[id, display_name] as const])));
}
