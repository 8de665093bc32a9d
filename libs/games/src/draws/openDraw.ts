import { daysOfStock, eachPrize, ticketsOf } from '@chatloom/fairplay';
import type { Sql } from '@chatloom/platform';
import type { DrawRow } from './DrawRow';

/**
 * Tries count from here on. Every single prize becomes a row with its code and the first moment it may be given; of a fixed number of tickets each becomes one, in
 * the order the seed fixed.
 * @param now ms since 1970
 */
export async function openDraw(tx: Sql, draw: DrawRow, seed: Buffer, now: number): Promise<void> {
  const { document } = draw;
  const zone = draw.zone ?? 'UTC';
  const units = document.chance.by === 'tickets' && document.kind !== 'raffle' ? ticketsOf(document.prizes, document.chance.total, seed) : eachPrize(document.prizes);
  const days = document.spread === 'daily' ? await daysOf(tx, zone, now, document.closesAt) : 1;
  const firstDays = document.spread === 'daily' ? document.prizes.flatMap(({ stock }) => daysOfStock(stock, days)) : units.map(() => 0);
  await tx.query(
    'draws.units',
    // Codes go to the prizes they were uploaded for, in no special order.
    `WITH unit AS (
       SELECT (n - 1)::int AS place, prize, day, row_number() OVER (PARTITION BY prize ORDER BY n) AS nth FROM unnest($3::text[], $4::int[]) WITH ORDINALITY AS w(prize, day, n)
     ), code AS (
       SELECT prize_id, code, row_number() OVER (PARTITION BY prize_id ORDER BY md5(code)) AS nth FROM draw_code WHERE draw_id = $1
     )
     INSERT INTO draw_unit (draw_id, place, bot_id, prize_id, from_at, code)
     SELECT $1, u.place, $2, u.prize, (((to_timestamp($5::float8 / 1000) AT TIME ZONE $6)::date + u.day)::timestamp AT TIME ZONE $6), c.code
     FROM unit u LEFT JOIN code c ON c.prize_id = u.prize AND c.nth = u.nth AND u.prize = ANY($7::text[])`,
    [draw.id, draw.botId, units, firstDays, now, zone, document.prizes.filter(({ codes }) => codes).map(({ id }) => id)],
  );
  await tx.query(
    'draws.open',
    `UPDATE draw SET state = 'open', opened_at = to_timestamp($2::float8 / 1000), due_at = $3 WHERE id = $1 AND state IN ('draft', 'scheduled')`,
    [draw.id, now, document.closesAt ?? document.drawAt],
  );
}

/** Local days from the opening to the close. A close at midnight does not begin another day. */
async function daysOf(tx: Sql, zone: string, now: number, closesAt: string | null): Promise<number> {
  const { rows } = await tx.query<{ days: number }>(
    'draws.days',
    `SELECT (($2::timestamptz - interval '1 millisecond') AT TIME ZONE $3)::date - (to_timestamp($1::float8 / 1000) AT TIME ZONE $3)::date + 1 AS days`,
    [now, closesAt, zone],
  );
  return Math.max(1, rows[0]!.days);
}
