import type { ConversationState, Json } from '@chatloom/engine';
import type { Database } from '@chatloom/platform';

/** A contact as the studio shows it. */
export interface ContactView {
  id: string;
  channelId: string;
  lineUserId: string;
  displayName: string | null;
  pictureUrl: string | null;
  language: string | null;
  fields: Record<string, Json>;
  tags: string[];
  isFriend: boolean;
  createdAt: Date;
  conversationId: string | null;
  /** Where they stand: flow, version, node, and since when they wait. */
  position: { flowId: string; versionId: string; nodeId: string; since: Date } | null;
}

const COLUMNS = `c.id, c.channel_id AS "channelId", c.line_user_id AS "lineUserId", c.display_name AS "displayName", c.picture_url AS "pictureUrl", c.language,
  c.fields, c.tags, c.is_friend AS "isFriend", c.created_at AS "createdAt", v.id AS "conversationId", v.state`;
type Row = Omit<ContactView, 'position'> & { state: ConversationState | null };

/** Reads contacts; every query is bounded by the bot. */
export class Contacts {
  constructor(private readonly database: Database) {}

  /** Newest first; `cursor` is the id of the last one of the page before. `search` looks into the name and the LINE id. */
  async list(request: { botId: string; cursor?: string; search?: string; limit?: number }): Promise<ContactView[]> {
    const { rows } = await this.database.pg.query<Row>(
      'contacts.list',
      `SELECT ${COLUMNS} FROM contact c LEFT JOIN conversation v ON v.contact_id = c.id
       WHERE c.bot_id = $1 AND ($2::uuid IS NULL OR c.id < $2)
         AND ($3::text IS NULL OR strpos(lower(coalesce(c.display_name, '')), lower($3)) > 0 OR c.line_user_id = $3)
       ORDER BY c.id DESC LIMIT $4`,
      [request.botId, request.cursor ?? null, request.search || null, Math.min(request.limit ?? 50, 200)],
    );
    return rows.map(toView);
  }

  /** `null` when there is none of this bot. */
  async find(botId: string, contactId: string): Promise<ContactView | null> {
    const { rows } = await this.database.pg.query<Row>(
      'contacts.find',
      `SELECT ${COLUMNS} FROM contact c LEFT JOIN conversation v ON v.contact_id = c.id WHERE c.bot_id = $1 AND c.id = $2`,
      [botId, contactId],
    );
    return rows[0] ? toView(rows[0]) : null;
  }

  /** By LINE's id, on one channel or on any of the bot's. */
  async findByLineUser(botId: string, lineUserId: string, channelId?: string): Promise<ContactView | null> {
    const { rows } = await this.database.pg.query<Row>(
      'contacts.byLineUser',
      `SELECT ${COLUMNS} FROM contact c LEFT JOIN conversation v ON v.contact_id = c.id
       WHERE c.bot_id = $1 AND c.line_user_id = $2 AND ($3::uuid IS NULL OR c.channel_id = $3) LIMIT 1`,
      [botId, lineUserId, channelId ?? null],
    );
    return rows[0] ? toView(rows[0]) : null;
  }
}

function toView({ state, ...row }: Row): ContactView {
  const session = state?.session;
  const frame = session?.frames[session.frames.length - 1];
  const position = session?.wait && frame ? { flowId: frame.flowId, versionId: frame.versionId, nodeId: session.wait.nodeId, since: new Date(session.wait.since) } : null;
  return { ...row, position };
}
