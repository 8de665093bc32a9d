import type { ChatSnapshot } from '@chatloom/engine';
import type { GroupPlace } from '@chatloom/line';
import { type Clock, type Database, sanitizeText, type Sql } from '@chatloom/platform';
import type { GroupFacts } from '../contacts/ProfileReader';

/** A group or room as the studio shows it. */
export interface GroupView {
  channelId: string;
  lineId: string;
  kind: 'group' | 'room';
  /** Rooms have none. */
  name: string | null;
  pictureUrl: string | null;
  /** Without the bot, when it was last asked for. */
  memberCount: number | null;
  /** `left`: the bot is no member any more. */
  state: 'in' | 'left';
  metAt: Date;
  refreshedAt: Date | null;
  conversationId: string | null;
}

/** A member as a contact. */
export interface GroupMemberView {
  lineUserId: string;
  displayName: string | null;
  pictureUrl: string | null;
  contactId: string;
}

/** A group of one channel. */
export interface GroupAddress {
  botId: string;
  channelId: string;
  place: GroupPlace;
}

const COLUMNS = `g.channel_id AS "channelId", g.line_id AS "lineId", g.kind, g.name, g.picture_url AS "pictureUrl", g.member_count AS "memberCount", g.state,
  g.met_at AS "metAt", g.refreshed_at AS "refreshedAt", v.id AS "conversationId"`;
const JOIN = `LEFT JOIN conversation v ON v.channel_id = g.channel_id AND v.key = left(g.kind, 1) || ':' || g.line_id`;
const MAX_LISTED = 500;

/** What is known of groups and rooms. Every query of the studio is bounded by the bot. */
export class Groups {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first, at most 500; those the bot is in before those it left. */
  async list(botId: string): Promise<GroupView[]> {
    const { rows } = await this.database.pg.query<GroupView>('groups.list', `SELECT ${COLUMNS} FROM line_group g ${JOIN} WHERE g.bot_id = $1 ORDER BY g.state, g.met_at DESC LIMIT ${MAX_LISTED}`, [botId]);
    return rows;
  }

  /** `null` when the bot never met it. */
  async find(botId: string, channelId: string, lineId: string): Promise<GroupView | null> {
    const { rows } = await this.database.pg.query<GroupView>('groups.find', `SELECT ${COLUMNS} FROM line_group g ${JOIN} WHERE g.bot_id = $1 AND g.channel_id = $2 AND g.line_id = $3`, [botId, channelId, lineId]);
    return rows[0] ?? null;
  }

  /** Who wrote or tapped in it lately, at most 100 people of the newest 1,000 events. Bounded by the bot. */
  async members(botId: string, conversationId: string): Promise<GroupMemberView[]> {
    const { rows } = await this.database.pg.query<GroupMemberView>(
      'groups.members',
      `SELECT c.line_user_id AS "lineUserId", c.display_name AS "displayName", c.picture_url AS "pictureUrl", c.id AS "contactId"
       FROM (
         SELECT input->>'from' AS line_user_id, max(id::text) AS last FROM (
           SELECT id, input FROM turn WHERE bot_id = $1 AND conversation_id = $2 ORDER BY id DESC LIMIT 1000
         ) t WHERE input->>'from' IS NOT NULL GROUP BY 1
       ) seen
       JOIN conversation v ON v.id = $2 AND v.bot_id = $1
       JOIN contact c ON c.channel_id = v.channel_id AND c.line_user_id = seen.line_user_id
       ORDER BY seen.last DESC LIMIT 100`,
      [botId, conversationId],
    );
    return rows;
  }

  /** The bot is in it, or not any more. */
  async setState(address: GroupAddress, state: GroupView['state']): Promise<void> {
    await recordMembership(this.database.pg, address, state, this.clock.now());
  }

  /** Keep what LINE told. Without facts only that there is such a group. */
  async remember({ botId, channelId, place }: GroupAddress, facts: GroupFacts | null): Promise<void> {
    await this.database.pg.query(
      'groups.remember',
      `INSERT INTO line_group (channel_id, line_id, bot_id, kind, name, picture_url, member_count, refreshed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000))
       ON CONFLICT (channel_id, line_id) DO UPDATE SET name = coalesce(excluded.name, line_group.name), picture_url = coalesce(excluded.picture_url, line_group.picture_url),
         member_count = coalesce(excluded.member_count, line_group.member_count), refreshed_at = coalesce(excluded.refreshed_at, line_group.refreshed_at)`,
      [channelId, place.id, botId, place.kind, facts?.name === undefined ? null : sanitizeText(facts.name), facts?.pictureUrl ?? null, facts?.memberCount ?? null, facts ? this.clock.now() : null],
    );
  }
}

/** The bot came into a group, or is out of it. Part of the turn that learned so. */
export async function recordMembership(sql: Sql, { botId, channelId, place }: GroupAddress, state: GroupView['state'], now: number): Promise<void> {
  await sql.query(
    'groups.membership',
    `INSERT INTO line_group (channel_id, line_id, bot_id, kind, state, left_at) VALUES ($1, $2, $3, $4, $5, CASE WHEN $5 = 'left' THEN to_timestamp($6::float8 / 1000) END)
     ON CONFLICT (channel_id, line_id) DO UPDATE SET state = excluded.state, left_at = excluded.left_at`,
    [channelId, place.id, botId, place.kind, state, now],
  );
}

/** What is known of these groups, by channel id followed by LINE's id. */
export async function readChats(sql: Sql, wanted: readonly { channelId: string; place: GroupPlace }[]): Promise<Map<string, ChatSnapshot>> {
  const { rows } = await sql.query<{ channel_id: string; line_id: string; kind: 'group' | 'room'; name: string | null; member_count: number | null }>(
    'groups.chats',
    `SELECT g.channel_id, g.line_id, g.kind, g.name, g.member_count FROM unnest($1::uuid[], $2::text[]) AS w(channel_id, line_id)
     JOIN line_group g ON g.channel_id = w.channel_id AND g.line_id = w.line_id`,
    [wanted.map((one) => one.channelId), wanted.map((one) => one.place.id)],
  );
  return new Map(
    rows.map(({ channel_id, line_id, kind, name, member_count }) => [
      channel_id + line_id,
      { kind, id: line_id, ...(name === null ? {} : { name }), ...(member_count === null ? {} : { memberCount: member_count }) },
    ]),
  );
}
