import type { Effect } from '@chatloom/engine';
import { type Database, sanitizeText, type Sql, type Transaction } from '@chatloom/platform';

/** Something a person sent, as the studio shows it. */
export interface MediaView {
  id: string;
  mediaType: 'image' | 'video' | 'audio' | 'file';
  fileName: string | null;
  /** `wanted`: still being fetched. Bytes are there only when `stored`. */
  state: 'wanted' | 'stored' | 'gone' | 'failed' | 'tooLarge' | 'unsent';
  /** By the bytes; `application/octet-stream` when they are nothing a browser shows. */
  contentType: string | null;
  byteSize: number | null;
  createdAt: Date;
}

/** Longest file name that is kept, in UTF-16 units. */
const MAX_FILE_NAME = 200;

/** Reads what people sent; every query is bounded by the bot. Fetching is `MediaFetcher`'s affair. */
export class MediaStore {
  constructor(private readonly database: Database) {}

  /** With its bytes; `null` when the bot has no such thing. */
  async open(botId: string, mediaId: string): Promise<(MediaView & { bytes: Buffer | null }) | null> {
    const { rows } = await this.database.pg.query<MediaView & { bytes: Buffer | null }>(
      'media.open',
      `SELECT id, media_type AS "mediaType", file_name AS "fileName", state, content_type AS "contentType", byte_size AS "byteSize", created_at AS "createdAt", bytes
       FROM media WHERE bot_id = $1 AND id = $2`,
      [botId, mediaId],
    );
    return rows[0] ?? null;
  }
}

/** Ask for the bytes of messages: rows of the turn's own transaction. */
export async function wantMedia(tx: Transaction, scene: { botId: string; channelId: string; conversationId: string; now: number }, effects: readonly Effect[]): Promise<boolean> {
  const wanted = effects.flatMap((effect) =>
    effect.type === 'keepContent'
      ? [{ id: effect.mediaId, message_id: effect.messageId, media_type: effect.mediaType, file_name: effect.fileName === undefined ? null : sanitizeText(effect.fileName).slice(0, MAX_FILE_NAME) }]
      : [],
  );
  if (wanted.length === 0) return false;
  await tx.query(
    'media.want',
    `INSERT INTO media (id, bot_id, channel_id, conversation_id, message_id, media_type, file_name, next_at, created_at)
     SELECT w.id, $2, $3, $4, w.message_id, w.media_type, w.file_name, to_timestamp($5::float8 / 1000), to_timestamp($5::float8 / 1000)
     FROM json_to_recordset($1::json) AS w(id uuid, message_id text, media_type text, file_name text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(wanted), scene.botId, scene.channelId, scene.conversationId, scene.now],
  );
  return true;
}

/**
 * The person took a message back: nothing of it may stay with us (FACTS §5). Its bytes are removed, and in the history
 * only that there was a message, and of which type. Part of the turn that learned so.
 */
export async function blankUnsent(sql: Sql, conversationId: string, messageId: string): Promise<void> {
  await sql.query('media.unsent', `UPDATE media SET state = 'unsent', bytes = NULL, file_name = NULL, byte_size = NULL WHERE conversation_id = $1 AND message_id = $2`, [conversationId, messageId]);
  for (const table of ['turn', 'parked_event'] as const) {
    await sql.query(
      `unsent.${table}`,
      `UPDATE ${table} SET input = (input::jsonb || jsonb_build_object('message', jsonb_build_object(
         'id', input->'message'->'id', 'type', input->'message'->'type', 'unsent', true)))::json
       WHERE conversation_id = $1 AND input->'message'->>'id' = $2 AND input->>'type' = 'messageReceived'`,
      [conversationId, messageId],
    );
    // Edits repeat the words under the same id.
    await sql.query(
      `unsentEdit.${table}`,
      `UPDATE ${table} SET input = jsonb_set(input::jsonb, '{event,message}', jsonb_build_object('id', $2::text, 'unsent', true))::json
       WHERE conversation_id = $1 AND input->'event'->'message'->>'id' = $2 AND input->'event'->>'type' = 'messageEdited'`,
      [conversationId, messageId],
    );
  }
}
