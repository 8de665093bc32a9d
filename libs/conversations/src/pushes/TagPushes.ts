import type { ContactSnapshot, LineMessage, SendOptions } from '@chatloom/engine';
import type { Database, IdSource, Logger } from '@chatloom/platform';
import { contactSnapshot, type ContactRow } from '../turns/turnRows';

/** Contacts per transaction. */
const CHUNK = 200;

/** What a "push to a tag" node says to one contact; `null` when the node or its version is gone. */
export abstract class PushRenderer {
  abstract render(push: { botId: string; versionId: string; nodeId: string }, contacts: readonly ContactSnapshot[]): Promise<LineMessage[][] | null>;
}

interface TagPushRow {
  id: string;
  bot_id: string;
  channel_id: string;
  turn_id: string;
  version_id: string;
  node_id: string;
  tag: string;
  cursor: string | null;
  options: SendOptions | null;
}
type PersonRow = ContactRow & { line_user_id: string; conversation_id: string };

/**
 * Walks through everyone with a tag, each contact once: the position and the outbox rows of a chunk are one commit, so
 * a crash repeats nothing and leaves nobody out. People who get the tag meanwhile with a later id are included.
 */
export class TagPushes {
  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
    private readonly logger: Logger,
    private readonly renderer: PushRenderer,
  ) {}

  /** Work off what is open. @returns whether anything was queued */
  async work(now: number): Promise<boolean> {
    let queued = false;
    for (;;) {
      const count = await this.chunk(now);
      if (count === null) return queued;
      queued ||= count > 0;
    }
  }

  /** @returns messages queued; `null` when nothing is open (or others are at it) */
  private chunk(now: number): Promise<number | null> {
    return this.database.pg.transaction(async (tx) => {
      const { rows: open } = await tx.query<TagPushRow>(
        'tagPush.take',
        `SELECT id, bot_id, channel_id, turn_id, version_id, node_id, tag, cursor, options FROM tag_push
         WHERE finished_at IS NULL ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      );
      const push = open[0];
      if (!push) return null;
      const { rows: people } = await tx.query<PersonRow>(
        'tagPush.people',
        `SELECT c.id, c.display_name, c.language, c.fields, c.tags, c.is_friend, (extract(epoch FROM c.created_at) * 1000)::float8 AS created_at,
           c.line_user_id, v.id AS conversation_id
         FROM contact c JOIN conversation v ON v.contact_id = c.id
         WHERE c.bot_id = $1 AND c.channel_id = $2 AND c.tags @> ARRAY[$3::text] AND c.is_friend AND ($4::uuid IS NULL OR c.id > $4)
         ORDER BY c.id LIMIT $5`,
        [push.bot_id, push.channel_id, push.tag, push.cursor, CHUNK],
      );
      const rendered =
        people.length === 0
          ? []
          : await this.renderer.render(
              { botId: push.bot_id, versionId: push.version_id, nodeId: push.node_id },
              people.map((person) => contactSnapshot(person, person.id, now)),
            );
      if (rendered === null) this.logger.warn({ botId: push.bot_id, nodeId: push.node_id }, 'A push to a tag ended: its node is gone.');
      const rows = (rendered ?? []).flatMap((messages, i) =>
        messages.length === 0
          ? []
          : [{
              id: this.ids.newId(), conversation_id: people[i]!.conversation_id, recipient: people[i]!.line_user_id,
              otherwise: 'p'.repeat(messages.length), messages, retry_key: this.ids.newId(),
            }],
      );
      await tx.query(
        'tagPush.queue',
        `INSERT INTO outbox (id, bot_id, channel_id, conversation_id, turn_id, kind, recipient, otherwise, messages, options, retry_key, state, priority, created_at, next_at)
         SELECT r.id, $2, $3, r.conversation_id, $4, 'push', r.recipient, r.otherwise, r.messages, $6::json, r.retry_key, 'queued', 1,
           to_timestamp($5::float8 / 1000), to_timestamp($5::float8 / 1000)
         FROM json_to_recordset($1::json) AS r(id uuid, conversation_id uuid, recipient text, otherwise text, messages json, retry_key uuid)`,
        [JSON.stringify(rows), push.bot_id, push.channel_id, push.turn_id, now, push.options === null ? null : JSON.stringify(push.options)],
      );
      const last = people[people.length - 1];
      const finished = rendered === null || people.length < CHUNK;
      await tx.query(
        'tagPush.advance',
        `UPDATE tag_push SET cursor = coalesce($2, cursor), queued = queued + $3, finished_at = CASE WHEN $4 THEN now() END WHERE id = $1`,
        [push.id, last?.id ?? null, rows.length, finished],
      );
      return rows.length;
    });
  }
}

