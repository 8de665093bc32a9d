import type { Sql } from '@chatloom/platform';
import type { OutboxRow } from '../turns/turnRows';
import type { OutboxState } from './decideDelivery';

/** What came of one row. `replacement` is a push that takes the place of a reply whose token was gone. */
export interface OutboxRecord {
  id: string;
  state: Exclude<OutboxState, 'sending'>;
  attempts: number;
  result: Record<string, unknown>;
  /** When a queued row is due again, epoch ms. */
  nextAt: number | null;
  replacement: OutboxRow | null;
}

/** Record many outcomes in one commit. */
export async function recordOutbox(sql: Sql, records: readonly OutboxRecord[]): Promise<void> {
  const rows = records.map(({ id, state, attempts, result, nextAt }) => ({ id, state, attempts, result, next_at: nextAt }));
  const replacements = records.flatMap((record) => record.replacement ?? []);
  // The ids' range lets PostgreSQL look into the one or two partitions they are in.
  const ids = rows.map((row) => row.id).sort();
  const values = [JSON.stringify(rows), ids[0], ids[ids.length - 1]];
  if (replacements.length === 0) await sql.query('outbox.record', RECORD, values);
  else await sql.query('outbox.recordAndReplace', RECORD_AND_REPLACE, [...values, JSON.stringify(replacements)]);
}

const RECORD = `
  UPDATE outbox o
  SET state = r.state, attempts = r.attempts, result = r.result, owner = CASE WHEN r.state = 'queued' THEN NULL ELSE o.owner END,
    next_at = coalesce(to_timestamp(r.next_at / 1000), o.next_at), done_at = CASE WHEN r.state = 'queued' THEN NULL ELSE now() END
  FROM json_to_recordset($1::json) AS r(id uuid, state text, attempts smallint, result json, next_at float8)
  WHERE o.id = r.id AND o.id BETWEEN $2::uuid AND $3::uuid`;

const RECORD_AND_REPLACE = `
  WITH recorded AS (${RECORD})
  INSERT INTO outbox (id, bot_id, channel_id, conversation_id, turn_id, kind, recipient, otherwise, messages, options, retry_key, state, priority, owner, attempts, created_at)
  SELECT id, bot_id, channel_id, conversation_id, turn_id, kind, recipient, otherwise, messages, options, retry_key, state, priority, owner, attempts, to_timestamp(created_at / 1000)
  FROM json_to_recordset($4::json) AS p(id uuid, bot_id uuid, channel_id uuid, conversation_id uuid, turn_id uuid, kind text, recipient text, otherwise text,
    messages json, options json, retry_key uuid, state text, priority smallint, owner uuid, attempts smallint, created_at float8)
  ON CONFLICT DO NOTHING`;
