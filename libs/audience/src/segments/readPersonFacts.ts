import type { Segment } from '@chatloom/contract';
import type { JsonObject } from '@chatloom/engine';
import type { Sql } from '@chatloom/platform';
import type { PersonFacts } from './evaluateSegment';
import { factConditions } from './factSql';
import { rulesOf } from './rulesOf';
import type { FactRule, SegmentFacts } from './SegmentFacts';
import type { SegmentScene } from './SegmentScene';
import { SqlValues } from './SqlValues';

interface ContactRow {
  id: string;
  channelId: string;
  language: string | null;
  isFriend: boolean;
  consent: PersonFacts['consent'];
  sourceId: string | null;
  tags: string[];
  fields: JsonObject;
  createdAt: Date;
  lastActiveAt: Date | null;
}

/** Everything the segments' rules look at, of these people of the bot; people it does not have are left out. */
export async function readPersonFacts(
  sql: Pick<Sql, 'query' | 'run'>,
  scene: SegmentScene,
  facts: Pick<SegmentFacts, 'get'>,
  contactIds: readonly string[],
  segments: readonly Segment[],
): Promise<Map<string, PersonFacts>> {
  const { rows } = await sql.query<ContactRow>(
    'segments.person',
    `SELECT c.id, c.channel_id AS "channelId", c.language, c.is_friend AS "isFriend", c.consent, c.source_id AS "sourceId", c.tags, c.fields, c.created_at AS "createdAt",
       a.last_active_at AS "lastActiveAt"
     FROM contact c LEFT JOIN contact_activity a ON a.contact_id = c.id WHERE c.bot_id = $1 AND c.id = ANY ($2::uuid[])`,
    [scene.botId, contactIds],
  );
  const rules = segments.flatMap((segment) => rulesOf(segment).map(({ rule }) => rule));
  const flowIds = [...new Set(rules.flatMap((rule) => ('flowId' in rule ? [rule.flowId] : [])))];
  const visits = await readVisits(sql, scene.botId, contactIds, flowIds);
  const runs = await readRuns(sql, scene.botId, contactIds, flowIds);
  const answers = await readAnswers(sql, scene, facts, contactIds, rules.filter((rule): rule is FactRule => rule.type === 'fact'));
  return new Map(
    rows.map(({ id, createdAt, lastActiveAt, ...row }) => [
      id,
      { ...row, createdAt: createdAt.getTime(), lastActiveAt: lastActiveAt?.getTime() ?? null, visits: visits.get(id) ?? [], runs: runs.get(id) ?? [], answers: answers.get(id) ?? new Map() },
    ]),
  );
}

/** Whole milliseconds, cut off as the driver cuts off those of other times. */
const ms = (column: string) => `floor(extract(epoch FROM ${column}) * 1000)::float8`;

async function readVisits(sql: Pick<Sql, 'query'>, botId: string, contactIds: readonly string[], flowIds: readonly string[]): Promise<Map<string, PersonFacts['visits'][number][]>> {
  if (flowIds.length === 0) return new Map();
  const { rows } = await sql.query<PersonFacts['visits'][number] & { contactId: string }>(
    'segments.visits',
    `SELECT contact_id AS "contactId", flow_id AS "flowId", node_id AS "nodeId", ${ms('first_at')} AS "firstAt", ${ms('last_at')} AS "lastAt"
     FROM flow_visit WHERE bot_id = $1 AND contact_id = ANY ($2::uuid[]) AND flow_id = ANY ($3::uuid[])`,
    [botId, contactIds, flowIds],
  );
  return grouped(rows);
}

async function readRuns(sql: Pick<Sql, 'query'>, botId: string, contactIds: readonly string[], flowIds: readonly string[]): Promise<Map<string, PersonFacts['runs'][number][]>> {
  if (flowIds.length === 0) return new Map();
  const { rows } = await sql.query<PersonFacts['runs'][number] & { contactId: string }>(
    'segments.runs',
    `SELECT contact_id AS "contactId", flow_id AS "flowId", state, node_id AS "nodeId", ${ms('since')} AS since, ${ms('first_reached_at')} AS "firstReachedAt",
       ${ms('last_reached_at')} AS "lastReachedAt", ${ms('first_finished_at')} AS "firstFinishedAt", ${ms('last_finished_at')} AS "lastFinishedAt"
     FROM flow_run WHERE bot_id = $1 AND contact_id = ANY ($2::uuid[]) AND flow_id = ANY ($3::uuid[])`,
    [botId, contactIds, flowIds],
  );
  return grouped(rows);
}

function grouped<T extends { contactId: string }>(rows: readonly T[]): Map<string, Omit<T, 'contactId'>[]> {
  const found = new Map<string, Omit<T, 'contactId'>[]>();
  for (const { contactId, ...row } of rows) found.set(contactId, [...(found.get(contactId) ?? []), row]);
  return found;
}

/** Each capability is asked by the same SQL that finds the people of a segment, for these people only; and when it was so last, at any time. */
async function readAnswers(sql: Pick<Sql, 'run'>, scene: SegmentScene, facts: Pick<SegmentFacts, 'get'>, contactIds: readonly string[], rules: readonly FactRule[]): Promise<Map<string, Map<FactRule, { isMet: boolean; lastAt: number | null }>>> {
  const found = new Map<string, Map<FactRule, { isMet: boolean; lastAt: number | null }>>(contactIds.map((id) => [id, new Map()]));
  for (const rule of rules) {
    const kind = facts.get(rule.fact);
    if (!kind) continue;
    const values = new SqlValues(1);
    const people = values.add(contactIds, 'uuid[]');
    const rowsOf = (asked: FactRule) => `${kind.from} WHERE ${[`${kind.contact} = p.id`, ...factConditions(kind, asked, values, scene)].join(' AND ')}`;
    const { rows } = await sql.run<{ id: string; isMet: boolean; lastAt: number | null }>(
      `SELECT p.id, EXISTS (SELECT 1 FROM ${rowsOf(rule)}) AS "isMet", (SELECT ${ms(`max(${kind.at ?? 'NULL::timestamptz'})`)} FROM ${rowsOf({ ...rule, when: { op: 'ever' } })}) AS "lastAt"
       FROM unnest(${people}) AS p(id)`,
      values.values,
    );
    for (const { id, isMet, lastAt } of rows) found.get(id)!.set(rule, { isMet, lastAt });
  }
  return found;
}
