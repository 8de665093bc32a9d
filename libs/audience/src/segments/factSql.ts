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

/** What makes rows of a fact satisfy the rule, whoever they are about. */
export function factConditions(kind: SegmentFactKind, rule: FactRule, sql: SqlValues, scene: SegmentScene): string[] {
  return [
    `${kind.bot} = ${sql.add(scene.botId, 'uuid')}`,
    ...(kind.where === undefined ? [] : [`(${kind.where})`]),
    ...(rule.subjectId === undefined ? [] : [`${kind.subject} = ${sql.add(rule.subjectId, 'uuid')}`]),
    ...(rule.optionId === undefined || kind.option === undefined ? [] : [`${kind.option} = ${sql.add(rule.optionId, 'text')}`]),
    ...(kind.at === undefined || rule.when.op === 'ever' ? [] : [timeSql([kind.at], rule.when, sql, scene)]),
  ];
}
