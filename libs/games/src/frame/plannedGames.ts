import type { Planned, PlannedSource } from '@chatloom/bots';
import type { Database } from '@chatloom/platform';

const AT_MOST = 500;

/** When polls open and close, bingo begins, and draws open, close and draw their winners: only what happens by itself. */
export function plannedGames({ pg }: Database): PlannedSource {
  return async (botId, from, to) => {
    const { rows } = await pg.query<Planned>(
      'planned.games',
      `SELECT * FROM (
         SELECT 'poll' AS kind, id, name, 'begins' AS event, opens_at AS at FROM poll WHERE bot_id = $1 AND state = 'scheduled'
         UNION ALL SELECT 'poll', id, name, 'ends', closes_at FROM poll WHERE bot_id = $1 AND state IN ('scheduled', 'open')
         UNION ALL SELECT 'bingo', id, name, 'begins', (document ->> 'startsAt')::timestamptz FROM bingo_game WHERE bot_id = $1 AND state = 'open'
         UNION ALL SELECT 'draw', id, name, 'begins', (document ->> 'opensAt')::timestamptz FROM draw WHERE bot_id = $1 AND state = 'scheduled'
         UNION ALL SELECT 'draw', id, name, 'ends', (document ->> 'closesAt')::timestamptz FROM draw WHERE bot_id = $1 AND state IN ('scheduled', 'open')
         UNION ALL SELECT 'draw', id, name, 'draws', (document ->> 'drawAt')::timestamptz FROM draw WHERE bot_id = $1 AND state IN ('scheduled', 'open', 'closed')
       ) g WHERE at >= $2 AND at < $3 ORDER BY at LIMIT ${AT_MOST}`,
      [botId, from, to],
    );
    return rows;
  };
}
