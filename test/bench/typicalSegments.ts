import type { Segment, SegmentItem } from '@chatloom/contract';

/** What teams ask, by the sentence they would use. */
export function typicalSegments(flowId: string): Record<string, Segment> {
  const all = (...items: SegmentItem[]): Segment => ({ type: 'group', match: 'all', items });
  const any = (...items: SegmentItem[]): Segment => ({ type: 'group', match: 'any', items });
  const tag = (...tags: string[]): SegmentItem => ({ type: 'tag', match: 'any', tags });
  const inLast = (days: number) => ({ op: 'inLast' as const, amount: days, unit: 'days' as const });
  const ever = { op: 'ever' as const };
  return {
    everybody: all(),
    'friends with a tag one in a hundred has': all({ type: 'friend' }, tag('vip')),
    'a tag one in five has, without another': all(tag('newsletter'), { type: 'tag', not: true, match: 'any', tags: ['vip'] }),
    'live in one of two cities': all({ type: 'field', field: 'city', test: { op: 'isOneOf', values: ['Taipei', 'Tainan'] } }),
    'have their birthday in the next seven days': all({ type: 'field', field: 'birthday', test: { op: 'anniversary', fromDays: 0, toDays: 7 } }),
    'have more than 900 points and did not say no': all({ type: 'field', field: 'points', test: { op: 'numberIs', compare: 'greater', value: 900 } }, { type: 'consent', not: true, is: 'no' }),
    'were active in the last seven days': all({ type: 'lastActive', when: inLast(7) }),
    'were added in the last 30 days and read Japanese': all({ type: 'added', when: inLast(30) }, { type: 'language', languages: ['ja'] }),
    'came to a flow in the last 30 days and did not finish it': all({ type: 'flowReached', flowId, when: inLast(30) }, { type: 'flowFinished', not: true, flowId, when: ever }),
    'gave up at a question, with one of two tags': all({ type: 'flowDropped', flowId, nodeId: 'ask', silentDays: 3 }, tag('vip', 'newsletter')),
    'tag, or active lately, or at a node, but not silent': all(any(tag('vip'), { type: 'lastActive', when: inLast(2) }, { type: 'flowReached', flowId, nodeId: 'thanks', when: ever }), {
      type: 'group', match: 'none', items: [{ type: 'flowWaiting', flowId }, { type: 'field', field: 'email', test: { op: 'contains', value: '@example.org' } }],
    }),
  };
}
