import type { JsonObject } from '@chatloom/engine';
import type { Clock, Database, Transaction } from '@chatloom/platform';
import type { Ingest } from '../ingest/Ingest';

/** Somebody to be forgotten, or whose data is asked for. */
export interface KnownPerson {
  botId: string;
  contactId: string;
  channelId: string;
  lineUserId: string;
  /** `null` for people who never wrote to the account. */
  conversationId: string | null;
}

/** Longer than any process goes on using an id it remembers: each looks once a second. */
const REMEMBERED_MS = 600_000;

/** Everything conversations keep about one person: handed out, or deleted without a trace. */
export class Forgetting {
  /** Those this process has dropped from what it remembers. */
  private dropped = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ingest: Ingest,
  ) {}

  /** Turns with their messages, timers and sent files of the person's own conversation, and what they said in groups. */
  async export({ botId, channelId, conversationId, lineUserId }: KnownPerson): Promise<JsonObject> {
    const list = async (name: string, text: string, values: unknown[]) => (await this.database.pg.query<{ item: JsonObject }>(`forgetting.${name}`, text, values)).rows.map(({ item }) => item);
    const own = [botId, conversationId];
    return {
      turns: await list('turns', `SELECT json_build_object('at', at, 'input', input, 'trace', trace) AS item FROM turn WHERE bot_id = $1 AND conversation_id = $2 ORDER BY id`, own),
      messages: await list(
        'messages',
        `SELECT json_build_object('createdAt', o.created_at, 'kind', o.kind, 'state', o.state, 'messages', o.messages) AS item FROM outbox o
         WHERE o.bot_id = $1 AND (o.id IN (SELECT unnest(sends) FROM turn WHERE bot_id = $1 AND conversation_id = $2) OR o.conversation_id = $2 AND o.priority > 0) ORDER BY o.id`,
        own,
      ),
      timers: await list('timers', `SELECT json_build_object('dueAt', due_at, 'purpose', purpose) AS item FROM timer WHERE bot_id = $1 AND conversation_id = $2 ORDER BY due_at`, own),
      files: await list(
        'files',
        `SELECT json_build_object('id', id, 'type', media_type, 'fileName', file_name, 'contentType', content_type, 'bytes', byte_size, 'at', created_at) AS item
         FROM media WHERE bot_id = $1 AND conversation_id = $2 ORDER BY id`,
        own,
      ),
      saidInGroups: await list(
        'groups',
        `SELECT json_build_object('at', t.at, 'group', substr(v.key, 3), 'input', t.input) AS item FROM conversation v JOIN turn t ON t.conversation_id = v.id AND t.bot_id = $1
         WHERE v.bot_id = $1 AND v.channel_id = $2 AND v.contact_id IS NULL AND t.input ->> 'from' = $3 ORDER BY t.id`,
        [botId, channelId, lineUserId],
      ),
    };
  }

  /** Hold the person's conversation, and the groups of the channel, in the order turns lock them: nothing happens meanwhile. */
  async lock(tx: Transaction, { botId, channelId, contactId, conversationId }: KnownPerson): Promise<void> {
    await tx.query('forgetting.lock', 'SELECT 1 FROM conversation WHERE bot_id = $1 AND (id = $2 OR channel_id = $3 AND contact_id IS NULL) ORDER BY id FOR UPDATE', [botId, conversationId, channelId]);
    await tx.query('forgetting.lockPerson', 'SELECT 1 FROM contact WHERE bot_id = $1 AND id = $2 FOR UPDATE', [botId, contactId]);
  }

  /** Deletes the person with their conversation; in groups, what they said. Hold the lock. */
  async forget(tx: Transaction, person: KnownPerson): Promise<void> {
    const { botId, channelId, contactId, conversationId, lineUserId } = person;
    const own = [botId, conversationId];
    if (conversationId !== null) {
      // The outbox has no index by conversation for what is sent: its rows are found by the turns that made them.
      await tx.query(
        'forgetting.sent',
        `WITH RECURSIVE mine AS (
           SELECT unnest(sends) AS id FROM turn WHERE bot_id = $1 AND conversation_id = $2
           UNION SELECT (o.result ->> 'pushedAs')::uuid FROM mine m JOIN outbox o ON o.id = m.id WHERE o.result ->> 'pushedAs' IS NOT NULL
         ) DELETE FROM outbox WHERE bot_id = $1 AND id IN (SELECT id FROM mine)`,
        own,
      );
      await tx.query('forgetting.pushed', 'DELETE FROM outbox WHERE bot_id = $1 AND conversation_id = $2 AND priority > 0', own);
      await tx.query('forgetting.unsent', `DELETE FROM outbox WHERE bot_id = $1 AND conversation_id = $2 AND state IN ('queued', 'sending')`, own);
      for (const table of ['turn', 'timer', 'media', 'inbox', 'parked_event'] as const) await tx.query(`forgetting.${table}`, `DELETE FROM ${table} WHERE bot_id = $1 AND conversation_id = $2`, own);
      await tx.query('forgetting.suspect', 'DELETE FROM suspect WHERE conversation_id = $1', [conversationId]);
      await tx.query('forgetting.conversation', 'DELETE FROM conversation WHERE bot_id = $1 AND id = $2', own);
    }
    await this.forgetInGroups(tx, person);
    await tx.query('forgetting.contact', 'DELETE FROM contact WHERE bot_id = $1 AND id = $2', [botId, contactId]);
    await tx.query(
      'forgetting.note',
      'INSERT INTO forgotten_person (contact_id, bot_id, channel_id, conversation_id, line_user_id, forgotten_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [contactId, botId, channelId, conversationId, lineUserId, new Date(this.clock.now())],
    );
  }

  /**
   * A chore of every process: what it remembers of people who were deleted is dropped, and events that were stored for a
   * conversation that is gone begin a new one.
   * @returns conversations that have something pending now
   */
  async heal(): Promise<string[]> {
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<{ contactId: string; botId: string; channelId: string; conversationId: string | null; lineUserId: string }>(
      'forgetting.recent',
      'SELECT contact_id AS "contactId", bot_id AS "botId", channel_id AS "channelId", conversation_id AS "conversationId", line_user_id AS "lineUserId" FROM forgotten_person',
    );
    if (rows.length === 0) {
      this.dropped = new Set();
      return [];
    }
    for (const person of rows) if (!this.dropped.has(person.contactId)) this.ingest.forget(person.channelId, person.lineUserId);
    this.dropped = new Set(rows.map(({ contactId }) => contactId));
    const filled: string[] = [];
    for (const person of rows) {
      if (person.conversationId === null) continue;
      const { rows: strays } = await this.database.pg.query('forgetting.strays', 'SELECT 1 FROM inbox WHERE conversation_id = $1 LIMIT 1', [person.conversationId]);
      if (strays.length > 0) filled.push(await this.moveStrays(person as KnownPerson & { conversationId: string }));
    }
    await this.database.pg.query('forgetting.forgetNotes', 'DELETE FROM forgotten_person WHERE forgotten_at < $1', [new Date(now - REMEMBERED_MS)]);
    return filled;
  }

  private async moveStrays({ botId, channelId, conversationId, lineUserId }: KnownPerson & { conversationId: string }): Promise<string> {
    const id = await this.ingest.conversationOf({ botId, channelId, conversationKey: `u:${lineUserId}` });
    await this.database.pg.query('forgetting.moveStrays', 'UPDATE inbox SET conversation_id = $2 WHERE conversation_id = $1', [conversationId, id]);
    return id;
  }

  /** Their words and files in groups are taken away; that somebody said something stays. */
  private async forgetInGroups(tx: Transaction, { botId, channelId, contactId, lineUserId }: KnownPerson): Promise<void> {
    const scope = [botId, channelId, lineUserId];
    const groups = 'SELECT id FROM conversation WHERE bot_id = $1 AND channel_id = $2 AND contact_id IS NULL';
    await tx.query(
      'forgetting.groupFiles',
      `DELETE FROM media m USING turn t WHERE m.bot_id = $1 AND m.conversation_id IN (${groups}) AND t.bot_id = $1 AND t.conversation_id = m.conversation_id
         AND t.input ->> 'from' = $3 AND t.input -> 'message' ->> 'id' = m.message_id`,
      scope,
    );
    await tx.query(
      'forgetting.groupTurns',
      `UPDATE turn SET input = json_build_object('type', input -> 'type', 'at', input -> 'at', 'message', json_build_object('id', '', 'type', 'text', 'unsent', true), 'forgotten', true),
         trace = '{"entries":[]}' WHERE bot_id = $1 AND conversation_id IN (${groups}) AND input ->> 'from' = $3`,
      scope,
    );
    await tx.query('forgetting.groupInbox', `DELETE FROM inbox WHERE bot_id = $1 AND conversation_id IN (${groups}) AND input ->> 'from' = $3`, scope);
    await tx.query('forgetting.groupTimers', 'DELETE FROM timer WHERE bot_id = $1 AND channel_id = $2 AND contact_id = $3', [botId, channelId, contactId]);
    await tx.query(
      'forgetting.groupStates',
      `UPDATE conversation SET state = (state::jsonb #- ARRAY['members', $3::text])::json WHERE id IN (${groups}) AND state -> 'members' -> $3::text IS NOT NULL`,
      scope,
    );
  }
}

