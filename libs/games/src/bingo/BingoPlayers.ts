import { Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import type { BingoPlayer } from '@chatloom/contract';
import { Database } from '@chatloom/platform';
import { BingoPlay } from './BingoPlay';
import { BingoRounds } from './BingoRounds';
import { readGame } from './BingoRow';

/** Who plays, for the people who run the game. */
@Injectable()
export class BingoPlayers {
  constructor(
    private readonly database: Database,
    private readonly rounds: BingoRounds,
    private readonly play: BingoPlay,
  ) {}

  /** In the order they joined; `cursor` is the seat of the last one of the page before. @throws NotFoundError */
  list(botId: string, gameId: string, { cursor, limit = 50 }: { cursor?: string; limit?: number }): Promise<{ items: BingoPlayer[]; nextCursor: string | null }> {
    return this.database.pg.transaction(async (tx) => {
      const game = await readGame(tx, botId, gameId);
      const { rows } = await tx.query<{ contactId: string; displayName: string | null; joinedAt: Date; seat: number }>(
        'bingo.players',
        `SELECT p.contact_id AS "contactId", c.display_name AS "displayName", p.joined_at AS "joinedAt", p.seat FROM bingo_player p LEFT JOIN contact c ON c.id = p.contact_id AND c.bot_id = p.bot_id
         WHERE p.bot_id = $1 AND p.game_id = $2 AND p.seat > $3 ORDER BY p.seat LIMIT $4`,
        [botId, gameId, Number.parseInt(cursor ?? '0', 10) || 0, limit],
      );
      const views = game.round === 0 ? rows.map(() => null) : await this.rounds.read(tx, game, (round) => rows.map(({ contactId }) => round.viewOf(contactId)));
      const items = rows.map(({ seat: _, joinedAt, ...row }, i) => ({
        ...row, joinedAt: joinedAt.toISOString(), cells: [...(views[i]?.card ?? [])], missing: views[i]?.missing ?? 0, marks: views[i]?.marks ?? 0,
      }));
      return { items, nextCursor: rows.length < limit ? null : String(rows.at(-1)!.seat) };
    });
  }

  /**
   * People the host lets in, whatever the entry rules say. Those who play already stay as they are.
   * @returns how many sat down
   * @throws NotFoundError for a contact or a game that is not the bot's; StateConflictError when nobody can join any more
   */
  async add(botId: string, gameId: string, contactIds: readonly string[]): Promise<number> {
    const wanted = [...new Set(contactIds)];
    const { rows } = await this.database.pg.query<{ contactId: string; conversationId: string }>(
      'bingo.newPlayers',
      `SELECT c.id AS "contactId", v.id AS "conversationId" FROM contact c JOIN conversation v ON v.contact_id = c.id WHERE c.bot_id = $1 AND c.id = ANY($2::uuid[]) ORDER BY c.id`,
      [botId, wanted],
    );
    if (rows.length < wanted.length) throw new NotFoundError('contact');
    let joined = 0;
    for (const player of rows) {
      const outcome = await this.database.pg.transaction((tx) => this.play.join(tx, botId, gameId, player));
      if (!('refused' in outcome)) joined += 1;
      else if (outcome.refused !== 'alreadyJoined') throw new StateConflictError(outcome.refused === 'full' ? 'All places are taken.' : 'Nobody can join this game now.');
    }
    return joined;
  }
}
