import { Injectable } from '@nestjs/common';
import type { ContactFilter } from '@chatloom/contract';
import { Database } from '@chatloom/platform';
import { Segments } from '../segments/Segments';
import type { CompiledSegment } from '../segments/compileSegment';
import { SqlValues } from '../segments/SqlValues';

/** People named one by one, or all who fit. */
export type PeopleMeant = { contactIds: string[] } | ContactFilter;

/** Says in SQL which people a filter of the list means. */
@Injectable()
export class ContactFilters {
  constructor(
    private readonly database: Database,
    private readonly segments: Segments,
  ) {}

  /**
   * A condition over `contact c`, bounded by the bot.
   * @param from number of the first parameter
   * @throws NotFoundError for a saved segment that is not there; SegmentRefusedError for one that names something deleted
   */
  async compile(botId: string, people: PeopleMeant, from = 1): Promise<CompiledSegment> {
    const sql = new SqlValues(from);
    const conditions = [`c.bot_id = ${sql.add(botId, 'uuid')}`];
    if ('contactIds' in people) conditions.push(`c.id = ANY (${sql.add(people.contactIds, 'uuid[]')})`);
    else {
      if (people.search) conditions.push(await this.searchSql(botId, people.search, sql));
      const saved = people.segmentId === undefined ? undefined : (await this.segments.getOrThrow(botId, people.segmentId)).definition;
      for (const segment of [people.filter, saved]) {
        if (!segment) continue;
        const { where, values } = await this.segments.compile(botId, segment, from + sql.values.length);
        conditions.push(where);
        sql.values.push(...values);
      }
    }
    return { where: conditions.join(' AND '), values: sql.values };
  }

  /** The same people without naming a saved segment. @throws as `compile` */
  async settle(botId: string, people: PeopleMeant): Promise<PeopleMeant> {
    await this.compile(botId, people);
    if ('contactIds' in people || people.segmentId === undefined) return people;
    const { segmentId, filter, search } = people;
    const { definition } = await this.segments.getOrThrow(botId, segmentId);
    return { ...(search === undefined ? {} : { search }), filter: filter ? { type: 'group', match: 'all', items: [filter, definition] } : definition };
  }

  /** Part of a name, by its letters and pairs (`contact_name_grams`), or exactly one LINE user id. */
  private async searchSql(botId: string, search: string, sql: SqlValues): Promise<string> {
    const text = sql.add(search, 'text');
    const named = `(c.display_name IS NOT NULL AND contact_name_grams(c.display_name) @> contact_name_grams(${text}) AND strpos(lower(normalize(c.display_name, NFKC)), lower(normalize(${text}, NFKC))) > 0)`;
    const { rows } = await this.database.pg.query<{ id: string }>(
      'audience.byLineUser',
      'SELECT c.id FROM channel h JOIN contact c ON c.channel_id = h.id AND c.line_user_id = $2 WHERE h.bot_id = $1',
      [botId, search],
    );
    return rows.length === 0 ? named : `(${named} OR c.id = ANY (${sql.add(rows.map(({ id }) => id), 'uuid[]')}))`;
  }
}
