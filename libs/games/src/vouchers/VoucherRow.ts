import { NotFoundError } from '@chatloom/bots';
import type { GivingState, VoucherDocument } from '@chatloom/contract';
import type { Sql } from '@chatloom/platform';

/** A kind of voucher as its row has it, with what of its bot is needed to give one. */
export interface VoucherRow {
  id: string;
  botId: string;
  name: string;
  document: VoucherDocument;
  revision: number;
  state: GivingState;
  createdAt: Date;
  /** Of the bot. */
  timeZone: string;
}

const SELECT = `SELECT v.id, v.bot_id AS "botId", v.name, v.document, v.revision, v.state, v.created_at AS "createdAt", b.time_zone AS "timeZone"
  FROM voucher v JOIN bot b ON b.id = v.bot_id WHERE v.bot_id = $1 AND v.id = $2`;

/** Null when the bot has no such kind. */
export async function findVoucher(sql: Sql, botId: string, voucherId: string): Promise<VoucherRow | null> {
  const { rows } = await sql.query<VoucherRow>('vouchers.row', SELECT, [botId, voucherId]);
  return rows[0] ?? null;
}

/** @throws NotFoundError when the bot has no such kind */
export async function readVoucher(sql: Sql, botId: string, voucherId: string): Promise<VoucherRow> {
  const row = await findVoucher(sql, botId, voucherId);
  if (!row) throw new NotFoundError('voucher');
  return row;
}

/** The same, kept as it is until this transaction is over: many may hold it so at once, who wants to change it waits. */
export async function holdVoucher(sql: Sql, botId: string, voucherId: string): Promise<VoucherRow | null> {
  const { rows } = await sql.query<VoucherRow>('vouchers.hold', `${SELECT} FOR KEY SHARE OF v`, [botId, voucherId]);
  return rows[0] ?? null;
}

/** The same, for the one who will change it. @throws NotFoundError */
export async function lockVoucher(sql: Sql, botId: string, voucherId: string): Promise<VoucherRow> {
  const { rows } = await sql.query<VoucherRow>('vouchers.lock', `${SELECT} FOR UPDATE OF v`, [botId, voucherId]);
  if (!rows[0]) throw new NotFoundError('voucher');
  return rows[0];
}
