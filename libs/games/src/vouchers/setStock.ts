import { StateConflictError } from '@chatloom/bots';
import type { Transaction } from '@chatloom/platform';

/**
 * See to it that as many pieces are free as the stock has beyond what was issued. The caller holds the lock on the voucher, so nobody takes one
 * meanwhile.
 * @param stock null: as many as are asked for
 * @throws StateConflictError when more were issued already
 */
export async function setStock(tx: Transaction, { botId, voucherId, stock }: { botId: string; voucherId: string; stock: number | null }): Promise<void> {
  const { rows } = await tx.query<{ issued: number; free: number; last: number }>(
    'vouchers.stock',
    `SELECT (SELECT count(*)::int FROM voucher_issued WHERE voucher_id = $1 AND bot_id = $2) AS issued, count(*) FILTER (WHERE issued_id IS NULL)::int AS free, coalesce(max(piece), 0) AS last
     FROM voucher_piece WHERE voucher_id = $1 AND bot_id = $2`,
    [voucherId, botId],
  );
  const { issued, free, last } = rows[0]!;
  const wanted = stock === null ? 0 : stock - issued;
  if (wanted < 0) throw new StateConflictError(`${issued} were issued already, the stock cannot be smaller.`);
  if (wanted > free) {
    await tx.query('vouchers.addPieces', 'INSERT INTO voucher_piece (voucher_id, bot_id, piece) SELECT $1, $2, $3 + n FROM generate_series(1, $4::int) AS n', [voucherId, botId, last, wanted - free]);
  } else if (wanted < free) {
    await tx.query(
      'vouchers.dropPieces',
      'DELETE FROM voucher_piece WHERE voucher_id = $1 AND bot_id = $2 AND piece IN (SELECT piece FROM voucher_piece WHERE voucher_id = $1 AND issued_id IS NULL ORDER BY piece DESC LIMIT $3)',
      [voucherId, botId, free - wanted],
    );
  }
}
