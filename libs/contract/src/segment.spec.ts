import { EVERYBODY, MAX_SEGMENT_DEPTH, MAX_SEGMENT_RULES, type SegmentItem, segmentSchema } from './index';

const rule: SegmentItem = { type: 'tag', match: 'any', tags: ['vip'] };
const within = (levels: number, inner: SegmentItem): SegmentItem => (levels === 0 ? inner : { type: 'group', match: 'any', items: [within(levels - 1, inner)] });

describe('a segment', () => {
  it('is everybody when nothing is asked', () => {
    expect(segmentSchema.parse(EVERYBODY)).toEqual(EVERYBODY);
  });

  it('holds groups in groups down to the deepest level and no further', () => {
    expect(segmentSchema.safeParse(within(MAX_SEGMENT_DEPTH, rule)).data).toEqual(within(MAX_SEGMENT_DEPTH, rule));
    expect(segmentSchema.safeParse(within(MAX_SEGMENT_DEPTH + 1, rule)).success).toBe(false);
  });

  it('is refused, not walked down into, when somebody sends ten thousand levels', () => {
    expect(segmentSchema.safeParse(within(5_000, rule)).success).toBe(false);
  });

  it('holds so many rules over all its groups and no more', () => {
    const half = { type: 'group', match: 'all', items: Array.from({ length: MAX_SEGMENT_RULES / 2 }, () => rule) };
    expect(segmentSchema.safeParse({ type: 'group', match: 'all', items: [half, half] }).success).toBe(true);
    expect(segmentSchema.safeParse({ type: 'group', match: 'all', items: [half, half, rule] }).success).toBe(false);
  });

  it.each([
    [{ type: 'tag', match: 'any', tags: [] }],
    [{ type: 'field', field: 'birthday', test: { op: 'dayIs', compare: 'on', day: '2023-02-31' } }],
    [{ type: 'field', field: 'visits', test: { op: 'numberIs', compare: 'less', value: 1e300 } }],
    [{ type: 'language', languages: ['Japanese!'] }],
    [{ type: 'flowReached', flowId: 'welcome', when: { op: 'ever' } }],
    [{ type: 'whoKnows' }],
  ])('refuses %j', (bad) => {
    expect(segmentSchema.safeParse({ type: 'group', match: 'all', items: [bad] }).success).toBe(false);
  });
});
