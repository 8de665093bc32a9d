import { Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import { type IssuedVoucher, type RedeemAnswer, VOUCHER } from '@chatloom/contract';
import { Clock, crashPoint, Database, type Sql, type Transaction } from '@chatloom/platform';
import { GamesWorker } from '../frame/GamesWorker';
import { GIFTS_CHORE } from './giftsChore';
import { findIssued, type IssuedRow, issuedView, SELECT_ISSUED, stateOf } from './IssuedRow';
import { readVoucherCode } from './voucherCode';

/** Who redeems, and where. */
export interface Redeemer {
  by: NonNullable<IssuedVoucher['redeemedBy']>;
  shopId: string | null;
  /** Of the team. */
  personId: string | null;
  /** Epoch ms. */
  now: number;
}

const LATEST = 50;

/** Redeems vouchers, each once: one statement says whether it can be, and does it. */
@Injectable()
export class VoucherRedeeming {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly worker: GamesWorker,
  ) {}

  /** What a code is worth; null when no voucher of the bot has it. */
  async lookUp(botId: string, typed: string): Promise<IssuedVoucher | null> {
    const row = await this.find(this.database.pg, botId, typed);
    return row && issuedView(row, this.clock.now());
  }

  /** Somebody of the team takes a voucher in. */
  async redeemCode(botId: string, typed: string, redeemer: Omit<Redeemer, 'by' | 'now'>): Promise<RedeemAnswer> {
    const now = this.clock.now();
    const answer = await this.database.pg.transaction(async (tx): Promise<RedeemAnswer> => {
      const found = await this.find(tx, botId, typed);
      if (!found) return { outcome: 'unknown', voucher: null };
      const outcome = await this.redeem(tx, botId, found.id, { ...redeemer, by: 'team', now });
      return { outcome, voucher: issuedView((await findIssued(tx, botId, found.id))!, now) };
    });
    crashPoint('voucher.afterRedeem');
    return answer;
  }

  /** One that was issued, in the transaction of whatever redeems it. */
  async redeem(tx: Transaction, botId: string, issuedId: string, { by, shopId, personId, now }: Redeemer): Promise<'redeemed' | 'already' | 'expired'> {
    const { rows } = await tx.query<{ owesFlow: boolean }>(
      'vouchers.redeem',
      `UPDATE voucher_issued i SET redeemed_at = to_timestamp($3::float8 / 1000), redeemed_by = $4, shop_id = $5, person_id = $6,
         owes_flow = i.contact_id IS NOT NULL AND v.document ->> 'redeemedFlowId' IS NOT NULL
       FROM voucher v WHERE v.id = i.voucher_id AND i.bot_id = $1 AND i.id = $2 AND i.redeemed_at IS NULL AND (i.expires_at IS NULL OR i.expires_at > to_timestamp($3::float8 / 1000))
       RETURNING i.owes_flow AS "owesFlow"`,
      [botId, issuedId, now, by, shopId, personId],
    );
    if (rows[0]) {
      if (rows[0].owesFlow) this.worker.ringAt(GIFTS_CHORE, now, now);
      crashPoint('voucher.beforeRedeem');
      return 'redeemed';
    }
    const row = await findIssued(tx, botId, issuedId);
    return row && stateOf(row, now) === 'redeemed' ? 'already' : 'expired';
  }

  /** The one of a person that expires first; of one kind, or of any (''). Null when they have none. */
  async firstOpen(sql: Sql, botId: string, contactId: string, voucherId: string, now: number): Promise<IssuedRow | null> {
    return (await this.open(sql, botId, contactId, voucherId, now, 1))[0] ?? null;
  }

  /** Those a person can still redeem, the one that expires first at the head; of one kind, or of all (''). */
  async open(sql: Sql, botId: string, contactId: string, voucherId: string, now: number, atMost: number): Promise<IssuedRow[]> {
    const { rows } = await sql.query<IssuedRow>(
      'vouchers.openOf',
      `${SELECT_ISSUED} WHERE i.bot_id = $1 AND i.contact_id = $2 AND ($3 = '' OR i.voucher_id::text = $3) AND i.redeemed_at IS NULL AND (i.expires_at IS NULL OR i.expires_at > to_timestamp($4::float8 / 1000))
       ORDER BY i.expires_at NULLS LAST, i.id LIMIT $5`,
      [botId, contactId, voucherId, now, atMost],
    );
    return rows;
  }

  /** Take a redeeming back. @throws NotFoundError; StateConflictError when it is too late, or was never redeemed */
  async undo(botId: string, issuedId: string): Promise<IssuedVoucher> {
    const now = this.clock.now();
    return this.database.pg.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        'vouchers.undo',
        `UPDATE voucher_issued SET redeemed_at = NULL, redeemed_by = NULL, shop_id = NULL, person_id = NULL, owes_flow = false
         WHERE bot_id = $1 AND id = $2 AND redeemed_at > to_timestamp($3::float8 / 1000) - interval '${VOUCHER.undoMinutes} minutes'`,
        [botId, issuedId, now],
      );
      const row = await findIssued(tx, botId, issuedId);
      if (!row) throw new NotFoundError('voucher');
      if (rowCount === 0) throw new StateConflictError(row.redeemedAt === null ? 'This voucher has not been redeemed.' : 'This can be taken back only for ten minutes.');
      return issuedView(row, now);
    });
  }

  /** The last ones redeemed, of all kinds, latest first. */
  async latest(botId: string): Promise<IssuedVoucher[]> {
    const { rows } = await this.database.pg.query<IssuedRow>('vouchers.latest', `${SELECT_ISSUED} WHERE i.bot_id = $1 AND i.redeemed_at IS NOT NULL ORDER BY i.redeemed_at DESC LIMIT ${LATEST}`, [botId]);
    return rows.map((row) => issuedView(row, this.clock.now()));
  }

  private async find(sql: Sql, botId: string, typed: string): Promise<IssuedRow | null> {
    const code = readVoucherCode(typed);
    if (code === null) return null;
    const { rows } = await sql.query<IssuedRow>('vouchers.byCode', `${SELECT_ISSUED} WHERE i.bot_id = $1 AND i.code = $2`, [botId, code]);
    return rows[0] ?? null;
  }
}
