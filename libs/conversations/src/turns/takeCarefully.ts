import type { Database } from '@chatloom/platform';
import type { TurnsTaken, TurnTaker } from './TurnTaker';

/**
 * An event that was under way at so many deaths is parked where a person can see it (RELIABILITY F25). One that merely throws
 * is parked after three tries by `TurnTaker`; deaths get two more, because an innocent event can be near three of them.
 */
const MAX_ATTEMPTS = 5;

/**
 * One event of one conversation, with the attempt counted in a commit of its own beforehand: so an event that throws
 * each time, or kills the process each time, is found out and parked, and the conversation's next event goes on.
 */
export async function takeCarefully(database: Database, taker: TurnTaker, conversationId: string): Promise<TurnsTaken> {
  const { rows } = await database.pg.query<{ seq: string; attempts: number }>(
    'turns.attempt',
    `UPDATE inbox SET attempts = attempts + 1
     WHERE seq = (SELECT seq FROM inbox WHERE conversation_id = $1 ORDER BY occurred_at, seq LIMIT 1)
     RETURNING seq, attempts`,
    [conversationId],
  );
  const event = rows[0];
  if (event && event.attempts > MAX_ATTEMPTS) {
    await database.pg.query(
      'turns.park',
      `WITH taken AS (DELETE FROM inbox WHERE seq = $1 RETURNING *)
       INSERT INTO parked_event (seq, conversation_id, bot_id, channel_id, event_id, occurred_at, input, reason)
       SELECT seq, conversation_id, bot_id, channel_id, event_id, occurred_at, input, 'failedThreeTimes' FROM taken
       ON CONFLICT DO NOTHING`,
      [event.seq],
    );
  }
  return taker.take([conversationId], 1);
}
