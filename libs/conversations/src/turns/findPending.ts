import type { Sql } from '@chatloom/platform';

/** Conversations per look: what is left is found by the next one. */
const LIMIT = 2_000;

/**
 * Conversations with events that have waited for at least `olderThanMs`: nobody told us of them, or whoever was told
 * has died.
 */
export async function findPending(sql: Sql, now: number, olderThanMs: number): Promise<string[]> {
  const { rows } = await sql.query<{ conversation_id: string }>(
    'inbox.pending',
    `SELECT DISTINCT conversation_id FROM (
       SELECT conversation_id FROM inbox
       WHERE received_at <= to_timestamp($1::float8 / 1000)
         AND NOT EXISTS (SELECT 1 FROM suspect s WHERE s.conversation_id = inbox.conversation_id)
       ORDER BY seq LIMIT $2
     ) oldest`,
    [now - olderThanMs, LIMIT],
  );
  return rows.map((row) => row.conversation_id);
}
