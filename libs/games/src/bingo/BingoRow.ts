import { NotFoundError } from '@chatloom/bots';
import type { BingoDocument, BingoState } from '@chatloom/contract';
import type { BingoRules, CardKind } from '@chatloom/fairplay';
import type { Sql } from '@chatloom/platform';

/** A game as its row has it. */
export interface BingoRow {
  id: string;
  botId: string;
  name: string;
  document: BingoDocument;
  revision: number;
  state: BingoState;
  round: number;
  /** Sealed; see `openSeed`. */
  seed: string | null;
  commitment: string | null;
  lastSeq: number;
  lastEvent: string | null;
  players: number;
  calls: number;
  nextCallAt: Date | null;
  dueAt: Date | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Code of the public page (`PublicPages`); null while it is switched off. Every card in the chat has its address, and this costs no statement of its own. */
  pageCode: string | null;
}

export const BINGO_COLUMNS = `id, bot_id AS "botId", name, document, revision, state, round, seed, commitment, last_seq AS "lastSeq", last_event AS "lastEvent", players, calls,
  next_call_at AS "nextCallAt", due_at AS "dueAt", created_at AS "createdAt", started_at AS "startedAt", ended_at AS "endedAt",
  (SELECT page.code FROM game_page page WHERE page.kind = 'bingo' AND page.game_id = bingo_game.id AND page.is_on) AS "pageCode"`;

/** @throws NotFoundError when the bot has no such game */
export async function readGame(sql: Sql, botId: string, gameId: string): Promise<BingoRow> {
  const { rows } = await sql.query<BingoRow>('bingo.row', `SELECT ${BINGO_COLUMNS} FROM bingo_game WHERE bot_id = $1 AND id = $2`, [botId, gameId]);
  if (!rows[0]) throw new NotFoundError('bingo game');
  return rows[0];
}

/** The same, for the one who will change it; others who want to wait until this transaction is over. */
export async function lockGame(sql: Sql, botId: string, gameId: string): Promise<BingoRow> {
  const { rows } = await sql.query<BingoRow>('bingo.lock', `SELECT ${BINGO_COLUMNS} FROM bingo_game WHERE bot_id = $1 AND id = $2 FOR UPDATE`, [botId, gameId]);
  if (!rows[0]) throw new NotFoundError('bingo game');
  return rows[0];
}

/** What the pure rules need to know of a document. */
export function rulesOf(document: BingoDocument): BingoRules {
  return {
    kind: kindOf(document),
    prizes: document.prizes.map(({ id, pattern, winners }) => ({ id, pattern, winners })),
    onePrizeEach: document.onePrizeEach,
    marking: document.calls.by === 'event' ? 'byEvent' : document.marking,
    claimWithinMs: document.claimSeconds === null ? null : document.claimSeconds * 1_000,
  };
}

export function kindOf({ card }: BingoDocument): CardKind {
  return card.type === 'list' ? { type: 'list', items: card.items.length, size: card.size, freeCentre: card.freeCentre } : card;
}
