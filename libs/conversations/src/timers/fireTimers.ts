import { crashPoint, type Database, type Sql } from '@chatloom/platform';
import { WALK_INDEXES } from '../support/walkIndexes';

/** Timers moved into the inbox per statement. */
export const TIMERS_PER_CHUNK = 1_000;

/**
 * Turn due timers into inbound events: one statement, so a timer is either still there or its event is. Two processes
 * that ring at the same moment share the rows between them.
 * @returns the conversations that now have something pending, one entry per timer
 */
export async function fireTimers({ pg }: Pick<Database, 'pg'>, now: number, limit = TIMERS_PER_CHUNK): Promise<string[]> {
  crashPoint('timer.beforeFire');
  const { rows } = await pg.transaction(async (tx) => {
    await tx.query('timers.walkIndexes', `SELECT ${WALK_INDEXES}`);
    return tx.query<{ conversation_id: string }>(
      'timers.fire',
      `WITH due AS (
         SELECT id FROM timer WHERE due_at <= to_timestamp($1::float8 / 1000) ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED
       ), fired AS (
         DELETE FROM timer t USING due WHERE t.id = due.id RETURNING t.*
       )
       ${INTO_INBOX}`,
      [now, limit],
    );
  });
  if (rows.length > 0) crashPoint('timer.afterFire');
  return rows.map((row) => row.conversation_id);
}

/** Let the next timer of a conversation ring now (the phone's "skip to next"). @returns whether there was one */
export async function fireNextTimerOf(sql: Sql, conversationId: string): Promise<boolean> {
  const { rows } = await sql.query(
    'timers.fireNext',
    `WITH due AS (
       SELECT id FROM timer WHERE conversation_id = $1 ORDER BY due_at LIMIT 1 FOR UPDATE
     ), fired AS (
       DELETE FROM timer t USING due WHERE t.id = due.id RETURNING t.*
     )
     ${INTO_INBOX}`,
    [conversationId],
  );
  return rows.length > 0;
}

/** Let this one timer ring now. @returns its conversation; `null` when it is gone, because it rang by itself, say */
export async function fireTimer(sql: Sql, botId: string, timerId: string): Promise<string | null> {
  const { rows } = await sql.query<{ conversation_id: string }>(
    'timers.fireOne',
    `WITH fired AS (
       DELETE FROM timer WHERE bot_id = $1 AND id = $2 RETURNING *
     )
     ${INTO_INBOX}`,
    [botId, timerId],
  );
  return rows[0]?.conversation_id ?? null;
}

const INTO_INBOX = `INSERT INTO inbox (conversation_id, bot_id, channel_id, contact_id, event_id, occurred_at, input)
  SELECT conversation_id, bot_id, channel_id, contact_id, 'timer-' || id, (extract(epoch FROM due_at) * 1000)::bigint,
    json_build_object('type', 'timerFired', 'timerId', id, 'waitToken', wait_token, 'purpose', purpose, 'at', (extract(epoch FROM due_at) * 1000)::bigint)
  FROM fired ORDER BY due_at, id
  RETURNING conversation_id`;
