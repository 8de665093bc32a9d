import { Injectable } from '@nestjs/common';
import type { ConsentState, ContactFilter, ContactSort } from '@chatloom/contract';
import type { Json } from '@chatloom/engine';
import { Database, type Sql } from '@chatloom/platform';
import type { CompiledSegment } from '../segments/compileSegment';
import { ContactFilters, type PeopleMeant } from './ContactFilters';
import { type ListPosition, readPosition, writePosition } from './listPosition';
import { tookTooLong, withOwnPlan } from './withOwnPlan';

/** A row of the list of people. */
export interface ListedContact {
  id: string;
  channelId: string;
  conversationId: string | null;
  lineUserId: string;
  displayName: string | null;
  pictureUrl: string | null;
  language: string | null;
  /** Without aliases. */
  tags: string[];
  fields: Record<string, Json>;
  isFriend: boolean;
  consent: ConsentState;
  sourceId: string | null;
  createdAt: Date;
  /** Their last turn. */
  lastSeenAt: Date | null;
}

export interface ListPage {
  items: ListedContact[];
  nextCursor: string | null;
}

/** Up to so many people are counted one by one; more are estimated from the planner's statistics. */
export const COUNT_EXACTLY_UP_TO = 50_000;
/** Counting that takes longer than this is not worth waiting for. */
const COUNT_PATIENCE_MS = 1_000;

const NAME_KEY = 'contact_name_key(c.display_name) COLLATE "C"';
/** Also for exports: everything a row of the list can show, of the people the rows `c` are. */
export const LISTED_COLUMNS = `c.id, c.channel_id AS "channelId", v.id AS "conversationId", c.line_user_id AS "lineUserId", c.display_name AS "displayName",
  c.picture_url AS "pictureUrl", c.language, c.tags, c.fields, c.is_friend AS "isFriend", c.consent, c.source_id AS "sourceId", c.created_at AS "createdAt",
  contact_name_key(c.display_name) AS name_key, last.at AS "lastSeenAt"`;
export const LISTED_JOINS = `LEFT JOIN conversation v ON v.contact_id = c.id
  LEFT JOIN LATERAL (SELECT at FROM turn t WHERE t.conversation_id = v.id ORDER BY t.id DESC LIMIT 1) last ON true`;
export type ListedRow = ListedContact & { name_key: string };

/** The list of people: pages in any order at a million rows, because each order walks an index from where the page before ended. */
@Injectable()
export class ContactList {
  constructor(
    private readonly database: Database,
    private readonly filters: ContactFilters,
  ) {}

  /**
   * @throws NotFoundError, SegmentRefusedError as `ContactFilters.compile`; InvalidCursorError for a cursor that is none of this order
   */
  async page(botId: string, filter: ContactFilter, { sort, cursor, limit }: { sort: ContactSort; cursor?: string; limit: number }): Promise<ListPage> {
    const where = await this.filters.compile(botId, filter);
    const position = cursor === undefined ? null : readPosition(cursor, sort);
    const rows = await withOwnPlan(this.database, async (sql) => {
      if (sort.by !== 'lastActive') return this.byColumn(sql, where, sort, position, limit + 1);
      // People who never did anything come last, whichever way round.
      const active = position?.phase === 'silent' ? [] : await this.byActivity(sql, where, sort, position, limit + 1);
      if (active.length > limit) return active;
      const silent = await this.silent(sql, where, position?.phase === 'silent' ? position : null, limit + 1 - active.length);
      return [...active, ...silent];
    });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items: await this.withoutAliases(botId, items.map(toListed)), nextCursor: rows.length > limit && last ? writePosition(sort, last) : null };
  }

  /** How many people fit: exact where that is quick, else about so many. */
  async count(botId: string, people: PeopleMeant): Promise<{ count: number; isEstimate: boolean }> {
    const { where, values } = await this.filters.compile(botId, people);
    try {
      const { rows } = await withOwnPlan(
        this.database,
        (sql) => sql.run<{ n: number }>(`SELECT count(*)::int AS n FROM (SELECT 1 FROM contact c WHERE ${where} LIMIT ${COUNT_EXACTLY_UP_TO + 1}) found`, values),
        COUNT_PATIENCE_MS,
      );
      if (rows[0]!.n <= COUNT_EXACTLY_UP_TO) return { count: rows[0]!.n, isEstimate: false };
    } catch (error) {
      if (!tookTooLong(error)) throw error;
    }
    const { rows } = await withOwnPlan(this.database, (sql) => sql.run<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(`EXPLAIN (FORMAT JSON) SELECT 1 FROM contact c WHERE ${where}`, values));
    return { count: Math.round(rows[0]!['QUERY PLAN'][0].Plan['Plan Rows']), isEstimate: true };
  }

  /** Tags as a team sees them: names kept for flows only are left out. */
  async withoutAliases<T extends { tags: string[] }>(botId: string, people: T[]): Promise<T[]> {
    const { rows } = await this.database.pg.query<{ alias: string }>('audience.aliases', 'SELECT alias FROM tag_alias WHERE bot_id = $1', [botId]);
    if (rows.length === 0) return people;
    const aliases = new Set(rows.map(({ alias }) => alias));
    return people.map((person) => ({ ...person, tags: person.tags.filter((tag) => !aliases.has(tag)) }));
  }

  private async byColumn(sql: Sql, { where, values }: CompiledSegment, sort: ContactSort, position: ListPosition | null, limit: number): Promise<SortedRow[]> {
    const n = values.length;
    const [way, beyond] = sort.direction === 'asc' ? (['ASC', '>'] as const) : (['DESC', '<'] as const);
    // Ids carry the time they were made at, so by id is by first met.
    const byName = sort.by === 'name';
    const order = byName ? `${NAME_KEY} ${way}, c.id ${way}` : `c.id ${way}`;
    const after = position === null ? '' : byName ? ` AND (${NAME_KEY}, c.id) ${beyond} ($${n + 1}::text COLLATE "C", $${n + 2}::uuid)` : ` AND c.id ${beyond} $${n + 1}::uuid`;
    const more = position === null ? [] : byName ? [position.key, position.id] : [position.id];
    const { rows } = await sql.run<ListedRow>(
      `SELECT ${LISTED_COLUMNS} FROM (SELECT c.* FROM contact c WHERE ${where}${after} ORDER BY ${order} LIMIT ${limit}) c ${LISTED_JOINS} ORDER BY ${order}`,
      [...values, ...more],
    );
    return rows.map((row) => ({ row, key: row.name_key, phase: 'sorted' }));
  }

  private async byActivity(sql: Sql, { where, values }: CompiledSegment, { direction }: ContactSort, position: ListPosition | null, limit: number): Promise<SortedRow[]> {
    const n = values.length;
    // The index has later people of one moment first where it has earlier moments first (`contact_activity_by_time`).
    const [way, tie, upTo, beyond] = direction === 'asc' ? (['ASC', 'DESC', '>=', '<'] as const) : (['DESC', 'ASC', '<=', '>'] as const);
    const moment = `$${n + 1}::timestamptz`;
    const after = position === null ? '' : ` AND o.last_active_at ${upTo} ${moment} AND (o.last_active_at <> ${moment} OR o.contact_id ${beyond} $${n + 2}::uuid)`;
    const { rows } = await sql.run<ListedRow & { active_key: string }>(
      `SELECT ${LISTED_COLUMNS}, c.active_at::text AS active_key FROM (
         SELECT c.*, o.last_active_at AS active_at FROM contact_activity o JOIN contact c ON c.id = o.contact_id
         WHERE o.bot_id = $1 AND ${where}${after} ORDER BY o.last_active_at ${way}, o.contact_id ${tie} LIMIT ${limit}
       ) c ${LISTED_JOINS} ORDER BY c.active_at ${way}, c.id ${tie}`,
      [...values, ...(position === null ? [] : [position.key, position.id])],
    );
    return rows.map(({ active_key, ...row }) => ({ row, key: active_key, phase: 'sorted' }));
  }

  private async silent(sql: Sql, { where, values }: CompiledSegment, position: ListPosition | null, limit: number): Promise<SortedRow[]> {
    const after = position === null ? '' : ` AND c.id < $${values.length + 1}::uuid`;
    const { rows } = await sql.run<ListedRow>(
      `SELECT ${LISTED_COLUMNS} FROM (
         SELECT c.* FROM contact c WHERE ${where}${after} AND NOT EXISTS (SELECT 1 FROM contact_activity o WHERE o.contact_id = c.id) ORDER BY c.id DESC LIMIT ${limit}
       ) c ${LISTED_JOINS} ORDER BY c.id DESC`,
      [...values, ...(position === null ? [] : [position.id])],
    );
    return rows.map((row) => ({ row, key: '', phase: 'silent' }));
  }
}

/** A row with its place in the order. */
interface SortedRow {
  row: ListedRow;
  key: string;
  phase: ListPosition['phase'];
}

function toListed({ row: { name_key: _, ...contact } }: SortedRow): ListedContact {
  return contact;
}
