import { NotFoundError } from '@chatloom/bots';
import type { GivingState, StampCardDocument } from '@chatloom/contract';
import type { Sql } from '@chatloom/platform';
import { NO_STAMPS, type StampStanding } from './decideStamp';

/** A stamp card as its row has it, with what of its bot is needed to stamp it. */
export interface StampCardRow {
  id: string;
  botId: string;
  name: string;
  document: StampCardDocument;
  revision: number;
  state: GivingState;
  createdAt: Date;
  /** Of the bot. */
  timeZone: string;
}

const SELECT = `SELECT k.id, k.bot_id AS "botId", k.name, k.document, k.revision, k.state, k.created_at AS "createdAt", b.time_zone AS "timeZone"
  FROM stamp_card k JOIN bot b ON b.id = k.bot_id WHERE k.bot_id = $1 AND k.id = $2`;

/** Null when the bot has no such card. */
export async function findStampCard(sql: Sql, botId: string, cardId: string): Promise<StampCardRow | null> {
  const { rows } = await sql.query<StampCardRow>('stamps.row', SELECT, [botId, cardId]);
  return rows[0] ?? null;
}

/** @throws NotFoundError when the bot has no such card */
export async function readStampCard(sql: Sql, botId: string, cardId: string): Promise<StampCardRow> {
  const row = await findStampCard(sql, botId, cardId);
  if (!row) throw new NotFoundError('stamp card');
  return row;
}

/** The same, kept as it is until this transaction is over: many may hold it so at once, who wants to change it waits. */
export async function holdStampCard(sql: Sql, botId: string, cardId: string): Promise<StampCardRow | null> {
  const { rows } = await sql.query<StampCardRow>('stamps.hold', `${SELECT} FOR KEY SHARE OF k`, [botId, cardId]);
  return rows[0] ?? null;
}

/** The same, for the one who will change it. @throws NotFoundError */
export async function lockStampCard(sql: Sql, botId: string, cardId: string): Promise<StampCardRow> {
  const { rows } = await sql.query<StampCardRow>('stamps.lock', `${SELECT} FOR UPDATE OF k`, [botId, cardId]);
  if (!rows[0]) throw new NotFoundError('stamp card');
  return rows[0];
}

/** Where a person stands with a card, as their row has it. */
export interface HolderRow {
  standing: StampStanding;
  /** Filled cards whose reward has still to be given. */
  owedRounds: number[];
}

const HOLDER = `SELECT round, stamps, full_cards AS "fullCards", total, expires_at AS "expiresAt", last_at AS "lastAt", to_char(day, 'YYYY-MM-DD') AS day, day_stamps AS "dayStamps", owed_rounds AS "owedRounds"
  FROM stamp_holder WHERE bot_id = $1 AND card_id = $2 AND contact_id = $3`;
type StoredHolder = Omit<StampStanding, 'expiresAt' | 'lastAt'> & { expiresAt: Date | null; lastAt: Date | null; owedRounds: number[] };

/** Who never had a stamp stands at the beginning. */
export async function readHolder(sql: Sql, botId: string, cardId: string, contactId: string): Promise<HolderRow> {
  const { rows } = await sql.query<StoredHolder>('stamps.holder', HOLDER, [botId, cardId, contactId]);
  return holderOf(rows[0]);
}

/** The same under the person's lock: stamps of one person are given one after the other. */
export async function lockHolder(sql: Sql, botId: string, cardId: string, contactId: string): Promise<HolderRow> {
  await sql.query('stamps.firstHold', 'INSERT INTO stamp_holder (bot_id, card_id, contact_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [botId, cardId, contactId]);
  const { rows } = await sql.query<StoredHolder>('stamps.lockHolder', `${HOLDER} FOR UPDATE`, [botId, cardId, contactId]);
  return holderOf(rows[0]);
}

/** What the row says from now on. */
export async function writeHolder(sql: Sql, key: { botId: string; cardId: string; contactId: string }, { standing, owedRounds }: HolderRow): Promise<void> {
  await sql.query(
    'stamps.writeHolder',
    `UPDATE stamp_holder SET round = $4, stamps = $5, full_cards = $6, total = $7, expires_at = to_timestamp($8::float8 / 1000), last_at = to_timestamp($9::float8 / 1000), day = $10, day_stamps = $11, owed_rounds = $12
     WHERE bot_id = $1 AND card_id = $2 AND contact_id = $3`,
    [
      key.botId, key.cardId, key.contactId, standing.round, standing.stamps, standing.fullCards, standing.total, standing.expiresAt, standing.lastAt, standing.day, standing.dayStamps, owedRounds,
    ],
  );
}

function holderOf(row: StoredHolder | undefined): HolderRow {
  if (!row) return { standing: NO_STAMPS, owedRounds: [] };
  const { owedRounds, expiresAt, lastAt, ...standing } = row;
  return { standing: { ...standing, expiresAt: expiresAt?.getTime() ?? null, lastAt: lastAt?.getTime() ?? null }, owedRounds };
}
