import { joiners } from '@chatloom/engine';
import type { Database, IdSource } from '@chatloom/platform';
import type { InboxEvent } from './InboxEvent';

/** How many members' ids are remembered; about 150 bytes each. */
const MAX_REMEMBERED = 100_000;

/** Whom an event of a group is about. */
export interface KnownMembers {
  /** The contact behind the event; `null` where LINE does not say who it was, or names several. */
  contactId: string | null;
  /** LINE ids of those met just now: their profiles are worth asking for. */
  strangers: string[];
}

/**
 * Finds the contact behind an event of a group, and makes it at the first event. Somebody met in a group is no friend of the
 * account until they write to it or add it, so pushes for all friends leave them alone.
 */
export class MemberContacts {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly ids: IdSource,
  ) {}

  /** One entry per event, in order; nobody for events of 1:1 chats. Several who join at once are all met. */
  async ensure(events: readonly InboxEvent[]): Promise<KnownMembers[]> {
    const missing = new Map<string, { id: string; bot_id: string; channel_id: string; line_user_id: string }>();
    for (const event of events) {
      for (const userId of membersOf(event)) {
        const key = event.channelId + userId;
        if (!this.known.has(key)) missing.set(key, { id: this.ids.newId(), bot_id: event.botId, channel_id: event.channelId, line_user_id: userId });
      }
    }
    const made = missing.size > 0 ? await this.load([...missing.values()]) : NONE;
    return events.map((event) => {
      const members = membersOf(event);
      const { channelId, input } = event;
      const isAboutOne = members.length > 0 && input.from !== undefined;
      return {
        contactId: isAboutOne ? this.known.get(channelId + input.from)! : null,
        strangers: made.size === 0 ? [] : members.filter((userId) => made.has(channelId + userId)),
      };
    });
  }

  /** The contact is gone: the next event makes a new one. */
  forget(channelId: string, userId: string): void {
    this.known.delete(channelId + userId);
  }

  private async load(wanted: object[]): Promise<ReadonlySet<string>> {
    const { rows } = await this.database.pg.query<{ id: string; channel_id: string; line_user_id: string; is_new: boolean }>(
      'contacts.ensureMembers',
      `WITH wanted AS (
         SELECT * FROM json_to_recordset($1::json) AS w(id uuid, bot_id uuid, channel_id uuid, line_user_id text) ORDER BY channel_id, line_user_id
       ), made AS (
         INSERT INTO contact (id, bot_id, channel_id, line_user_id, is_friend)
         SELECT id, bot_id, channel_id, line_user_id, false FROM wanted
         ON CONFLICT (channel_id, line_user_id) DO UPDATE SET bot_id = contact.bot_id
         RETURNING id, channel_id, line_user_id
       )
       SELECT m.id, m.channel_id, m.line_user_id, w.id = m.id AS is_new FROM made m JOIN wanted w ON w.channel_id = m.channel_id AND w.line_user_id = m.line_user_id`,
      [JSON.stringify(wanted)],
    );
    const made = new Set<string>();
    for (const row of rows) {
      const key = row.channel_id + row.line_user_id;
      if (this.known.size >= MAX_REMEMBERED) this.known.delete(this.known.keys().next().value!);
      this.known.set(key, row.id);
      if (row.is_new) made.add(key);
    }
    return made;
  }
}

const NONE: ReadonlySet<string> = new Set();

/** LINE ids of the members of a group an event names. */
function membersOf({ conversationKey, input }: InboxEvent): string[] {
  if (conversationKey.startsWith('u:')) return [];
  if (input.from !== undefined) return [input.from];
  return input.type === 'eventReceived' ? joiners(input.event) : [];
}
