import { segmentSchema, SEGMENT_FIELD_TESTS, MAX_SEGMENT_DEPTH, MAX_SEGMENT_RULES, type Segment, type SegmentProblem, type SegmentRule } from '@chatloom/contract';
import { hasRoomForGroup, hasRoomForRule, isFinished, isRuleFinished, MAX_DEPTH, MAX_RULES, newFieldTest, newRule, newTime, problemsAt, toSegment, toTree } from './segmentDraft';

const ID = '0192aaaa-0000-7000-8000-000000000001';
const segment: Segment = {
  type: 'group',
  match: 'all',
  items: [
    { type: 'friend' },
    { type: 'group', match: 'none', items: [{ type: 'tag', match: 'any', tags: ['vip'], not: true }, { type: 'lastActive', when: { op: 'inLast', amount: 30, unit: 'days' } }] },
  ],
};
const isTaken = (rule: SegmentRule) => segmentSchema.safeParse({ type: 'group', match: 'all', items: [rule] }).success;
/** One finished rule of every type and every test. */
const finished: SegmentRule[] = [
  { type: 'tag', match: 'all', tags: ['vip', 'gold'] },
  { type: 'source', sourceIds: [ID] },
  { type: 'language', languages: ['zh-TW', 'unknown'] },
  { type: 'channel', channelIds: [ID] },
  { type: 'friend', not: true },
  { type: 'consent', is: 'no' },
  { type: 'added', when: { op: 'before', day: '2026-01-31' } },
  { type: 'flowReached', flowId: ID, nodeId: 'hello', when: { op: 'ever' } },
  { type: 'flowFinished', flowId: ID, when: { op: 'on', day: '2026-01-31' } },
  { type: 'flowDropped', flowId: ID, silentDays: 3 },
  { type: 'flowWaiting', flowId: ID },
  { type: 'fact', fact: 'campaignClicked', subjectId: ID, when: { op: 'ever' } },
  ...(['isSet', 'isTrue'] as const).map((op) => ({ type: 'field' as const, field: 'x', test: { op } })),
  { type: 'field', field: 'x', test: { op: 'isOneOf', values: ['a'] } },
  { type: 'field', field: 'x', test: { op: 'contains', value: 'a' } },
  { type: 'field', field: 'x', test: { op: 'numberIs', compare: 'less', value: -1.5 } },
  { type: 'field', field: 'x', test: { op: 'numberBetween', from: 1, to: 2 } },
  { type: 'field', field: 'x', test: { op: 'dayIs', compare: 'after', day: '2026-02-01' } },
  { type: 'field', field: 'x', test: { op: 'inNextDays', days: 7 } },
  { type: 'field', field: 'x', test: { op: 'anniversary', fromDays: -3, toDays: 3 } },
  { type: 'field', field: 'x', test: { op: 'month', month: 12 } },
];

it('knows the limits of the contract', () => expect([MAX_DEPTH, MAX_RULES]).toEqual([MAX_SEGMENT_DEPTH, MAX_SEGMENT_RULES]));

it('gives back the segment it was given', () => expect(toSegment(toTree(segment))).toEqual(segment));

it.each(finished)('takes %j for finished, as the server does', (rule) => expect([isRuleFinished(rule), isTaken(rule)]).toEqual([true, true]));

const KINDS = ['tag', 'field', 'source', 'language', 'channel', 'friend', 'consent', 'added', 'lastActive', 'flowReached', 'flowFinished', 'flowDropped', 'flowWaiting', 'fact:campaignClicked'] as const;
it.each(KINDS)('asks the server about a new rule of kind %s only when it would take it', (kind) => {
  const rule = newRule(kind, [{ fact: 'campaignClicked', subjects: [], needsSubject: true, hasTime: true }]);
  expect(isRuleFinished(rule)).toBe(isTaken(rule));
});

it.each([...new Set(Object.values(SEGMENT_FIELD_TESTS).flat())])('asks the server about a new test "%s" of a field only when it would take it', (op) => {
  const rule: SegmentRule = { type: 'field', field: 'x', test: newFieldTest(op) };
  expect(isRuleFinished(rule)).toBe(isTaken(rule));
});

it.each(['ever', 'inLast', 'inNext', 'before', 'on', 'after', 'between'] as const)('asks the server about a new time "%s" only when it would take it', (op) => {
  const rule: SegmentRule = { type: 'added', when: newTime(op) };
  expect(isRuleFinished(rule)).toBe(isTaken(rule));
});

it('is unfinished as long as one rule is', () => {
  expect(isFinished(toTree(segment))).toBe(true);
  expect(isFinished(toTree({ ...segment, items: [...segment.items, newRule('tag')] }))).toBe(false);
});

it('has room up to the limits', () => {
  const many = toTree({ type: 'group', match: 'all', items: Array.from({ length: MAX_RULES }, () => ({ type: 'friend' as const })) });
  expect(hasRoomForRule(many)).toBe(false);
  expect(hasRoomForRule({ ...many, parts: many.parts.slice(1) })).toBe(true);
});

it('offers a group exactly where the server takes one', () => {
  let segment: Segment = { type: 'group', match: 'all', items: [{ type: 'friend' }] };
  for (let depth = 1; depth <= MAX_DEPTH + 1; depth++) {
    // The group around it makes the old outermost one a part at the place [0, 0, …].
    segment = { type: 'group', match: 'all', items: [segment] };
    expect(hasRoomForGroup(Array.from({ length: depth }, () => 0))).toBe(segmentSchema.safeParse(segment).success);
  }
});

it('shows a problem beside the rule or group it belongs to, and nowhere else', () => {
  const problem = (...path: (string | number)[]): SegmentProblem => ({ code: 'tagGone', severity: 'blocking', path, message: '' });
  const all = [problem('items', 1, 'items', 0, 'tags', 0), problem('items', 1), problem('items', 10)];
  expect(problemsAt(all, [1, 0])).toEqual([all[0]]);
  expect(problemsAt(all, [1])).toEqual([all[1]]);
  expect(problemsAt(all, [10])).toEqual([all[2]]);
  expect(problemsAt(all, [])).toEqual([]);
});
