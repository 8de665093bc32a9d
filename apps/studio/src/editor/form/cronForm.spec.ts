import { readCron, writeCron } from './cronForm';

describe('cronForm', () => {
  it.each([
    ['30 9 * * *', { every: 'day', time: '09:30' }],
    ['0 18 * * 5', { every: 'week', weekdays: [5], time: '18:00' }],
    ['0 8 * * 1-5', { every: 'week', weekdays: [1, 2, 3, 4, 5], time: '08:00' }],
    ['0 8 * * 0', { every: 'week', weekdays: [7], time: '08:00' }],
    ['15 10 1 * *', { every: 'month', day: 1, time: '10:15' }],
    ['*/5 * * * *', { every: 'custom', cron: '*/5 * * * *' }],
    ['0 8 1 * 1', { every: 'custom', cron: '0 8 1 * 1' }],
    ['nonsense', { every: 'custom', cron: 'nonsense' }],
  ])('reads %s', (cron, form) => {
    expect(readCron(cron)).toEqual(form);
  });

  it('writes what it read', () => {
    for (const cron of ['30 9 * * *', '0 18 * * 5', '15 10 1 * *', '*/5 * * * *', '0 8 * * 0']) expect(writeCron(readCron(cron))).toBe(cron);
  });

  it('never writes a week without a day', () => {
    expect(writeCron({ every: 'week', weekdays: [], time: '07:05' })).toBe('5 7 * * 1');
  });
});
