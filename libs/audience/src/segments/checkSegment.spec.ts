import type { Segment, SegmentRule } from '@chatloom/contract';
import { checkSegment, isBlocked, type KnownNames } from './checkSegment';

const ID = '019aa000-0000-7000-8000-000000000001';
const OTHER = '019aa000-0000-7000-8000-000000000002';
const KNOWN: KnownNames = {
  tags: new Set(['vip']),
  fields: new Map([
    ['city', { type: 'text', options: new Set() }],
    ['size', { type: 'choice', options: new Set(['s', 'm']) }],
    ['loose', null],
  ] as const),
  sources: new Set([ID]),
  channels: new Set([ID]),
  flows: new Map([[ID, new Set(['ask'])]]),
  facts: new Map([['pollVoted', { needsSubject: true, subjects: new Set([ID]) }]]),
};
const segment = (...items: Segment['items']): Segment => ({ type: 'group', match: 'all', items });
const codes = (...rules: SegmentRule[]) => checkSegment(segment(...rules), KNOWN).map(({ code, severity, path }) => `${severity} ${code} at ${path.join('.')}`);
const ever = { op: 'ever' } as const;

describe('what is wrong with a segment', () => {
  it('is nothing while all it names is there', () => {
    const fine: SegmentRule[] = [
      { type: 'tag', match: 'any', tags: ['vip'] },
      { type: 'field', field: 'city', test: { op: 'contains', value: 'Tai' } },
      { type: 'field', field: 'loose', test: { op: 'numberIs', compare: 'less', value: 3 } },
      { type: 'source', sourceIds: [ID] },
      { type: 'flowReached', flowId: ID, nodeId: 'ask', when: ever },
      { type: 'fact', fact: 'pollVoted', subjectId: ID, when: ever },
    ];
    expect(checkSegment(segment(...fine), KNOWN)).toEqual([]);
  });

  it('names each thing that is gone, and where', () => {
    expect(codes({ type: 'tag', match: 'any', tags: ['vip', 'old'] })).toEqual(['blocking tagGone at items.0.tags.1']);
    expect(codes({ type: 'field', field: 'gone', test: { op: 'isSet' } })).toEqual(['blocking fieldGone at items.0.field']);
    expect(codes({ type: 'source', sourceIds: [OTHER] }, { type: 'channel', channelIds: [OTHER] })).toEqual(['blocking sourceGone at items.0.sourceIds.0', 'blocking channelGone at items.1.channelIds.0']);
    expect(codes({ type: 'flowWaiting', flowId: OTHER }, { type: 'flowDropped', flowId: ID, nodeId: 'gone', silentDays: 3 })).toEqual(['blocking flowGone at items.0.flowId', 'blocking nodeGone at items.1.nodeId']);
    expect(codes({ type: 'fact', fact: 'pollVoted', subjectId: OTHER, when: ever }, { type: 'fact', fact: 'pollVoted', when: ever }, { type: 'fact', fact: 'sneezed', when: ever })).toEqual([
      'blocking subjectGone at items.0.subjectId',
      'blocking subjectMissing at items.1.subjectId',
      'blocking factUnknown at items.2.fact',
    ]);
  });

  it('says when a field became something else, and warns of a choice nobody can choose any more', () => {
    expect(codes({ type: 'field', field: 'city', test: { op: 'numberIs', compare: 'less', value: 3 } })).toEqual(['blocking fieldTestUnfit at items.0.test.op']);
    const warned = checkSegment(segment({ type: 'field', field: 'size', test: { op: 'isOneOf', values: ['s', 'xl'] } }), KNOWN);
    expect(warned).toMatchObject([{ code: 'optionGone', severity: 'warning', path: ['items', 0, 'test', 'values', 1], params: { field: 'size', option: 'xl' } }]);
    expect(isBlocked(warned)).toBe(false);
  });

  it('is an empty group inside another, and a range that ends before it begins', () => {
    const empty = checkSegment(segment({ type: 'group', match: 'any', items: [] }), KNOWN);
    expect([empty, isBlocked(empty)]).toMatchObject([[{ code: 'emptyGroup', path: ['items', 0] }], true]);
    expect(checkSegment(segment(), KNOWN)).toEqual([]);
    expect(codes({ type: 'field', field: 'loose', test: { op: 'numberBetween', from: 3, to: 1 } })).toEqual(['blocking rangeBackwards at items.0.test']);
  });
});
