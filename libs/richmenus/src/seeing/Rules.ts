import { Injectable } from '@nestjs/common';
import { DocumentRefusedError, NotFoundError, StateConflictError } from '@chatloom/bots';
import type { RichMenuRules } from '@chatloom/contract';
import { Database, type Transaction } from '@chatloom/platform';
import { inChunks } from '../links/inChunks';

/** Nobody has made rules yet. */
const NO_RULES: RichMenuRules = { revision: 0, defaultMenuId: null, tagRules: [], schedule: [] };

/** Who sees which menu: one set of rules per bot, replaced as a whole. */
@Injectable()
export class Rules {
  constructor(private readonly database: Database) {}

  async get(botId: string): Promise<RichMenuRules> {
    const { rows } = await this.database.pg.query<RichMenuRules>(
      'richMenus.rules',
      `SELECT revision, default_menu_id AS "defaultMenuId", tag_rules AS "tagRules", schedule FROM rich_menu_rules WHERE bot_id = $1`,
      [botId],
    );
    return rows[0] ?? NO_RULES;
  }

  /**
   * Replace the rules. Everybody with a tag of the old or the new rules is looked at again.
   * @param rules `revision` is the one they were read with
   * @throws StateConflictError when they changed meanwhile, DocumentRefusedError when they name a menu that does not exist
   */
  async set(botId: string, rules: RichMenuRules): Promise<RichMenuRules> {
    await this.database.pg.transaction(async (tx) => {
      await tx.query('richMenus.rulesFirst', 'INSERT INTO rich_menu_rules (bot_id, revision) VALUES ($1, 0) ON CONFLICT DO NOTHING', [botId]);
      const { rows } = await tx.query<{ revision: number; tagRules: RichMenuRules['tagRules'] }>(
        'richMenus.rulesLock',
        'SELECT revision, tag_rules AS "tagRules" FROM rich_menu_rules WHERE bot_id = $1 FOR UPDATE',
        [botId],
      );
      const before = rows[0]!;
      if (before.revision !== rules.revision) throw new StateConflictError('Somebody else changed the rules meanwhile. Load them again.');
      await assertMenusExist(tx, botId, rules);
      await tx.query(
        'richMenus.rulesSet',
        `UPDATE rich_menu_rules SET revision = revision + 1, default_menu_id = $2, tag_rules = $3, schedule = $4, has_tag_rules = $5 WHERE bot_id = $1`,
        [botId, rules.defaultMenuId, JSON.stringify(rules.tagRules), JSON.stringify(rules.schedule), rules.tagRules.length > 0],
      );
      const tags = [...new Set([...before.tagRules, ...rules.tagRules].map((rule) => rule.tag))];
      if (JSON.stringify(before.tagRules) !== JSON.stringify(rules.tagRules)) await lookAgainAtTagged(tx, botId, tags);
    });
    return this.get(botId);
  }

  /** @throws NotFoundError when there is no such menu */
  async setDefault(botId: string, menuId: string | null): Promise<RichMenuRules> {
    try {
      return await this.set(botId, { ...(await this.get(botId)), defaultMenuId: menuId });
    } catch (error) {
      throw error instanceof DocumentRefusedError ? new NotFoundError('rich menu') : error;
    }
  }
}

/** Everybody of the bot with one of the tags may need another menu. @param channelId only those of one channel */
export async function lookAgainAtTagged(tx: Pick<Transaction, 'query'>, botId: string, tags: readonly string[], channelId: string | null = null): Promise<void> {
  if (tags.length === 0) return;
  await inChunks(async (after, limit) => {
    const { rows } = await tx.query<{ id: string }>(
      'richMenus.dueTagged',
      `WITH part AS (
         SELECT id, bot_id, channel_id FROM contact WHERE bot_id = $1 AND tags && $2::text[] AND ($3::uuid IS NULL OR channel_id = $3) AND id > $4 ORDER BY id LIMIT $5
       ), due AS (
         INSERT INTO rich_menu_link AS l (contact_id, bot_id, channel_id, due_at) SELECT id, bot_id, channel_id, clock_timestamp() FROM part
         ON CONFLICT (contact_id) DO UPDATE SET version = l.version + 1, due_at = clock_timestamp(), attempts = 0
       ) SELECT id FROM part ORDER BY id DESC LIMIT 1`,
      [botId, tags, channelId, after, limit],
    );
    return rows[0]?.id;
  });
}

async function assertMenusExist(tx: Transaction, botId: string, rules: RichMenuRules): Promise<void> {
  const { rows } = await tx.query<{ id: string }>('richMenus.ids', 'SELECT id FROM rich_menu WHERE bot_id = $1', [botId]);
  const known = new Set(rows.map((row) => row.id));
  const named: [(string | number)[], string | null][] = [
    [['defaultMenuId'], rules.defaultMenuId],
    ...rules.tagRules.map((rule, index): [(string | number)[], string] => [['tagRules', index, 'menuId'], rule.menuId]),
    ...rules.schedule.map((rule, index): [(string | number)[], string | null] => [['schedule', index, 'menuId'], rule.menuId]),
  ];
  const problems = named.filter(([, menuId]) => menuId !== null && !known.has(menuId)).map(([path]) => ({ code: 'menuGone', severity: 'blocking' as const, path, message: 'This menu does not exist any more.' }));
  if (problems.length > 0) throw new DocumentRefusedError(problems);
}
