import type { Sql } from '@chatloom/platform';

/** One single prize, or one ticket, taken for good. */
export interface TakenUnit {
  place: number;
  /** Null: a ticket that wins nothing. */
  prizeId: string | null;
  code: string | null;
}

/**
 * Take one of a prize that may be given by now; null when there is none. Whoever comes at the same time takes another one: rows being taken are skipped,
 * nobody waits.
 */
export async function takePrize(tx: Sql, { drawId, prizeId, tryId, now }: { drawId: string; prizeId: string; tryId: string; now: number }): Promise<TakenUnit | null> {
  const { rows } = await tx.query<TakenUnit>(
    'draws.takePrize',
    `UPDATE draw_unit u SET try_id = $3 WHERE u.draw_id = $1 AND u.try_id IS NULL AND u.place = (
       SELECT f.place FROM draw_unit f WHERE f.draw_id = $1 AND f.prize_id = $2 AND f.try_id IS NULL AND f.from_at <= to_timestamp($4::float8 / 1000) ORDER BY f.place LIMIT 1 FOR UPDATE SKIP LOCKED
     ) RETURNING u.place, u.prize_id AS "prizeId", u.code`,
    [drawId, prizeId, tryId, now],
  );
  return rows[0] ?? null;
}

/** Take the next ticket; null when all are gone. */
export async function takeTicket(tx: Sql, { drawId, tryId }: { drawId: string; tryId: string }): Promise<TakenUnit | null> {
  const { rows } = await tx.query<TakenUnit>(
    'draws.takeTicket',
    `UPDATE draw_unit u SET try_id = $2 WHERE u.draw_id = $1 AND u.try_id IS NULL AND u.place = (
       SELECT f.place FROM draw_unit f WHERE f.draw_id = $1 AND f.try_id IS NULL ORDER BY f.place LIMIT 1 FOR UPDATE SKIP LOCKED
     ) RETURNING u.place, u.prize_id AS "prizeId", u.code`,
    [drawId, tryId],
  );
  return rows[0] ?? null;
}

/** Is anything left, on this day or a later one? */
export async function isAnythingLeft(tx: Sql, drawId: string): Promise<boolean> {
  const { rows } = await tx.query('draws.anythingLeft', 'SELECT 1 FROM draw_unit WHERE draw_id = $1 AND try_id IS NULL LIMIT 1', [drawId]);
  return rows.length > 0;
}
