import type { Segment, SegmentFact, SegmentFieldTest, SegmentItem, SegmentProblem, SegmentRule, SegmentRuleType, SegmentTime } from '@chatloom/contract';
import { isGroup, leavesOf, type RuleGroup, type RulePart } from './ruleTree';

/** A segment while it is edited: rules may be unfinished (nothing chosen yet: empty texts and lists, numbers that are NaN). */
export type SegmentTree = RuleGroup<SegmentRule>;

/** The same as `MAX_SEGMENT_DEPTH` and `MAX_SEGMENT_RULES` of the contract, which is not imported to keep zod out of these pages. */
export const MAX_DEPTH = 5;
export const MAX_RULES = 50;

let lastId = 0;
/** An id for a part of the tree; only this page sees it. */
export const newPartId = (): string => `part-${++lastId}`;

/** A segment of the server with ids for its parts. */
export function toTree(segment: Segment, newId: () => string = newPartId): SegmentTree {
  const toPart = (item: SegmentItem): RulePart<SegmentRule> => (item.type === 'group' ? toTree(item, newId) : { id: newId(), rule: item });
  return { id: newId(), match: segment.match, parts: segment.items.map(toPart) };
}

/** The segment as the server takes it. */
export function toSegment(tree: SegmentTree): Segment {
  return { type: 'group', match: tree.match, items: tree.parts.map((part): SegmentItem => (isGroup(part) ? toSegment(part) : part.rule)) };
}

/** A new rule of a kind, with nothing chosen yet where there is something to choose. Facts are `fact:<name>`. */
export function newRule(kind: SegmentRuleType | `fact:${string}`, facts: readonly SegmentFact[] = []): SegmentRule {
  if (kind.startsWith('fact:')) {
    const fact = kind.slice('fact:'.length);
    return { type: 'fact', fact, when: { op: 'ever' }, ...(facts.find((known) => known.fact === fact)?.needsSubject && { subjectId: '' }) };
  }
  switch (kind as SegmentRuleType) {
    case 'tag':
      return { type: 'tag', match: 'any', tags: [] };
    case 'field':
      return { type: 'field', field: '', test: { op: 'isSet' } };
    case 'source':
      return { type: 'source', sourceIds: [] };
    case 'language':
      return { type: 'language', languages: [] };
    case 'channel':
      return { type: 'channel', channelIds: [] };
    case 'friend':
      return { type: 'friend' };
    case 'consent':
      return { type: 'consent', is: 'yes' };
    case 'added':
    case 'lastActive':
      return { type: kind as 'added' | 'lastActive', when: { op: 'inLast', amount: 30, unit: 'days' } };
    case 'flowReached':
    case 'flowFinished':
      return { type: kind as 'flowReached' | 'flowFinished', flowId: '', when: { op: 'ever' } };
    case 'flowDropped':
      return { type: 'flowDropped', flowId: '', silentDays: 3 };
    case 'flowWaiting':
      return { type: 'flowWaiting', flowId: '' };
    case 'fact':
      return { type: 'fact', fact: '', when: { op: 'ever' } };
  }
}

/** A new test of a field, with nothing filled in yet. */
export function newFieldTest(op: SegmentFieldTest['op']): SegmentFieldTest {
  switch (op) {
    case 'isSet':
    case 'isTrue':
      return { op };
    case 'isOneOf':
    case 'hasAny':
    case 'hasAll':
      return { op, values: [] };
    case 'contains':
    case 'startsWith':
      return { op, value: '' };
    case 'numberIs':
      return { op, compare: 'equal', value: Number.NaN };
    case 'numberBetween':
      return { op, from: Number.NaN, to: Number.NaN };
    case 'dayIs':
      return { op, compare: 'on', day: '' };
    case 'inLastDays':
    case 'inNextDays':
      return { op, days: 7 };
    case 'anniversary':
      return { op, fromDays: 0, toDays: 7 };
    case 'month':
      return { op, month: 'this' };
  }
}

export function newTime(op: SegmentTime['op']): SegmentTime {
  if (op === 'ever') return { op };
  if (op === 'between') return { op, day: '', until: '' };
  return op === 'inLast' || op === 'inNext' ? { op, amount: 7, unit: 'days' } : { op, day: '' };
}

const isDay = (day: string) => /^(19|20|21)\d\d-\d\d-\d\d$/.test(day);
const isCount = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most;
function isTimeFinished(when: SegmentTime): boolean {
  if (when.op === 'ever') return true;
  if (when.op === 'inLast' || when.op === 'inNext') return isCount(when.amount, 3650);
  return isDay(when.day) && (when.op !== 'between' || isDay(when.until));
}

function isTestFinished(test: SegmentFieldTest): boolean {
  switch (test.op) {
    case 'isSet':
    case 'isTrue':
    case 'month':
      return true;
    case 'isOneOf':
    case 'hasAny':
    case 'hasAll':
      return test.values.length > 0;
    case 'contains':
    case 'startsWith':
      return test.value !== '';
    case 'numberIs':
      return Number.isFinite(test.value);
    case 'numberBetween':
      return Number.isFinite(test.from) && Number.isFinite(test.to);
    case 'dayIs':
      return isDay(test.day);
    case 'inLastDays':
    case 'inNextDays':
      return isCount(test.days, 3650);
    case 'anniversary':
      return [test.fromDays, test.toDays].every((day) => Number.isInteger(day) && Math.abs(day) <= 183);
  }
}

/** Is everything chosen that this rule needs? Unfinished rules are neither counted nor saved: left out silently, they would mean more people. */
export function isRuleFinished(rule: SegmentRule): boolean {
  switch (rule.type) {
    case 'tag':
      return rule.tags.length > 0;
    case 'field':
      return rule.field !== '' && isTestFinished(rule.test);
    case 'source':
      return rule.sourceIds.length > 0;
    case 'language':
      return rule.languages.length > 0;
    case 'channel':
      return rule.channelIds.length > 0;
    case 'friend':
    case 'consent':
      return true;
    case 'added':
    case 'lastActive':
      return isTimeFinished(rule.when);
    case 'flowReached':
    case 'flowFinished':
      return rule.flowId !== '' && isTimeFinished(rule.when);
    case 'flowDropped':
      return rule.flowId !== '' && isCount(rule.silentDays, 365);
    case 'flowWaiting':
      return rule.flowId !== '';
    case 'fact':
      return rule.fact !== '' && rule.subjectId !== '' && isTimeFinished(rule.when);
  }
}

/** Can the server be asked about it? */
export const isFinished = (tree: SegmentTree): boolean => leavesOf(tree).every(({ leaf }) => isRuleFinished(leaf.rule));

/** May one more rule be added? */
export const hasRoomForRule = (tree: SegmentTree): boolean => leavesOf(tree).length < MAX_RULES;
/** May a group stand at this place (`[1, 0]`: first part of the second part of the root)? The outermost group is the first level. */
export const hasRoomForGroup = (path: readonly number[]): boolean => path.length < MAX_DEPTH;

/** Problems of the part at a place (`[1, 0]`: second part of the root, first of it); those of parts inside it are theirs. */
export function problemsAt(problems: readonly SegmentProblem[], path: readonly number[]): SegmentProblem[] {
  const wanted = path.flatMap((index) => ['items', index]).join('/');
  return problems.filter((problem) => {
    const at = problem.path.join('/');
    const rest = wanted === '' ? at : at === wanted ? '' : at.startsWith(`${wanted}/`) ? at.slice(wanted.length + 1) : undefined;
    return rest !== undefined && !rest.startsWith('items/');
  });
}
