import { addDays, anniversaries, dayAt, monthOf, spanOf } from './SegmentScene';

const NOON = Date.parse('2026-11-21T04:00:00Z');
const scene = (timeZone: string) => ({ botId: 'b', now: NOON, timeZone });
const iso = (span: { from: number | null; until: number | null }) => [span.from, span.until].map((at) => (at === null ? null : new Date(at).toISOString()));

describe('days of a segment', () => {
  it('are days of the bot, wherever the server stands', () => {
    expect(iso(spanOf({ op: 'on', day: '2026-11-21' }, scene('Asia/Taipei')))).toEqual(['2026-11-20T16:00:00.000Z', '2026-11-21T16:00:00.000Z']);
    expect(iso(spanOf({ op: 'before', day: '2026-11-21' }, scene('Asia/Taipei')))).toEqual([null, '2026-11-20T16:00:00.000Z']);
    expect(iso(spanOf({ op: 'after', day: '2026-11-21' }, scene('Asia/Taipei')))).toEqual(['2026-11-21T16:00:00.000Z', null]);
    expect(dayAt(NOON, 'Asia/Tokyo')).toBe('2026-11-21');
    expect(dayAt(NOON, 'America/Los_Angeles')).toBe('2026-11-20');
  });

  it('are 23 hours long where the clocks go forward, and begin at one where there is no midnight', () => {
    expect(iso(spanOf({ op: 'on', day: '2026-03-08' }, scene('America/New_York')))).toEqual(['2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z']);
    expect(iso(spanOf({ op: 'on', day: '2018-11-04' }, scene('America/Sao_Paulo')))).toEqual(['2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z']);
  });

  it('reach back from now when they are counted', () => {
    expect(iso(spanOf({ op: 'inNext', amount: 2, unit: 'days' }, scene('UTC')))).toEqual(['2026-11-21T04:00:00.000Z', '2026-11-23T04:00:00.000Z']);
    expect(iso(spanOf({ op: 'between', day: '2026-11-24', until: '2026-11-25' }, scene('UTC')))).toEqual(['2026-11-24T00:00:00.000Z', '2026-11-26T00:00:00.000Z']);
    expect(iso(spanOf({ op: 'inLast', amount: 2, unit: 'days' }, scene('UTC')))).toEqual(['2026-11-19T04:00:00.000Z', null]);
    expect(iso(spanOf({ op: 'inLast', amount: 3, unit: 'hours' }, scene('UTC')))).toEqual(['2026-11-21T01:00:00.000Z', null]);
  });
});

describe('anniversaries', () => {
  it('go over the end of the year', () => {
    expect(anniversaries('2026-12-30', 0, 3)).toEqual(['01-01', '01-02', '12-30', '12-31']);
    expect(anniversaries('2026-01-01', -1, 0)).toEqual(['01-01', '12-31']);
  });
  it('are kept on February 28 by those born on the 29th, in years without one', () => {
    expect(anniversaries('2027-02-28', 0, 0)).toEqual(['02-28', '02-29']);
    expect(anniversaries('2028-02-28', 0, 0)).toEqual(['02-28']);
    expect(anniversaries('2028-02-29', 0, 0)).toEqual(['02-29']);
  });
});

it('next month after December is January', () => {
  expect([monthOf('this', '2026-12-05'), monthOf('next', '2026-12-05'), monthOf(7, '2026-12-05')]).toEqual(['12', '01', '07']);
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
});
