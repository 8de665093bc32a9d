import type { ConversationState, ContactSnapshot, Input, Json, JsonObject, LineMessage, SendOptions, TraceEntry } from '@chatloom/engine';
import type { DroppedBubble } from './composeOutbox';

/** A locked conversation as a turn reads it. Times are epoch ms. */
export interface ConversationRow {
  id: string;
  bot_id: string;
  channel_id: string;
  key: string;
  contact_id: string | null;
  state: ConversationState | null;
  reply_token: string | null;
  reply_token_at: number | null;
  sender: string | null;
  channel_runs: 'published' | 'draft';
  channel_state: 'active' | 'paused';
  revision: number;
}

/** A pending event. Times are epoch ms. */
export interface InboxRow {
  seq: string;
  conversation_id: string;
  bot_id: string;
  channel_id: string;
  event_id: string;
  occurred_at: number;
  received_at: number;
  input: Input;
  reply_token: string | null;
  standby: boolean;
  is_redelivery: boolean;
  /** Whom it is about: the person of a 1:1 chat, or of a group the one it came from, where LINE says so. */
  contact_id: string | null;
}

export interface ContactRow {
  id: string;
  display_name: string | null;
  language: string | null;
  fields: JsonObject;
  tags: string[];
  is_friend: boolean;
  created_at: number;
}

/** What a turn did and why, as it is stored. */
export interface StoredTrace {
  entries: TraceEntry[];
  dropped?: DroppedBubble[];
  /** Late, because a newer event of the conversation had been taken before (RELIABILITY F9). */
  late?: boolean;
}

/** One call to LINE, as it is stored. Times are epoch ms. */
export interface OutboxRow {
  id: string;
  bot_id: string;
  channel_id: string;
  conversation_id: string;
  turn_id: string | null;
  /** To leave is no message, but has its place among them. */
  kind: 'reply' | 'push' | 'leaveGroup' | 'leaveRoom';
  recipient: string;
  reply_token: string | null;
  reply_token_at: number | null;
  otherwise: string;
  messages: LineMessage[];
  options: SendOptions | null;
  retry_key: string;
  state: 'queued' | 'sending';
  priority: number;
  owner: string | null;
  attempts: number;
  created_at: number;
}

/** Changes to a contact as differences, so that an edit by a colleague at the same moment is not overwritten. */
export interface ContactChange {
  id: string;
  fields: Record<string, Json>;
  remove_fields: string[];
  add_tags: string[];
  remove_tags: string[];
  is_friend: boolean | null;
}

/** The engine's view of a contact; an empty one where LINE does not say who it is. */
export function contactSnapshot(row: ContactRow | undefined, fallbackId: string, now: number): ContactSnapshot {
  if (!row) return { id: fallbackId, fields: {}, tags: [], isFriend: true, createdAt: now };
  return {
    id: row.id,
    ...(row.display_name === null ? {} : { displayName: row.display_name }),
    ...(row.language === null ? {} : { language: row.language }),
    fields: row.fields,
    tags: row.tags,
    isFriend: row.is_friend,
    createdAt: row.created_at,
  };
}
