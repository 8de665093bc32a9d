import { EVERYBODY, type Segment, type SegmentRule } from '@chatloom/contract';
import { evaluateSegment, type PersonFacts } from './evaluateSegment';

const NOW = Date.parse('2026-11-21T04:00:00Z');
const FLOW = '019aa000-0000-7000-8000-000000000001';
const scene = { botId: 'b', now: NOW, timeZone: 'Asia/Taipei' };
const ann: PersonFacts = {
  channelId: FLOW, language: 'ja', isFriend: true, consent: 'yes', sourceId: null, tags: ['vip'], fields: { city: 'Taipei', birthday: '1990-11-23' },
  createdAt: NOW - 86_400_000, lastActiveAt: null, visits: [], answers: new Map(),
  runs: [{ flowId: FLOW, state: 'asking', nodeId: 'ask', since: NOW - 4 * 86_400_000, firstReachedAt: 0, lastReachedAt: 0, firstFinishedAt: null, lastFinishedAt: null }],
};
const all = (...items: Segment['items']): Segment => ({ type: 'group', match: 'all', items });
const why = (rule: SegmentRule) => {
  const { isMet, code, seen } = evaluateSegment(all(rule), ann, scene).items![0]!;
  return { isMet, code, seen };
};

describe('why somebody is in a segment', () => {
  it('tells of each rule what it saw', () => {
    expect(why({ type: 'tag', match: 'all', tags: ['vip', 'new'] })).toEqual({ isMet: false, code: 'tagsHas', seen: { has: ['vip'], lacks: ['new'] } });
    expect(why({ type: 'field', field: 'city', test: { op: 'startsWith', value: 'tai' } })).toEqual({ isMet: true, code: 'fieldIs', seen: { field: 'city', value: 'Taipei' } });
    expect(why({ type: 'field', field: 'birthday', test: { op: 'anniversary', fromDays: 0, toDays: 7 } })).toMatchObject({ isMet: true });
    expect(why({ type: 'field', field: 'shoe', not: true, test: { op: 'isSet' } })).toEqual({ isMet: true, code: 'fieldNotSet', seen: { field: 'shoe' } });
    expect(why({ type: 'lastActive', not: true, when: { op: 'inLast', amount: 30, unit: 'days' } })).toEqual({ isMet: true, code: 'neverActive', seen: { at: null } });
    expect(why({ type: 'flowDropped', flowId: FLOW, silentDays: 3 })).toEqual({ isMet: true, code: 'flowSilent', seen: { nodeId: 'ask', at: '2026-11-17T04:00:00.000Z' } });
    expect(why({ type: 'flowDropped', flowId: FLOW, silentDays: 5 })).toMatchObject({ isMet: false, code: 'flowNotDropped' });
  });

  it('says where in the segment each reason belongs', () => {
    const nested = all({ type: 'friend' }, { type: 'group', match: 'none', items: [{ type: 'consent', is: 'no' }] });
    const reason = evaluateSegment(nested, ann, scene);
    expect(reason).toMatchObject({ isMet: true, path: [], seen: { met: 2, of: 2 }, items: [{ path: ['items', 0] }, { path: ['items', 1], isMet: true, items: [{ path: ['items', 1, 'items', 0], isMet: false }] }] });
  });

  it('is in an empty segment that wants all of nothing, and not in one that wants any of it', () => {
    expect(evaluateSegment(EVERYBODY, ann, scene).isMet).toBe(true);
    expect(evaluateSegment({ ...EVERYBODY, match: 'any' }, ann, scene).isMet).toBe(false);
    expect(evaluateSegment({ ...EVERYBODY, match: 'none' }, ann, scene).isMet).toBe(true);
  });
});
