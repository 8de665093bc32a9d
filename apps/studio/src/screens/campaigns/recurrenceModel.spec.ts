import { beginRule, weekdayNames } from './recurrenceModel';

describe('a calendar rule that is chosen anew', () => {
  it('keeps the time of day and begins with what the first day suggests', () => {
    // A Sunday.
    const from = '2026-11-22';
    expect(beginRule('weekly', '09:30', from)).toEqual({ type: 'weekly', every: 1, days: [7], time: '09:30' });
    expect(beginRule('monthly', '09:30', from)).toEqual({ type: 'monthly', every: 1, on: { type: 'day', day: 22 }, time: '09:30' });
    expect(beginRule('yearly', '09:30', from)).toEqual({ type: 'yearly', month: 11, day: 22, time: '09:30' });
    expect(beginRule('cron', '09:30', from)).toEqual({ type: 'cron', cron: '30 9 * * *' });
  });

  it('has names of weekdays from Monday on', () => {
    expect(weekdayNames('en')[0]).toBe('Monday');
    expect(weekdayNames('ja')[6]).toBe('日曜日');
  });
});
