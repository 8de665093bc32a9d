import type { Transaction } from '@chatloom/platform';
import { WALK_INDEXES } from '../support/walkIndexes';
import type { ContactRow, ConversationRow, InboxRow } from './turnRows';

/** At most so many events of one conversation in one transaction; the rest comes in the next one. */
export const MAX_EVENTS_PER_CONVERSATION = 50;

/**
 * Lock conversations; those another process works on right now are left out. The lock is the only thing that makes
 * "one after the other" true across processes, so everything else is read after it.
 * @param suspects whether those whose next event is suspected (`Suspects`) are wanted, or left out
 */
export async function lockConversations(tx: Transaction, ids: readonly string[], suspects: boolean): Promise<ConversationRow[]> {
  const { rows } = await tx.query<ConversationRow>(
    'turns.lock',
    `SELECT c.id, c.bot_id, c.channel_id, c.key, c.contact_id, c.state, c.reply_token,
       (extract(epoch FROM c.reply_token_at) * 1000)::float8 AS reply_token_at, c.sender,
       ch.runs AS channel_runs, ch.state AS channel_state,
       (CASE ch.runs WHEN 'draft' THEN b.draft_revision ELSE b.live_revision END)::float8 AS revision
     FROM conversation c JOIN channel ch ON ch.id = c.channel_id JOIN bot b ON b.id = c.bot_id
     WHERE c.id = ANY($1::uuid[]) AND ($2::boolean OR NOT EXISTS (SELECT 1 FROM suspect s WHERE s.conversation_id = c.id)) AND ${WALK_INDEXES}
     ORDER BY c.id
     FOR UPDATE OF c SKIP LOCKED`,
    [ids, suspects],
  );
  return rows;
}

/** What is pending for locked conversations, oldest first, and the people it is about (by contact id). */
export interface Pending {
  events: InboxRow[];
  contacts: Map<string, ContactRow>;
}

/**
 * Take the pending events of locked conversations out of the inbox. A statement of its own after the lock: its snapshot
 * sees what the previous holder of the lock has committed, so nothing is taken twice.
 */
export async function takePending(tx: Transaction, conversationIds: readonly string[], perConversation: number): Promise<Pending> {
  const { rows } = await tx.query<InboxRow & ContactColumns>(
    'turns.take',
    `WITH taken AS (
       DELETE FROM inbox i USING (
         SELECT e.seq FROM unnest($1::uuid[]) AS wanted(id) CROSS JOIN LATERAL (
           SELECT seq FROM inbox
           WHERE conversation_id = wanted.id
           ORDER BY occurred_at, seq LIMIT $2::int
         ) e
       ) found
       WHERE i.seq = found.seq
       RETURNING i.*
     )
     SELECT t.seq, t.conversation_id, t.bot_id, t.channel_id, t.event_id, t.occurred_at::float8 AS occurred_at,
       (extract(epoch FROM t.received_at) * 1000)::float8 AS received_at, t.input, t.reply_token, t.standby, t.is_redelivery,
       c.id AS contact_id, c.display_name, c.language, c.fields, c.tags, c.is_friend, (extract(epoch FROM c.created_at) * 1000)::float8 AS contact_created_at
     FROM taken t JOIN conversation v ON v.id = t.conversation_id LEFT JOIN contact c ON c.id = coalesce(t.contact_id, v.contact_id)`,
    [conversationIds, perConversation],
  );
  const contacts = new Map<string, ContactRow>();
  for (const row of rows) {
    if (row.contact_id === null || contacts.has(row.contact_id)) continue;
    const { contact_id: id, display_name, language, fields, tags, is_friend, contact_created_at: created_at } = row;
    contacts.set(id, { id, display_name, language, fields, tags, is_friend, created_at });
  }
  return { events: rows.sort((a, b) => a.occurred_at - b.occurred_at || compareSeq(a.seq, b.seq)), contacts };
}

type ContactColumns = Omit<ContactRow, 'id' | 'created_at'> & { contact_id: string | null; contact_created_at: number };

/** bigint as text, compared as numbers. */
function compareSeq(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Of these conversations, the ones with messages that are not sent yet. */
export async function conversationsWithUnsent(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ conversation_id: string }>(
    'turns.unsent',
    `SELECT DISTINCT conversation_id FROM outbox WHERE conversation_id = ANY($1::uuid[]) AND state IN ('queued', 'sending')`,
    [ids],
  );
  return new Set(rows.map((row) => row.conversation_id));
}
