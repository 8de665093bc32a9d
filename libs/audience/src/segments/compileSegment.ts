import type { SegmentGroup, SegmentItem, SegmentRule } from '@chatloom/contract';
import { factConditions, timeSql } from './factSql';
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
 * How to ask for what belongs to a person in another table, where it stands beside an "or" and so cannot become a join. `probe` looks each person up:
 * never bad, for parts of the table and for lists. `hash` gathers all of them first: faster when everybody is counted, and wants memory.
 */
export type Membership = 'probe' | 'hash';

/**
 * A segment as SQL. Each rule becomes an expression that is never null, so that turning it round gives exactly the others.
 * An empty group that wants all (or none) of nothing is everybody, one that wants any is nobody. The bot is part of the condition.
 * @param from number of the first parameter
 * @throws Error when a fact is unknown: check the segment first (`checkSegment`)
 */
export function compileSegment(segment: SegmentGroup, scene: SegmentScene, facts: Pick<SegmentFacts, 'get'>, from = 1, membership: Membership = 'probe'): CompiledSegment {
  const sql = new SqlValues(from);
  const bot = `c.bot_id = ${sql.add(scene.botId, 'uuid')}`;
  const rules = new Compiler(sql, scene, facts, membership).item(segment, false, true);
  return { where: rules === 'true' ? bot : `${bot} AND ${rules}`, values: sql.values };
}

class Compiler {
  constructor(
    private readonly sql: SqlValues,
    private readonly scene: SegmentScene,
    private readonly facts: Pick<SegmentFacts, 'get'>,
    private readonly membership: Membership,
  ) {}

  /**
   * "Not" is carried down to the rules: the planner makes joins of EXISTS and NOT EXISTS, but not of what is hidden under a NOT of a group.
   * @param alone everything above is joined by "and"
   */
  item(item: SegmentItem, negated: boolean, alone: boolean): string {
    if (item.type !== 'group') return this.rule(item, negated !== (item.not ?? false), alone);
    const inner = negated !== (item.match === 'none');
    const isAnd = (item.match === 'all') !== inner;
    const parts = item.items.map((one) => this.item(one, inner, alone && (isAnd || item.items.length === 1)));
    if (parts.length === 0) return String(isAnd);
    return `(${parts.join(isAnd ? ' AND ' : ' OR ')})`;
  }

  private rule(rule: SegmentRule, negated: boolean, alone: boolean): string {
    const condition = this.condition(rule, alone);
    return negated ? `NOT ${condition}` : condition;
  }

  private condition(rule: SegmentRule, alone: boolean): string {
    const { sql, scene } = this;
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
      case 'consent':
        return `(c.consent = ${sql.add(rule.is, 'text')})`;
      case 'fact': {
        const kind = this.facts.get(rule.fact);
        if (!kind) throw new Error(`Nobody knows of the fact "${rule.fact}".`);
        return this.isAmong(kind.from, kind.contact, factConditions(kind, rule, sql, scene), alone);
      }
      case 'lastActive':
        return this.isAmong('contact_activity a', 'a.contact_id', [`a.bot_id = ${this.bot()}`, timeSql(['a.last_active_at'], rule.when, sql, scene)], alone);
      case 'flowReached': {
        if (rule.nodeId === undefined) return this.hasRun(rule.flowId, [timeSql(['r.first_reached_at', 'r.last_reached_at'], rule.when, sql, scene)], alone);
        const visited = [`v.bot_id = ${this.bot()}`, `v.flow_id = ${sql.add(rule.flowId, 'uuid')}`, ...this.atNode('v', rule.nodeId), timeSql(['v.first_at', 'v.last_at'], rule.when, sql, scene)];
        return this.isAmong('flow_visit v', 'v.contact_id', visited, alone);
      }
      case 'flowFinished':
        return this.hasRun(rule.flowId, [timeSql(['r.first_finished_at', 'r.last_finished_at'], rule.when, sql, scene)], alone);
      case 'flowDropped': {
        const silentSince = sql.add(scene.now - rule.silentDays * 86_400_000, 'timestamptz');
        return this.hasRun(rule.flowId, [`(r.state = 'dropped' OR r.state = 'asking' AND r.since <= ${silentSince})`, ...this.atNode('r', rule.nodeId)], alone);
      }
      case 'flowWaiting':
        return this.hasRun(rule.flowId, [`r.state IN ('asking', 'waiting', 'calling')`, ...this.atNode('r', rule.nodeId)], alone);
    }
  }

  private bot(): string {
    return this.sql.add(this.scene.botId, 'uuid');
  }

  private atNode(alias: string, nodeId: string | undefined): string[] {
    return nodeId === undefined ? [] : [`${alias}.node_id = ${this.sql.add(nodeId, 'text')}`];
  }

  private hasRun(flowId: string, conditions: readonly string[], alone: boolean): string {
    return this.isAmong('flow_run r', 'r.contact_id', [`r.bot_id = ${this.bot()}`, `r.flow_id = ${this.sql.add(flowId, 'uuid')}`, ...conditions], alone);
  }

  /** Is the person among the rows? Inside of it null and false are the same. */
  private isAmong(from: string, contact: string, conditions: readonly string[], alone: boolean): string {
    if (alone || this.membership === 'probe') return `EXISTS (SELECT 1 FROM ${from} WHERE ${[`${contact} = c.id`, ...conditions].join(' AND ')})`;
    return `(c.id IN (SELECT ${contact} FROM ${from} WHERE ${[`${contact} IS NOT NULL`, ...conditions].join(' AND ')}))`;
  }
}

/** `ja` holds for `ja` and `ja-JP`. Language tags are letters, digits and hyphens: nothing LIKE would misread. */
function languageSql(languages: readonly string[], sql: SqlValues): string {
  const tags = languages.filter((language) => language !== 'unknown').map(fold);
  if (tags.length === 0) return '(c.language IS NULL)';
  return `coalesce(lower(c.language COLLATE "C") LIKE ANY (${sql.add(tags.flatMap((tag) => [tag, `${tag}-%`]), 'text[]')}), ${languages.includes('unknown')})`;
}
