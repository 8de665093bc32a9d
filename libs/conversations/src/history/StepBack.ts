import type { Clock, Database, IdSource } from '@chatloom/platform';

/** What was taken back: everything that has to vanish from the chat window with it. */
export interface SteppedBack {
  turnIds: string[];
  /** LINE's ids of what the person said and what the bot answered. */
  messageIds: string[];
  /** Ids of the events, which bubbles of the person know themselves by. */
  eventIds: string[];
}

/** A timer that should have rung by now would ring at once and undo the step back; it waits for this long, or for "skip". */
const PAST_TIMER_WAITS_MS = 3_600_000;

/**
 * Takes back the newest turn of a conversation somebody tries a flow in (the simulator channel): where they stood, what was known of them and what
 * was waiting is as before. What a turn did elsewhere (a vote, a booking) stays.
 */
export class StepBack {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** @param conversationIds of one chat; the newest turn of all of them is meant. @returns null when there is none that could be taken back */
  async take(botId: string, conversationIds: readonly string[]): Promise<SteppedBack | null> {
    return this.database.pg.transaction(async (tx) => {
      // As turns do: nobody takes a turn of these while they are being put back.
      await tx.query('stepBack.lock', 'SELECT id FROM conversation WHERE bot_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR UPDATE', [botId, conversationIds]);
      const { rows } = await tx.query<{ turn_id: string; conversation_id: string; is_newest: boolean }>(
        'stepBack.newest',
        `SELECT turn_id, conversation_id FROM turn_snapshot WHERE bot_id = $1 AND conversation_id = ANY($2::uuid[]) ORDER BY turn_id DESC LIMIT 1`,
        [botId, conversationIds],
      );
      const newest = rows[0];
      if (!newest) return null;
      const at = [newest.turn_id, newest.conversation_id, botId];
      await tx.query(
        'stepBack.state',
        `UPDATE conversation c SET state = s.state, reply_token = NULL, reply_token_at = NULL FROM turn_snapshot s WHERE s.turn_id = $1 AND c.id = $2 AND c.bot_id = $3`,
        at,
      );
      await tx.query(
        'stepBack.contact',
        `UPDATE contact c SET fields = (s.contact ->> 'fields')::jsonb, tags = ARRAY(SELECT json_array_elements_text(s.contact -> 'tags')), is_friend = (s.contact ->> 'isFriend')::boolean
         FROM turn_snapshot s WHERE s.turn_id = $1 AND s.conversation_id = $2 AND c.bot_id = $3 AND c.id = (s.contact ->> 'id')::uuid`,
        at,
      );
      await tx.query('stepBack.timersGone', 'DELETE FROM timer WHERE conversation_id = $1 AND bot_id = $2', [newest.conversation_id, botId]);
      const later = this.clock.now() + PAST_TIMER_WAITS_MS;
      await tx.query(
        'stepBack.timers',
        `INSERT INTO timer (id, bot_id, channel_id, conversation_id, due_at, purpose, wait_token, contact_id)
         SELECT t.id, t.bot_id, t.channel_id, t.conversation_id, CASE WHEN t.due_at > to_timestamp($4::float8 / 1000) THEN t.due_at ELSE to_timestamp($5::float8 / 1000) END, t.purpose, t.wait_token, t.contact_id
         FROM turn_snapshot s, json_populate_recordset(NULL::timer, s.timers) t WHERE s.turn_id = $1 AND s.conversation_id = $2 AND s.bot_id = $3
         UNION ALL
         SELECT $6::uuid, s.bot_id, c.channel_id, s.conversation_id, to_timestamp($5::float8 / 1000), s.fired ->> 'purpose', s.fired ->> 'wait_token', NULL
         FROM turn_snapshot s JOIN conversation c ON c.id = s.conversation_id WHERE s.turn_id = $1 AND s.conversation_id = $2 AND s.bot_id = $3 AND s.fired IS NOT NULL`,
        [...at, this.clock.now(), later, this.ids.newId()],
      );
      const gone = await tx.query<{ id: string; event_id: string; message_id: string | null }>(
        'stepBack.turns',
        `DELETE FROM turn WHERE conversation_id = $1 AND bot_id = $2 AND id >= $3 RETURNING id, event_id, input -> 'message' ->> 'id' AS message_id`,
        [newest.conversation_id, botId, newest.turn_id],
      );
      const sent = await tx.query<{ ids: string[] | null }>(
        'stepBack.outbox',
        `DELETE FROM outbox WHERE conversation_id = $1 AND bot_id = $2 AND turn_id >= $3
         RETURNING ARRAY(SELECT m ->> 'id' FROM json_array_elements(CASE json_typeof(result -> 'sentMessages') WHEN 'array' THEN result -> 'sentMessages' ELSE '[]' END) m) AS ids`,
        [newest.conversation_id, botId, newest.turn_id],
      );
      await tx.query('stepBack.snapshots', 'DELETE FROM turn_snapshot WHERE conversation_id = $1 AND bot_id = $2 AND turn_id >= $3', [newest.conversation_id, botId, newest.turn_id]);
      return {
        turnIds: gone.rows.map((row) => row.id),
        messageIds: [...gone.rows.flatMap((row) => row.message_id ?? []), ...sent.rows.flatMap((row) => row.ids ?? [])],
        eventIds: gone.rows.map((row) => row.event_id),
      };
    });
  }
}
