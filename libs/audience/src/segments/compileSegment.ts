import type { SegmentGroup, SegmentItem, SegmentRule } from '@chatloom/contract';
import { factRowsSql, timeSql } from './factSql';
import { fieldSql } from './fieldSql';
import { fold } from './fieldValue';
import type { SegmentFacts } from './SegmentFacts';
import type { SegmentScene } from './SegmentScene';
import { SqlValues } from './SqlValues';

/** A condition over the table `contact` by the name of `c`, with the values of its parameters. It is true or false, never null. */
export interface CompiledSegment {
  where: string;
  values: unknown[];
}

/**
 * A segment as SQL. Each rule becomes an expression that is never null, so that turning it round gives exactly the others.
 * An empty group that wants all (or none) of nothing is everybody, one that wants any is nobody. The bot is part of the condition.
 * @param from number of the first parameter
 * @throws Error when a fact is unknown: check the segment first (`checkSegment`)
 */
export function compileSegment(segment: SegmentGroup, scene: SegmentScene, facts: Pick<SegmentFacts, 'get'>, from = 1): CompiledSegment {
  const sql = new SqlValues(from);
  const bot = `c.bot_id = ${sql.add(scene.botId, 'uuid')}`;
  const rules = itemSql(segment, sql, scene, facts);
  return { where: rules === 'true' ? bot : `${bot} AND ${rules}`, values: sql.values };
}

function itemSql(item: SegmentItem, sql: SqlValues, scene: SegmentScene, facts: Pick<SegmentFacts, 'get'>): string {
  if (item.type === 'group') return groupSql(item, sql, scene, facts);
  const rule = ruleSql(item, sql, scene, facts);
  return item.not ? `NOT ${rule}` : rule;
}

function groupSql({ match, items }: SegmentGroup, sql: SqlValues, scene: SegmentScene, facts: Pick<SegmentFacts, 'get'>): string {
  const parts = items.map((item) => itemSql(item, sql, scene, facts));
  if (match === 'all') return parts.length === 0 ? 'true' : `(${parts.join(' AND ')})`;
  const any = parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
  return match === 'any' ? any : `NOT ${any}`;
}

/** What belongs to a person elsewhere is asked by EXISTS: the planner turns that into a join where it stands alone, and probes an index where it does not. */
function ruleSql(rule: SegmentRule, sql: SqlValues, scene: SegmentScene, facts: Pick<SegmentFacts, 'get'>): string {
  const bot = () => sql.add(scene.botId, 'uuid');
  const node = (column: string, nodeId: string | undefined) => (nodeId === undefined ? '' : ` AND ${column} = ${sql.add(nodeId, 'text')}`);
  const run = (flowId: string, condition: string) =>
    `EXISTS (SELECT 1 FROM flow_run r WHERE r.contact_id = c.id AND r.bot_id = ${bot()} AND r.flow_id = ${sql.add(flowId, 'uuid')} AND ${condition})`;
  switch (rule.type) {
    case 'tag':
      return `(c.tags ${rule.match === 'any' ? '&&' : '@>'} ${sql.add(rule.tags, 'text[]')})`;
    case 'field':
      return fieldSql(rule.field, rule.test, sql, scene);
    case 'source':
      return `coalesce(c.source_id = ANY (${sql.add(rule.sourceIds, 'uuid[]')}), false)`;
    case 'language':
      return languageSql(rule.languages, sql);
    case 'channel':
      return `(c.channel_id = ANY (${sql.add(rule.channelIds, 'uuid[]')}))`;
    case 'friend':
      return 'c.is_friend';
    case 'added':
      return timeSql(['c.created_at'], rule.when, sql, scene);
    case 'lastActive':
      return `EXISTS (SELECT 1 FROM contact_activity a WHERE a.contact_id = c.id AND a.bot_id = ${bot()} AND ${timeSql(['a.last_active_at'], rule.when, sql, scene)})`;
    case 'consent':
      return `(c.consent = ${sql.add(rule.is, 'text')})`;
    case 'flowReached': {
      if (rule.nodeId === undefined) return run(rule.flowId, timeSql(['r.first_reached_at', 'r.last_reached_at'], rule.when, sql, scene));
      return `EXISTS (SELECT 1 FROM flow_visit v WHERE v.contact_id = c.id AND v.bot_id = ${bot()} AND v.flow_id = ${sql.add(rule.flowId, 'uuid')}${node('v.node_id', rule.nodeId)} AND ${timeSql(['v.first_at', 'v.last_at'], rule.when, sql, scene)})`;
    }
    case 'flowFinished':
      return run(rule.flowId, orFalse(timeSql(['r.first_finished_at', 'r.last_finished_at'], rule.when, sql, scene)));
    case 'flowDropped': {
      const silentSince = sql.add(scene.now - rule.silentDays * 86_400_000, 'timestamptz');
      return run(rule.flowId, `(r.state = 'dropped' OR r.state = 'asking' AND r.since <= ${silentSince})${node('r.node_id', rule.nodeId)}`);
    }
    case 'flowWaiting':
      return run(rule.flowId, `r.state IN ('asking', 'waiting', 'calling')${node('r.node_id', rule.nodeId)}`);
    case 'fact': {
      const kind = facts.get(rule.fact);
      if (!kind) throw new Error(`Nobody knows of the fact "${rule.fact}".`);
      return `EXISTS (SELECT 1 FROM ${factRowsSql(kind, rule, 'c.id', sql, scene)})`;
    }
  }
}

/** A null moment is outside of every span; inside EXISTS null and false are the same, but say it where NOT could be near. */
function orFalse(condition: string): string {
  return `coalesce(${condition}, false)`;
}

/** `ja` holds for `ja` and `ja-JP`. Language tags are letters, digits and hyphens: nothing LIKE would misread. */
function languageSql(languages: readonly string[], sql: SqlValues): string {
  const tags = languages.filter((language) => language !== 'unknown').map(fold);
  if (tags.length === 0) return '(c.language IS NULL)';
  return `coalesce(lower(c.language COLLATE "C") LIKE ANY (${sql.add(tags.flatMap((tag) => [tag, `${tag}-%`]), 'text[]')}), ${languages.includes('unknown')})`;
}
