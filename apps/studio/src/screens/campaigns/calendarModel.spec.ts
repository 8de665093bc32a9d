import { addDays, addMonths, daysBetween, firstDayOfWeek, rangeOf, wallClock, weekOf, weeksOf } from './calendarModel';

describe('the calendar of campaigns', () => {
  it('shows whole weeks around a month, beginning with the day the reader expects', () => {
    const sundays = weeksOf('2026-11-22', 0);
    expect([sundays[0]![0], sundays.at(-1)![6], sundays.length]).toEqual(['2026-11-01', '2026-12-05', 5]);
    const mondays = weeksOf('2026-11-22', 1);
    expect([mondays[0]![0], mondays.at(-1)![6], mondays.length]).toEqual(['2026-10-26', '2026-12-06', 6]);
    expect(weekOf('2026-11-22', 1)).toEqual(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']);
  });

  it('turns the pages of the year', () => {
    expect([addMonths('2026-12-31', 1), addMonths('2026-01-15', -1), addDays('2028-02-28', 1)]).toEqual(['2027-01-01', '2025-12-01', '2028-02-29']);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  });

  it('puts a moment on the day it is where the bot lives', () => {
    expect(wallClock('2026-11-22T16:30:00.000Z', 'Asia/Taipei')).toEqual({ day: '2026-11-23', time: '00:30' });
    expect(wallClock('2026-11-01T05:30:00.000Z', 'America/New_York')).toEqual({ day: '2026-11-01', time: '01:30' });
  });

  it('asks for a range that holds the days in every zone', () => {
    const { from, to } = rangeOf('2026-11-01', '2026-11-30');
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Niue', 'Asia/Taipei']) {
      expect(wallClock(from, zone).day < '2026-11-01').toBe(true);
      expect(wallClock(to, zone).day > '2026-11-30').toBe(true);
    }
  });

  it('begins weeks with Sunday or Monday', () => {
    expect(['en-US', 'ja', 'zh-TW', 'de'].map(firstDayOfWeek)).toEqual([0, 0, 0, 1]);
  });
});
