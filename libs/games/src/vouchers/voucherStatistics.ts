import type { VoucherDetail } from '@chatloom/contract';
import type { Sql } from '@chatloom/platform';

export type VoucherCounts = VoucherDetail['counts'];
type Statistics = Pick<VoucherDetail, 'counts' | 'left' | 'days' | 'redeemedAt' | 'rewardOf'>;

const DAYS = 60;

/** How a kind of voucher has done, counted now, by the days of the bot's zone. */
export async function voucherStatistics(sql: Sql, { botId, voucherId, timeZone, now }: { botId: string; voucherId: string; timeZone: string; now: number }): Promise<Statistics> {
  const { rows: counts } = await sql.query<VoucherCounts & { left: number | null }>(
    'vouchers.counts',
    `SELECT count(*)::int AS issued, count(*) FILTER (WHERE i.redeemed_at IS NOT NULL)::int AS redeemed, count(*) FILTER (WHERE i.redeemed_at IS NULL AND i.expires_at <= to_timestamp($3::float8 / 1000))::int AS expired,
       count(*) FILTER (WHERE i.redeemed_at IS NULL AND (i.expires_at IS NULL OR i.expires_at > to_timestamp($3::float8 / 1000)))::int AS open,
       (SELECT CASE WHEN v.document ->> 'stock' IS NULL THEN NULL WHEN v.state = 'draft' THEN (v.document ->> 'stock')::int
          ELSE (SELECT count(*)::int FROM voucher_piece p WHERE p.voucher_id = v.id AND p.issued_id IS NULL) END FROM voucher v WHERE v.id = $1) AS left
     FROM voucher_issued i WHERE i.voucher_id = $1 AND i.bot_id = $2`,
    [voucherId, botId, now],
  );
  const { left, ...rest } = counts[0]!;
  const { rows: days } = await sql.query<Statistics['days'][number]>(
    'vouchers.days',
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(issued)::int AS issued, sum(redeemed)::int AS redeemed, sum(expired)::int AS expired FROM (
       SELECT (issued_at AT TIME ZONE $3)::date AS day, 1 AS issued, 0 AS redeemed, 0 AS expired FROM voucher_issued WHERE voucher_id = $1 AND bot_id = $2
       UNION ALL SELECT (redeemed_at AT TIME ZONE $3)::date, 0, 1, 0 FROM voucher_issued WHERE voucher_id = $1 AND bot_id = $2 AND redeemed_at IS NOT NULL
       -- It is gone with the midnight after its last day: the day before.
       UNION ALL SELECT ((expires_at - interval '1 millisecond') AT TIME ZONE $3)::date, 0, 0, 1 FROM voucher_issued WHERE voucher_id = $1 AND bot_id = $2 AND redeemed_at IS NULL AND expires_at <= to_timestamp($4::float8 / 1000)
     ) e GROUP BY day ORDER BY day DESC LIMIT ${DAYS}`,
    [voucherId, botId, timeZone, now],
  );
  const { rows: redeemedAt } = await sql.query<Statistics['redeemedAt'][number]>(
    'vouchers.redeemedWhere',
    `SELECT i.redeemed_by AS by, s.name AS shop, count(*)::int AS count FROM voucher_issued i LEFT JOIN shop s ON s.id = i.shop_id
     WHERE i.voucher_id = $1 AND i.bot_id = $2 AND i.redeemed_at IS NOT NULL GROUP BY i.redeemed_by, i.shop_id, s.name ORDER BY count DESC, s.name LIMIT 100`,
    [voucherId, botId],
  );
  const { rows: rewardOf } = await sql.query<{ id: string; name: string }>(
    'vouchers.rewardOf',
    `SELECT id, name FROM stamp_card WHERE bot_id = $2 AND document -> 'reward' ->> 'voucherId' = $1::text ORDER BY name LIMIT 50`,
    [voucherId, botId],
  );
  return { counts: rest, left, days: days.reverse(), redeemedAt, rewardOf };
}
