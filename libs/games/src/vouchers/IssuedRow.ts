import type { IssuedVoucher, VoucherDocument, VoucherState } from '@chatloom/contract';
import { VOUCHER } from '@chatloom/contract';
import type { Sql } from '@chatloom/platform';
import { writeVoucherCode } from './voucherCode';

/** A voucher in somebody's hands, with what its kind says. */
export interface IssuedRow {
  id: string;
  voucherId: string;
  botId: string;
  contactId: string | null;
  displayName: string | null;
  /** Without hyphens. */
  code: string;
  document: VoucherDocument;
  givenBy: IssuedVoucher['givenBy'];
  issuedAt: Date;
  expiresAt: Date | null;
  redeemedAt: Date | null;
  redeemedBy: IssuedVoucher['redeemedBy'];
  shop: string | null;
}

/** To be followed by what bounds it, `i.bot_id` among it. */
export const SELECT_ISSUED = `SELECT i.id, i.voucher_id AS "voucherId", i.bot_id AS "botId", i.contact_id AS "contactId", c.display_name AS "displayName", i.code, v.document,
    i.given_by AS "givenBy", i.issued_at AS "issuedAt", i.expires_at AS "expiresAt", i.redeemed_at AS "redeemedAt", i.redeemed_by AS "redeemedBy", s.name AS shop
  FROM voucher_issued i JOIN voucher v ON v.id = i.voucher_id LEFT JOIN contact c ON c.id = i.contact_id LEFT JOIN shop s ON s.id = i.shop_id`;

/** Null when the bot has no such voucher. */
export async function findIssued(sql: Sql, botId: string, issuedId: string): Promise<IssuedRow | null> {
  const { rows } = await sql.query<IssuedRow>('vouchers.issued', `${SELECT_ISSUED} WHERE i.bot_id = $1 AND i.id = $2`, [botId, issuedId]);
  return rows[0] ?? null;
}

/** What became of it by now, epoch ms. */
export function stateOf({ redeemedAt, expiresAt }: Pick<IssuedRow, 'redeemedAt' | 'expiresAt'>, now: number): VoucherState {
  if (redeemedAt !== null) return 'redeemed';
  return expiresAt !== null && expiresAt.getTime() <= now ? 'expired' : 'issued';
}

/** As the team sees it. */
export function issuedView(row: IssuedRow, now: number): IssuedVoucher {
  const { id, voucherId, contactId, displayName, document, issuedAt, expiresAt, redeemedAt, redeemedBy, shop, givenBy } = row;
  const undoUntil = redeemedAt && redeemedAt.getTime() + VOUCHER.undoMinutes * 60_000;
  return {
    id, voucherId, contactId, displayName, redeemedBy, shop, givenBy,
    code: writeVoucherCode(row.code),
    title: document.title,
    value: document.value,
    state: stateOf(row, now),
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    redeemedAt: redeemedAt?.toISOString() ?? null,
    undoUntil: undoUntil !== null && undoUntil > now ? new Date(undoUntil).toISOString() : null,
  };
}
