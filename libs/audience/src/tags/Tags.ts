import { Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import type { FlowUse, TagColor } from '@chatloom/contract';
import { Clock, Database, type Sql } from '@chatloom/platform';
import type { Cause } from '../contacts/Cause';
import { type ContactJob, ContactJobs } from '../contacts/ContactJobs';
import { COUNT_EXACTLY_UP_TO } from '../contacts/ContactList';
import { FlowNames } from './FlowNames';
import { TagUses, type OtherUse } from './TagUses';

/** A tag as the list shows it. */
export interface TagView {
  name: string;
  color: TagColor | null;
  description: string;
  contacts: number;
  countedAt: Date;
  aliases: string[];
  job: ContactJob | null;
}

/** While a bot has more people than are counted at once, numbers may be so old. */
const COUNT_STALE_MS = 60_000;
const TAGS_MAX = 2_000;

/** The tags of a bot: those made here, those people have, those flows name. */
@Injectable()
export class Tags {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: ContactJobs,
    private readonly flowNames: FlowNames,
    private readonly others: TagUses,
  ) {}

  /** By name, aliases left out. */
  async list(botId: string): Promise<TagView[]> {
    const countedAt = await this.countWhenStale(botId);
    await this.meet(botId, (await this.flowNames.all(botId)).tags);
    const [{ rows }, jobs] = await Promise.all([
      this.database.pg.query<Omit<TagView, 'job' | 'countedAt'>>(
        'audience.tags',
        `SELECT t.name, t.color, t.description, t.contacts, ARRAY(SELECT alias FROM tag_alias a WHERE a.bot_id = t.bot_id AND a.tag = t.name ORDER BY alias) AS aliases
         FROM tag t WHERE t.bot_id = $1 AND NOT EXISTS (SELECT 1 FROM tag_alias a WHERE a.bot_id = t.bot_id AND a.alias = t.name) ORDER BY lower(t.name), t.name LIMIT ${TAGS_MAX}`,
        [botId],
      ),
      this.jobs.open(botId),
    ]);
    return rows.map((tag) => ({ ...tag, countedAt, job: jobs.find(({ spec }) => spec.kind !== 'change' && spec.kind !== 'clearField' && (spec.from.includes(tag.name) || ('to' in spec && spec.to === tag.name))) ?? null }));
  }

  /** @throws NotFoundError */
  async getOrThrow(botId: string, name: string): Promise<TagView> {
    const tag = (await this.list(botId)).find((one) => one.name === name);
    if (!tag) throw new NotFoundError('tag');
    return tag;
  }

  /** @throws StateConflictError when it exists already, also as an alias. */
  async create(botId: string, { name, color, description }: { name: string; color: TagColor | null; description: string }): Promise<void> {
    const { rowCount } = await this.database.pg.query(
      'audience.addTag',
      `INSERT INTO tag (bot_id, name, color, description, created_at)
       SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT 1 FROM tag_alias WHERE bot_id = $1 AND alias = $2) ON CONFLICT DO NOTHING`,
      [botId, name, color, description, new Date(this.clock.now())],
    );
    if (rowCount === 0) throw new StateConflictError(`There is a tag "${name}" already.`);
  }

  /** @throws NotFoundError */
  async update(botId: string, name: string, change: { color?: TagColor | null; description?: string }): Promise<void> {
    const { rowCount } = await this.database.pg.query(
      'audience.setTag',
      'UPDATE tag SET color = CASE WHEN $3 THEN $4 ELSE color END, description = coalesce($5, description) WHERE bot_id = $1 AND name = $2',
      [botId, name, change.color !== undefined, change.color ?? null, change.description ?? null],
    );
    if (rowCount === 0) throw new NotFoundError('tag');
  }

  /** What names it. */
  async usesOf(botId: string, name: string): Promise<{ flows: FlowUse[]; others: OtherUse[] }> {
    const [flows, others] = await Promise.all([this.flowNames.usesOf(botId, { kind: 'tag', name }), this.others.of(botId, name)]);
    return { flows, others };
  }

  /**
   * Put tags together into one, or give one another name (`kind` says which it was called). Live flows find people by the words they were
   * published with, so while one uses a name that goes away this is refused, unless the name stays as an alias:
   * people then have both names, and a trigger keeps the two in step until the alias is deleted.
   * @throws NotFoundError; StateConflictError
   */
  async replace(botId: string, kind: 'rename' | 'merge', from: string[], to: string, keepAlias: boolean, cause: Cause): Promise<ContactJob> {
    const known = new Set((await this.list(botId)).map((tag) => tag.name));
    if (from.some((name) => !known.has(name))) throw new NotFoundError('tag');
    if (from.includes(to)) throw new StateConflictError('A tag cannot be put together with itself.');
    if (kind === 'rename' && known.has(to)) throw new StateConflictError(`There is a tag "${to}" already; put the two together instead.`);
    const live = await this.liveUses(botId, from);
    if (live.length > 0 && !keepAlias) {
      throw new StateConflictError(`Live flows use it: ${live.map((flow) => flow.flowName).join(', ')}. Change and publish them first, or keep the old name as an alias.`);
    }
    return this.database.pg.transaction(async (tx) => {
      await this.lock(tx, botId);
      await this.refuseWhileBusy(botId, [...from, to]);
      await tx.query(
        'audience.copyTag',
        `INSERT INTO tag (bot_id, name, color, description, created_at)
         SELECT $1, $2, t.color, t.description, $4 FROM tag t WHERE t.bot_id = $1 AND t.name = $3 ON CONFLICT DO NOTHING`,
        [botId, to, from[0], new Date(this.clock.now())],
      );
      // Aliases of a name that goes away now stand for the new one; the new name itself may have been an alias.
      await tx.query('audience.freeAlias', 'DELETE FROM tag_alias WHERE bot_id = $1 AND alias = $2', [botId, to]);
      await tx.query('audience.moveAliases', 'UPDATE tag_alias SET tag = $3 WHERE bot_id = $1 AND tag = ANY ($2::text[])', [botId, from, to]);
      if (keepAlias) await tx.query('audience.keepAliases', 'INSERT INTO tag_alias (bot_id, alias, tag) SELECT $1, a, $3 FROM unnest($2::text[]) AS a ON CONFLICT (bot_id, alias) DO UPDATE SET tag = excluded.tag', [botId, from, to]);
      return this.jobs.start(botId, { kind, from, to, keepAlias }, cause, tx);
    });
  }

  /**
   * Take a tag (with its aliases), or an alias alone, away from everybody.
   * @throws NotFoundError; StateConflictError while it is being changed
   */
  async delete(botId: string, name: string, cause: Cause): Promise<ContactJob> {
    await this.countWhenStale(botId);
    return this.database.pg.transaction(async (tx) => {
      await this.lock(tx, botId);
      const { rows } = await tx.query<{ name: string }>(
        'audience.tagAndAliases',
        'SELECT name FROM tag WHERE bot_id = $1 AND name = $2 UNION SELECT alias FROM tag_alias WHERE bot_id = $1 AND (tag = $2 OR alias = $2)',
        [botId, name],
      );
      const names = rows.map((row) => row.name);
      if (names.length === 0) throw new NotFoundError('tag');
      await this.refuseWhileBusy(botId, names);
      await tx.query('audience.dropAliases', 'DELETE FROM tag_alias WHERE bot_id = $1 AND alias = ANY ($2::text[])', [botId, names]);
      return this.jobs.start(botId, { kind: 'delete', from: names }, cause, tx);
    });
  }

  /** Live flows that name one of these. */
  private async liveUses(botId: string, names: string[]): Promise<FlowUse[]> {
    const uses = await Promise.all(names.map((name) => this.flowNames.usesOf(botId, { kind: 'tag', name })));
    return uses.flat().filter((use) => use.isLive);
  }

  /** Two changes of one tag at once would undo each other. */
  private async refuseWhileBusy(botId: string, names: string[]): Promise<void> {
    const busy = (await this.jobs.open(botId)).some(({ spec }) => spec.kind !== 'change' && spec.kind !== 'clearField' && [...spec.from, 'to' in spec ? spec.to : ''].some((name) => names.includes(name)));
    if (busy) throw new StateConflictError('This tag is being changed already. Wait until that is done.');
  }

  private async lock(tx: Sql, botId: string): Promise<void> {
    await tx.query('audience.lockTags', `SELECT pg_advisory_xact_lock(hashtextextended('tags' || $1::text, 0))`, [botId]);
  }

  /** Names become tags of the list. */
  private async meet(botId: string, names: string[]): Promise<void> {
    if (names.length > 0) await this.database.pg.query('audience.meetTags', 'INSERT INTO tag (bot_id, name) SELECT $1, n FROM unnest($2::text[]) AS n ON CONFLICT DO NOTHING', [botId, names]);
  }

  /** Counts at once while the bot has few people; else uses numbers up to a minute old. @returns when they were counted */
  private async countWhenStale(botId: string): Promise<Date> {
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<{ counted_at: Date | null; people: number }>(
      'audience.tagsCounted',
      `SELECT (SELECT counted_at FROM tag_count WHERE bot_id = $1) AS counted_at, (SELECT count(*)::int FROM (SELECT 1 FROM contact WHERE bot_id = $1 LIMIT ${COUNT_EXACTLY_UP_TO}) p) AS people`,
      [botId],
    );
    const { counted_at: countedAt, people } = rows[0]!;
    if (countedAt !== null && people >= COUNT_EXACTLY_UP_TO && now - countedAt.getTime() < COUNT_STALE_MS) return countedAt;
    await this.database.pg.query(
      'audience.countTags',
      `WITH counted AS (SELECT t.name, count(*)::int AS n FROM contact c, unnest(c.tags) AS t(name) WHERE c.bot_id = $1 GROUP BY t.name),
         met AS (INSERT INTO tag (bot_id, name, contacts) SELECT $1, name, n FROM counted ORDER BY name ON CONFLICT (bot_id, name) DO UPDATE SET contacts = excluded.contacts),
         gone AS (UPDATE tag SET contacts = 0 WHERE bot_id = $1 AND contacts <> 0 AND name NOT IN (SELECT name FROM counted))
       INSERT INTO tag_count (bot_id, counted_at) VALUES ($1, $2) ON CONFLICT (bot_id) DO UPDATE SET counted_at = excluded.counted_at`,
      [botId, new Date(now)],
    );
    return new Date(now);
  }
}
