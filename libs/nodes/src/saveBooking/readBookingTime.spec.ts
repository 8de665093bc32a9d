import { readBookingTime } from './readBookingTime';

it.each([
  ['2026-12-24', '18:30', 60, '2026-12-24T18:30', '2026-12-24T18:00'],
  ['2026-12-24T18:30', '', 120, '2026-12-24T18:30', '2026-12-24T18:00'],
  ['2026-12-24 09:05', '', 15, '2026-12-24T09:05', '2026-12-24T09:00'],
  ['2026-12-24', '9:05', 30, '2026-12-24T09:05', '2026-12-24T09:00'],
  ['2026-12-24', '', 1440, '2026-12-24T00:00', '2026-12-24T00:00'],
])('%s %s by %d minutes is %s, with the places of %s', (date, time, minutes, local, slot) => {
  const read = readBookingTime(date, time, 'Asia/Taipei', minutes);
  expect(read).toEqual({ at: Date.parse(`${local}:00+08:00`), local, slot });
});

it.each([
  ['tomorrow', '18:00'],
  ['2026-12-24', ''],
  ['2026-12-24', 'evening'],
  ['2026-12-24', '25:00'],
  ['2026-02-30', '18:00'],
  ['', ''],
])('nothing is made of "%s" "%s"', (date, time) => {
  expect(readBookingTime(date, time, 'Asia/Taipei', 60)).toBeUndefined();
});

it('a time that summer time leaves out is moved on, as everywhere', () => {
  expect(readBookingTime('2026-03-08', '02:30', 'America/New_York', 60)?.at).toBe(Date.parse('2026-03-08T03:30:00-04:00'));
});
