import { Injectable } from '@nestjs/common';
import type { Segment, SegmentFieldType } from '@chatloom/contract';
import { Database } from '@chatloom/platform';
import { FlowNames } from '../tags/FlowNames';
import type { KnownNames } from './checkSegment';
import { rulesOf } from './rulesOf';
import { SegmentFacts } from './SegmentFacts';

/** Looks up which of the things that segments name exist in the bot. */
@Injectable()
export class NameFinder {
  constructor(
    private readonly database: Database,
    private readonly flowNames: FlowNames,
    private readonly facts: SegmentFacts,
  ) {}

  /** One look for all of them, whatever their number. */
  async find(botId: string, segments: readonly Segment[]): Promise<KnownNames> {
    const rules = segments.flatMap((segment) => rulesOf(segment).map(({ rule }) => rule));
    const named = <T extends string>(pick: (rule: (typeof rules)[number]) => readonly T[] | T | undefined) => [...new Set(rules.flatMap((rule) => pick(rule) ?? []))];
    const [tags, fields, sources, channels, flows, facts] = await Promise.all([
      this.tags(botId, named((rule) => (rule.type === 'tag' ? rule.tags : []))),
      this.fields(botId, named((rule) => (rule.type === 'field' ? rule.field : []))),
      this.ids('friend_source', botId, named((rule) => (rule.type === 'source' ? rule.sourceIds : []))),
      this.ids('channel', botId, named((rule) => (rule.type === 'channel' ? rule.channelIds : []))),
      this.flows(botId, named((rule) => ('flowId' in rule ? rule.flowId : [])), named((rule) => ('nodeId' in rule ? rule.nodeId : []))),
      this.factsOf(botId, rules.flatMap((rule) => (rule.type === 'fact' ? [rule] : []))),
    ]);
    return { tags, fields, sources, channels, flows, facts };
  }

  /** A tag is there when it was made known, is an older name of one, somebody has it, or a flow gives it. */
  private async tags(botId: string, tags: readonly string[]): Promise<Set<string>> {
    if (tags.length === 0) return new Set();
    const { rows } = await this.database.pg.query<{ tag: string }>(
      'segments.tags',
      `SELECT u.tag FROM unnest($2::text[]) AS u(tag)
       WHERE EXISTS (SELECT 1 FROM tag t WHERE t.bot_id = $1 AND t.name = u.tag) OR EXISTS (SELECT 1 FROM tag_alias t WHERE t.bot_id = $1 AND t.alias = u.tag)
         OR EXISTS (SELECT 1 FROM contact c WHERE c.bot_id = $1 AND c.tags @> ARRAY[u.tag])`,
      [botId, tags],
    );
    const known = new Set(rows.map(({ tag }) => tag));
    if (known.size < tags.length) for (const tag of (await this.flowNames.all(botId)).tags) known.add(tag);
    return known;
  }

  private async fields(botId: string, fields: readonly string[]): Promise<KnownNames['fields']> {
    if (fields.length === 0) return new Map();
    const { rows } = await this.database.pg.query<{ key: string; type: SegmentFieldType; options: { key: string }[] }>(
      'segments.fields',
      'SELECT key, type, options FROM contact_field WHERE bot_id = $1 AND key = ANY ($2)',
      [botId, fields],
    );
    const known = new Map<string, { type: SegmentFieldType; options: Set<string> } | null>(rows.map(({ key, type, options }) => [key, { type, options: new Set(options.map((option) => option.key)) }]));
    let unknown = fields.filter((field) => !known.has(field));
    if (unknown.length === 0) return known;
    const inFlows = new Set((await this.flowNames.all(botId)).fields);
    for (const field of unknown) if (inFlows.has(field)) known.set(field, null);
    unknown = unknown.filter((field) => !known.has(field));
    if (unknown.length === 0) return known;
    // Not described and in no flow: whether anybody has it takes a look at people; the first one found ends it.
    const { rows: met } = await this.database.pg.query<{ field: string }>(
      'segments.fieldsMet',
      `SELECT u.field FROM unnest($2::text[]) AS u(field) WHERE EXISTS (SELECT 1 FROM contact c WHERE c.bot_id = $1 AND c.fields ? u.field)`,
      [botId, unknown],
    );
    for (const { field } of met) known.set(field, null);
    return known;
  }

  private async ids(table: 'friend_source' | 'channel', botId: string, ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const { rows } = await this.database.pg.query<{ id: string }>(`segments.${table}`, `SELECT id FROM ${table} WHERE bot_id = $1 AND id = ANY ($2)`, [botId, ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Nodes that were taken out of a flow still count: people came to them once. */
  private async flows(botId: string, flowIds: readonly string[], nodeIds: readonly string[]): Promise<Map<string, Set<string>>> {
    if (flowIds.length === 0) return new Map();
    const { rows } = await this.database.pg.query<{ id: string; nodes: string[] }>(
      'segments.flows',
      `SELECT f.id, ARRAY(SELECT n.id FROM unnest($3::text[]) AS n(id) WHERE f.draft -> 'nodes' -> n.id IS NOT NULL
           OR EXISTS (SELECT 1 FROM flow_version v WHERE v.flow_id = f.id AND v.document -> 'nodes' -> n.id IS NOT NULL)) AS nodes
       FROM flow f WHERE f.bot_id = $1 AND f.id = ANY ($2)`,
      [botId, flowIds, nodeIds],
    );
    return new Map(rows.map(({ id, nodes }) => [id, new Set(nodes)]));
  }

  private async factsOf(botId: string, rules: readonly { fact: string; subjectId?: string | undefined }[]): Promise<KnownNames['facts']> {
    const found = new Map<string, { needsSubject: boolean; subjects: Set<string> }>();
    for (const { fact, subjectId } of rules) {
      const kind = this.facts.get(fact);
      if (!kind) continue;
      const known = found.get(fact) ?? { needsSubject: kind.needsSubject ?? false, subjects: new Set<string>() };
      found.set(fact, known);
      if (subjectId !== undefined && !known.subjects.has(subjectId) && (await kind.hasSubject(botId, subjectId))) known.subjects.add(subjectId);
    }
    return found;
  }
}
