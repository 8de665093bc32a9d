import { dayOf, isSet, numberOf, textOf } from './fieldValue';

it.each([
  [1e21, '1000000000000000000000'],
  [1.5e-9, '0.0000000015'],
  [-2.5e22, '-25000000000000000000000'],
  [-0, '0'],
  [12.5, '12.5'],
  [true, 'true'],
  [['a'], null],
  [null, null],
])('%j reads as the words %j', (value, text) => expect(textOf(value)).toBe(text));

it.each([
  [' 12.50 ', 12.5],
  ['+3', 3],
  ['1,200', null],
  ['1e3', null],
  ['１２', null],
  ['', null],
  [true, null],
  [7, 7],
])('%j reads as the number %j', (value, number) => expect(numberOf(value)).toBe(number));

it.each([
  ['2026-02-28', '2026-02-28'],
  ['2026-02-29', null],
  ['2028-02-29', '2028-02-29'],
  ['2100-02-29', null],
  ['2026-11-21T09:30', '2026-11-21'],
  ['2026-11-21T20:30:00.000Z', '2026-11-22'],
  ['2026-11-21T20:30:00+09:00', '2026-11-21'],
  ['21.11.2026', null],
  [20261121, null],
])('%j is, in Taipei, the day %j', (value, day) => expect(dayOf(value, 'Asia/Taipei')).toBe(day));

it('empty words and empty lists are not set', () => {
  expect([undefined, null, '', []].map(isSet)).toEqual([false, false, false, false]);
  expect([0, false, ' ', {}, ['a']].map(isSet)).toEqual([true, true, true, true, true]);
});
