import { datesMeant } from './datesMeant';

describe('datesMeant', () => {
  it.each([
    ['the day itself', { daysBefore: 0, yearly: false }, '2026-11-22', ['2026-11-22']],
    ['three days before, over the end of a year', { daysBefore: 3, yearly: false }, '2026-12-30', ['2027-01-02']],
    ['a week after', { daysBefore: -7, yearly: false }, '2026-12-03', ['2026-11-26']],
    ['a birthday', { daysBefore: 0, yearly: true }, '2026-11-22', ['11-22']],
    ['29 February in a leap year', { daysBefore: 0, yearly: true }, '2028-02-28', ['02-28']],
    ['and in another', { daysBefore: 0, yearly: true }, '2027-02-28', ['02-28', '02-29']],
    ['a day before it', { daysBefore: 1, yearly: true }, '2027-02-27', ['02-28', '02-29']],
  ])('%s', (_name, rule, day, dates) => expect(datesMeant({ field: 'birthday', ...rule }, day)).toEqual({ field: 'birthday', yearly: rule.yearly, dates }));
});
