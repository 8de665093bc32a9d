import { NotFoundError } from '@chatloom/bots';
import type { DrawDocument, DrawState } from '@chatloom/contract';
import type { Sql } from '@chatloom/platform';

/** A draw as its row has it. */
export interface DrawRow {
  id: string;
  botId: string;
  name: string;
  document: DrawDocument;
  revision: number;
  state: DrawState;
  /** Sealed; see `openSeed`. */
  seed: string | null;
  commitment: string | null;
  /** Days are counted in it; null before it was started. */
  zone: string | null;
  dueAt: Date | null;
  openedAt: Date | null;
  closedAt: Date | null;
  endedAt: Date | null;
  isStopped: boolean;
  followUp: DrawFollowUp | null;
  createdAt: Date;
}

/** How far telling people of a draw that has ended has come: the last person told, '' at the beginning. */
export interface DrawFollowUp {
  after: string;
}

/** For SELECT and RETURNING over `draw d`. */
export const DRAW_COLUMNS = `d.id, d.bot_id AS "botId", d.name, d.document, d.revision, d.state, d.seed, d.commitment, d.zone, d.due_at AS "dueAt", d.opened_at AS "openedAt", d.closed_at AS "closedAt",
  d.ended_at AS "endedAt", d.is_stopped AS "isStopped", d.follow_up AS "followUp", d.created_at AS "createdAt"`;

/** @throws NotFoundError when the bot has no such draw */
export async function readDraw(sql: Sql, botId: string, drawId: string): Promise<DrawRow> {
  const { rows } = await sql.query<DrawRow>('draws.row', `SELECT ${DRAW_COLUMNS} FROM draw d WHERE d.bot_id = $1 AND d.id = $2`, [botId, drawId]);
  return rowOrThrow(rows);
}

/** The same for one who tries: many may hold it so at once, and whoever ends the draw waits for them. */
export async function holdDraw(sql: Sql, botId: string, drawId: string): Promise<DrawRow> {
  const { rows } = await sql.query<DrawRow>('draws.hold', `SELECT ${DRAW_COLUMNS} FROM draw d WHERE d.bot_id = $1 AND d.id = $2 FOR KEY SHARE`, [botId, drawId]);
  return rowOrThrow(rows);
}

/** The same for the one who will change it. Tries under way are waited for, and new ones wait. */
export async function lockDraw(sql: Sql, botId: string, drawId: string): Promise<DrawRow> {
  const { rows } = await sql.query<DrawRow>('draws.lock', `SELECT ${DRAW_COLUMNS} FROM draw d WHERE d.bot_id = $1 AND d.id = $2 FOR UPDATE`, [botId, drawId]);
  return rowOrThrow(rows);
}

function rowOrThrow(rows: readonly DrawRow[]): DrawRow {
  if (!rows[0]) throw new NotFoundError('draw');
  return rows[0];
}
