import type { Database, IdSource } from '@chatloom/platform';
import type { InboxEvent } from './InboxEvent';

/** How many conversations' ids are remembered; about 150 bytes each. */
const MAX_REMEMBERED = 100_000;

/** What `ensure` found out about a conversation. */
export interface KnownConversation {
  id: string;
  /** Made just now: nothing is known of the person yet, so the profile is worth asking for. */
  isNew: boolean;
}

/**
 * Finds the conversation an event belongs to, and makes it (with its contact) at the first event. Ids never change, so
 * those seen once are remembered and a busy conversation costs no query.
 */
export class ConversationIds {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
  ) {}

  /** One entry per event, in order. */
  async ensure(events: readonly Pick<InboxEvent, 'botId' | 'channelId' | 'conversationKey'>[]): Promise<KnownConversation[]> {
    const missing = new Map<string, Pick<InboxEvent, 'botId' | 'channelId' | 'conversationKey'>>();
    for (const event of events) {
      const key = cacheKey(event.channelId, event.conversationKey);
      if (!this.known.has(key)) missing.set(key, event);
    }
    const made = missing.size > 0 ? await this.load([...missing.values()]) : NONE;
    return events.map((event) => {
      const key = cacheKey(event.channelId, event.conversationKey);
      return { id: this.known.get(key)!, isNew: made.has(key) };
    });
  }

  /** The conversation is gone: the next event begins a new one. */
  forget(channelId: string, conversationKey: string): void {
    this.known.delete(cacheKey(channelId, conversationKey));
  }

  /** @returns keys of those that did not exist before. */
  private async load(events: Pick<InboxEvent, 'botId' | 'channelId' | 'conversationKey'>[]): Promise<ReadonlySet<string>> {
    const rows = events.map((event) => ({
      id: this.ids.newId(),
      contact_id: event.conversationKey.startsWith('u:') ? this.ids.newId() : null,
      bot_id: event.botId,
      channel_id: event.channelId,
      key: event.conversationKey,
    }));
    const { rows: found } = await this.database.pg.query<{ id: string; channel_id: string; key: string; is_new: boolean }>(
      'conversations.ensure',
      `WITH wanted AS (
         SELECT * FROM json_to_recordset($1::json) AS w(id uuid, contact_id uuid, bot_id uuid, channel_id uuid, key text)
       ), person AS (
         INSERT INTO contact (id, bot_id, channel_id, line_user_id)
         SELECT contact_id, bot_id, channel_id, substr(key, 3) FROM wanted WHERE contact_id IS NOT NULL
         -- Known from a group only, and now writing to the account itself.
         ON CONFLICT (channel_id, line_user_id) DO UPDATE SET
           is_friend = contact.is_friend OR NOT EXISTS (SELECT 1 FROM conversation v WHERE v.contact_id = contact.id)
         RETURNING id, channel_id, line_user_id
       ), made AS (
         INSERT INTO conversation (id, bot_id, channel_id, key, contact_id)
         SELECT w.id, w.bot_id, w.channel_id, w.key, p.id
         FROM wanted w LEFT JOIN person p ON p.channel_id = w.channel_id AND 'u:' || p.line_user_id = w.key
         -- An update that changes nothing, so that the row comes back also when another process made it.
         ON CONFLICT (channel_id, key) DO UPDATE SET key = excluded.key
         RETURNING id, channel_id, key
       )
       SELECT m.id, m.channel_id, m.key, (w.id = m.id) AS is_new FROM made m JOIN wanted w ON w.channel_id = m.channel_id AND w.key = m.key`,
      [JSON.stringify(rows)],
    );
    const made = new Set<string>();
    for (const row of found) {
      const key = cacheKey(row.channel_id, row.key);
      if (this.known.size >= MAX_REMEMBERED) this.known.delete(this.known.keys().next().value!);
      this.known.set(key, row.id);
      if (row.is_new) made.add(key);
    }
    return made;
  }
}

const NONE: ReadonlySet<string> = new Set();

function cacheKey(channelId: string, conversationKey: string): string {
  return channelId + conversationKey;
}
