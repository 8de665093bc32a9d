import type { StampCardDetail } from '@chatloom/contract';
import type { Sql } from '@chatloom/platform';

type Statistics = Pick<StampCardDetail, 'counts' | 'sources' | 'people' | 'owed' | 'days'>;
interface Asked {
  botId: string;
  cardId: string;
  /** Of the card. */
  fields: number;
  timeZone: string;
  now: number;
  rewardIsVoucher: boolean;
}

const DAYS = 60;

/** How a stamp card has done, counted now, by the days of the bot's zone. */
export async function stampStatistics(sql: Sql, { botId, cardId, fields, timeZone, now, rewardIsVoucher }: Asked): Promise<Statistics> {
  const { rows: held } = await sql.query<{ stamps: number; people: number; owed: number }>(
    'stamps.held',
    `SELECT CASE WHEN h.expires_at <= to_timestamp($3::float8 / 1000) AND h.stamps < $4 THEN 0 ELSE h.stamps END AS stamps, count(*)::int AS people, sum(cardinality(h.owed_rounds))::int AS owed
     FROM stamp_holder h WHERE h.card_id = $1 AND h.bot_id = $2 AND h.total > 0 GROUP BY 1`,
    [cardId, botId, now, fields],
  );
  const { rows: sources } = await sql.query<Statistics['sources'][number] & { full: number }>(
    'stamps.sources',
    'SELECT source, count(*)::int AS count, count(*) FILTER (WHERE fills)::int AS full FROM stamp WHERE card_id = $1 AND bot_id = $2 GROUP BY source ORDER BY count DESC, source',
    [cardId, botId],
  );
  const { rows: days } = await sql.query<Statistics['days'][number]>(
    'stamps.days',
    `SELECT to_char((given_at AT TIME ZONE $3)::date, 'YYYY-MM-DD') AS day, count(*)::int AS stamps, count(*) FILTER (WHERE fills)::int AS full
     FROM stamp WHERE card_id = $1 AND bot_id = $2 GROUP BY 1 ORDER BY 1 DESC LIMIT ${DAYS}`,
    [cardId, botId, timeZone],
  );
  const sum = (key: 'people' | 'owed') => held.reduce((total, row) => total + row[key], 0);
  return {
    // Of the stamps themselves, because those of people whose data were deleted still count.
    counts: { people: sum('people'), given: sources.reduce((total, { count }) => total + count, 0), full: sources.reduce((total, { full }) => total + full, 0) },
    sources: sources.map(({ source, count }) => ({ source, count })),
    people: Array.from({ length: fields + 1 }, (_, stamps) => held.find((row) => row.stamps === stamps)?.people ?? 0),
    owed: rewardIsVoucher ? sum('owed') : 0,
    days: days.reverse(),
  };
}
