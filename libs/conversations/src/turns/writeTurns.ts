import type { ConversationState, Input, SendOptions } from '@chatloom/engine';
import { messagesJson } from '@chatloom/line';
import { textArray, type Transaction } from '@chatloom/platform';
import type { Sign } from '../outbox/Signs';
import { columns, jsonColumn, listColumn } from '../support/columns';
import type { ContactChange, OutboxRow, StoredTrace } from './turnRows';
import type { TurnSnapshot } from './turnSnapshots';

/** Everything one transaction of turns writes. Times are epoch ms. */
export interface TurnWrites {
  conversations: {
    id: string;
    state: ConversationState | null;
    reply_token: string | null;
    reply_token_at: number | null;
    /** This process when it put something into the outbox, else null: unchanged. */
    sender: string | null;
  }[];
  turns: { id: string; bot_id: string; conversation_id: string; event_id: string; at: number; input: Input; trace: StoredTrace; sends: string[] }[];
  outbox: OutboxRow[];
  timers: { id: string; bot_id: string; channel_id: string; conversation_id: string; due_at: number; purpose: string; wait_token: string; contact_id: string | null }[];
  cancelledTimers: string[];
  contacts: ContactChange[];
  tagPushes: { id: string; bot_id: string; channel_id: string; turn_id: string; version_id: string; node_id: string; tag: string; options: SendOptions | null }[];
  parked: { seq: string; conversation_id: string; bot_id: string; channel_id: string; event_id: string; occurred_at: number; input: Input; reason: string }[];
  /** Conversations somebody may be watching (the phone beside the canvas). */
  watched: string[];
  /** Of the simulator channel only. */
  snapshots: TurnSnapshot[];
  /** Not written: given after the commit, once. */
  signs: Sign[];
  /** Not written: conversations whose person changed in a way that flows listen to, which is an event of its own now. */
  again: string[];
  /** Rows were added to `media`. */
  wantsMedia: boolean;
}

export function noWrites(): TurnWrites {
  return { conversations: [], turns: [], outbox: [], timers: [], cancelledTimers: [], contacts: [], tagPushes: [], parked: [], watched: [], snapshots: [], signs: [], again: [], wantsMedia: false };
}

/** Channel of NOTIFY by which "these conversations had a turn" reaches whoever shows them live. */
export const TURN_NOTIFICATION = 'chatloom_turn';

/** Write all of it in one statement: one round trip, one plan, whatever the number of conversations. */
export async function writeTurns(tx: Transaction, writes: TurnWrites): Promise<void> {
  const { conversations, turns, outbox } = writes;
  await tx.query('turns.write', WRITE, [
    ...columns(conversations, ['id', 'reply_token', 'reply_token_at', 'sender']),
    jsonColumn(conversations, 'state'),
    ...columns(turns, ['id', 'bot_id', 'conversation_id', 'event_id', 'at']),
    jsonColumn(turns, 'input'),
    jsonColumn(turns, 'trace'),
    listColumn(turns, 'sends'),
    ...columns(outbox, OUTBOX_COLUMNS),
    textArray(outbox.map(({ messages }) => messagesJson(messages))),
    JSON.stringify(writes.timers),
    writes.cancelledTimers,
    ...columns(writes.contacts, ['id', 'is_friend']),
    jsonColumn(writes.contacts, 'fields'),
    ...(['remove_fields', 'add_tags', 'remove_tags'] as const).map((name) => jsonColumn(writes.contacts, name)),
    JSON.stringify(writes.tagPushes),
    JSON.stringify(writes.parked),
    jsonColumn(outbox, 'options'),
  ]);
  if (writes.watched.length > 0) await tx.query('turns.notify', 'SELECT pg_notify($1, id) FROM unnest($2::text[]) AS w(id)', [TURN_NOTIFICATION, writes.watched]);
}

const OUTBOX_COLUMNS = [
  'id', 'bot_id', 'channel_id', 'conversation_id', 'turn_id', 'kind', 'recipient', 'reply_token', 'reply_token_at', 'otherwise', 'retry_key', 'state', 'priority', 'owner', 'attempts', 'created_at',
] as const;

const WRITE = `
  WITH conversations AS (
    UPDATE conversation c
    SET state = u.state::json, reply_token = u.reply_token, reply_token_at = to_timestamp(u.reply_token_at / 1000), sender = coalesce(u.sender, c.sender)
    FROM unnest($1::uuid[], $2::text[], $3::float8[], $4::uuid[], $5::text[]) AS u(id, reply_token, reply_token_at, sender, state)
    WHERE c.id = u.id
  ), turns AS (
    INSERT INTO turn (id, bot_id, conversation_id, event_id, at, input, trace, sends)
    SELECT id, bot_id, conversation_id, event_id, to_timestamp(at / 1000), input::json, trace::json, sends::uuid[]
    FROM unnest($6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::float8[], $11::text[], $12::text[], $13::text[])
      AS t(id, bot_id, conversation_id, event_id, at, input, trace, sends)
  ), messages AS (
    -- Rows come in the order of sending, and so does the sequence that keeps it.
    INSERT INTO outbox (id, bot_id, channel_id, conversation_id, turn_id, kind, recipient, reply_token, reply_token_at, otherwise,
      retry_key, state, priority, owner, attempts, created_at, next_at, messages, options)
    SELECT id, bot_id, channel_id, conversation_id, turn_id, kind, recipient, reply_token, to_timestamp(reply_token_at / 1000), otherwise,
      retry_key, state, priority, owner, attempts, to_timestamp(created_at / 1000), to_timestamp(created_at / 1000), messages::json, options::json
    FROM unnest($14::uuid[], $15::uuid[], $16::uuid[], $17::uuid[], $18::uuid[], $19::text[], $20::text[], $21::text[], $22::float8[], $23::text[],
      $24::uuid[], $25::text[], $26::smallint[], $27::uuid[], $28::smallint[], $29::float8[], $30::text[], $41::text[])
      AS o(id, bot_id, channel_id, conversation_id, turn_id, kind, recipient, reply_token, reply_token_at, otherwise,
        retry_key, state, priority, owner, attempts, created_at, messages, options)
  ), timers AS (
    INSERT INTO timer (id, bot_id, channel_id, conversation_id, due_at, purpose, wait_token, contact_id)
    SELECT id, bot_id, channel_id, conversation_id, to_timestamp(due_at / 1000), purpose, wait_token, contact_id
    FROM json_to_recordset($31::json) AS t(id uuid, bot_id uuid, channel_id uuid, conversation_id uuid, due_at float8, purpose text, wait_token text, contact_id uuid)
  ), cancelled AS (
    DELETE FROM timer WHERE id = ANY($32::uuid[])
  ), contacts AS (
    UPDATE contact c
    SET fields = CASE WHEN u.remove_fields = '[]' THEN c.fields || u.fields::jsonb
        ELSE (c.fields || u.fields::jsonb) - ARRAY(SELECT json_array_elements_text(u.remove_fields::json)) END,
      tags = CASE WHEN u.add_tags = '[]' AND u.remove_tags = '[]' THEN c.tags ELSE ARRAY(
        SELECT DISTINCT tag FROM unnest(c.tags || ARRAY(SELECT json_array_elements_text(u.add_tags::json))) AS tag
        WHERE tag <> ALL (ARRAY(SELECT json_array_elements_text(u.remove_tags::json))) ORDER BY tag) END,
      is_friend = coalesce(u.is_friend, c.is_friend)
    FROM unnest($33::uuid[], $34::boolean[], $35::text[], $36::text[], $37::text[], $38::text[]) AS u(id, is_friend, fields, remove_fields, add_tags, remove_tags)
    WHERE c.id = u.id
  ), pushes AS (
    INSERT INTO tag_push (id, bot_id, channel_id, turn_id, version_id, node_id, tag, options)
    SELECT * FROM json_to_recordset($39::json) AS p(id uuid, bot_id uuid, channel_id uuid, turn_id uuid, version_id text, node_id text, tag text, options json)
  )
  INSERT INTO parked_event (seq, conversation_id, bot_id, channel_id, event_id, occurred_at, input, reason)
  SELECT * FROM json_to_recordset($40::json) AS p(seq bigint, conversation_id uuid, bot_id uuid, channel_id uuid, event_id text, occurred_at bigint,
    input json, reason text)
  ON CONFLICT DO NOTHING`;
