import { withoutGaps } from './overTime';

const point = (at: string, delivered: number) => ({ at: `${at}:00.000Z`, delivered, replied: 0, clicked: 0, unfollowed: 0 });
const seen = (points: ReturnType<typeof withoutGaps>) => points.map(({ at, delivered }) => `${at.slice(5, 16)} ${delivered}`);

describe('numbers over time', () => {
  it('show the hours in which nothing happened', () => {
    expect(seen(withoutGaps([point('2026-11-22T01:00', 5), point('2026-11-22T04:00', 2)]))).toEqual(['11-22T01:00 5', '11-22T02:00 0', '11-22T03:00 0', '11-22T04:00 2']);
  });

  it('go on by days after three days, also over a day of 25 hours', () => {
    const hours = withoutGaps([point('2026-10-29T04:00', 9), point('2026-11-01T05:00', 1), point('2026-11-02T06:00', 1), point('2026-11-03T05:00', 1)]);
    expect(seen(hours.slice(-3))).toEqual(['11-01T05:00 1', '11-02T06:00 1', '11-03T05:00 1']);
    expect(hours.filter(({ delivered }) => delivered > 0)).toHaveLength(4);
  });

  it('have an end, however long it goes on', () => {
    expect(withoutGaps([point('2026-01-01T00:00', 1), point('2028-01-01T00:00', 1)]).length).toBeLessThanOrEqual(200);
    expect(withoutGaps([])).toEqual([]);
  });
});
