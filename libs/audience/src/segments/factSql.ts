import type { SegmentTime } from '@chatloom/contract';
import type { FactRule, SegmentFactKind } from './SegmentFacts';
import { type SegmentScene, spanOf } from './SegmentScene';
import type { SqlValues } from './SqlValues';

/** Is one of these moments (SQL expressions, null for "never") in the time that is meant? */
export function timeSql(moments: readonly string[], when: SegmentTime, sql: SqlValues, scene: SegmentScene): string {
  const { from, until } = spanOf(when, scene);
  const bounds = [...(from === null ? [] : [{ sign: '>=', at: sql.add(from, 'timestamptz') }]), ...(until === null ? [] : [{ sign: '<', at: sql.add(until, 'timestamptz') }])];
  if (bounds.length === 0) return `(${moments.map((moment) => `${moment} IS NOT NULL`).join(' OR ')})`;
  return `(${moments.map((moment) => bounds.map(({ sign, at }) => `${moment} ${sign} ${at}`).join(' AND ')).join(' OR ')})`;
}

/** Rows of a fact that satisfy the rule, for the person whose id the expression `contact` gives: everything behind FROM. */
export function factRowsSql(kind: SegmentFactKind, rule: FactRule, contact: string, sql: SqlValues, scene: SegmentScene): string {
  const conditions = [
    `${kind.contact} = ${contact}`,
    `${kind.bot} = ${sql.add(scene.botId, 'uuid')}`,
    ...(kind.where === undefined ? [] : [`(${kind.where})`]),
    ...(rule.subjectId === undefined ? [] : [`${kind.subject} = ${sql.add(rule.subjectId, 'uuid')}`]),
    ...(rule.optionId === undefined || kind.option === undefined ? [] : [`${kind.option} = ${sql.add(rule.optionId, 'text')}`]),
    ...(kind.at === undefined || rule.when.op === 'ever' ? [] : [timeSql([kind.at], rule.when, sql, scene)]),
  ];
  return `${kind.from} WHERE ${conditions.join(' AND ')}`;
}
