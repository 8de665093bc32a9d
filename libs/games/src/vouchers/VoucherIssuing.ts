import { Injectable } from '@nestjs/common';
import type { IssuedVoucher } from '@chatloom/contract';
import { IdSource, type Transaction } from '@chatloom/platform';
import { expiresAt } from './expiresAt';
import { findIssued, type IssuedRow } from './IssuedRow';
import { isGivenAt } from './isGivenAt';
import { newVoucherCode } from './voucherCode';
import { holdVoucher, type VoucherRow } from './VoucherRow';

/** To whom a voucher is given, and why. */
export interface Gift {
  botId: string;
  voucherId: string;
  contactId: string;
  givenBy: IssuedVoucher['givenBy'];
  /** What gives it: repeated with the same one, nothing more is given. */
  source: string;
  /** Epoch ms. */
  now: number;
}

/** What came of it. `alreadyHas`: the person has as many as one may get. */
export type GiftOutcome = { outcome: 'given'; issued: IssuedRow } | { outcome: 'alreadyHas' | 'soldOut' | 'notOpen' };

/** Two chats of one person may be given one at once; each loser looks again. */
const TRIES = 10;

/**
 * Gives vouchers. What is limited rests on keys and rows: the how-manieth voucher of a person is part of a key, a piece of the stock is a row
 * that is taken. Nobody waits for anybody but themselves.
 */
@Injectable()
export class VoucherIssuing {
  constructor(private readonly ids: IdSource) {}

  /** Give one, in the transaction of whatever gives it. A kind the bot does not have is not open. */
  async give(tx: Transaction, gift: Gift): Promise<GiftOutcome> {
    const voucher = await holdVoucher(tx, gift.botId, gift.voucherId);
    if (!voucher) return { outcome: 'notOpen' };
    // What was promised with a full stamp card is given whatever the times of the voucher say.
    const isReward = gift.givenBy === 'stampCard';
    if (!isReward && !isGivenAt(voucher.document, voucher.state, gift.now)) return { outcome: 'notOpen' };
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const id = await this.write(tx, voucher, gift, isReward);
      if (id !== null) return (await this.takePiece(tx, voucher, id)) ? { outcome: 'given', issued: (await findIssued(tx, gift.botId, id))! } : { outcome: 'soldOut' };
      const { rows } = await tx.query<{ id: string }>('vouchers.bySource', 'SELECT id FROM voucher_issued WHERE voucher_id = $1 AND source = $2 AND bot_id = $3', [voucher.id, gift.source, gift.botId]);
      if (rows[0]) return { outcome: 'given', issued: (await findIssued(tx, gift.botId, rows[0].id))! };
      if (await this.hasAll(tx, voucher, gift.contactId)) return { outcome: 'alreadyHas' };
    }
    throw new Error(`A voucher of kind ${voucher.id} was overtaken ${TRIES} times.`);
  }

  /** @returns its id; null when the limit is reached, the source gave before, or somebody was faster */
  private async write(tx: Transaction, voucher: VoucherRow, gift: Gift, isReward: boolean): Promise<string | null> {
    const { expiry, perPerson } = voucher.document;
    const id = this.ids.newId();
    const { rowCount } = await tx.query(
      'vouchers.issue',
      `INSERT INTO voucher_issued (id, voucher_id, bot_id, contact_id, nth, code, given_by, source, issued_at, expires_at)
       SELECT $1, $2, $3, $4, CASE WHEN $10 THEN NULL ELSE h.had + 1 END, $5, $6, $7, to_timestamp($8::float8 / 1000), to_timestamp($9::float8 / 1000)
       FROM (SELECT count(*)::int AS had FROM voucher_issued o WHERE o.voucher_id = $2 AND o.contact_id = $4 AND o.nth IS NOT NULL) h
       WHERE $10 OR $11::int IS NULL OR h.had < $11 ON CONFLICT DO NOTHING`,
      [id, voucher.id, gift.botId, gift.contactId, newVoucherCode(), gift.givenBy, gift.source, gift.now, expiresAt(expiry, gift.now, voucher.timeZone), isReward, perPerson],
    );
    return rowCount === 1 ? id : null;
  }

  /** Pieces others are taking are passed over. Without one left the voucher is taken back. */
  private async takePiece(tx: Transaction, { id: voucherId, botId, document }: VoucherRow, issuedId: string): Promise<boolean> {
    if (document.stock === null) return true;
    const { rowCount } = await tx.query(
      'vouchers.takePiece',
      `UPDATE voucher_piece SET issued_id = $3 WHERE (voucher_id, piece) = (
         SELECT voucher_id, piece FROM voucher_piece WHERE voucher_id = $1 AND bot_id = $2 AND issued_id IS NULL LIMIT 1 FOR UPDATE SKIP LOCKED)`,
      [voucherId, botId, issuedId],
    );
    if (rowCount === 1) return true;
    await tx.query('vouchers.takeBack', 'DELETE FROM voucher_issued WHERE id = $1 AND bot_id = $2', [issuedId, botId]);
    return false;
  }

  private async hasAll(tx: Transaction, { id, botId, document }: VoucherRow, contactId: string): Promise<boolean> {
    if (document.perPerson === null) return false;
    const { rows } = await tx.query<{ had: number }>('vouchers.had', 'SELECT count(*)::int AS had FROM voucher_issued WHERE voucher_id = $1 AND bot_id = $2 AND contact_id = $3 AND nth IS NOT NULL', [id, botId, contactId]);
    return rows[0]!.had >= document.perPerson;
  }
}
