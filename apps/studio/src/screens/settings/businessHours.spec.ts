import fc from 'fast-check';
import { nextOpening, usualWeek, withDay, wrongDays } from './businessHours';

it('begins with the working week', () => expect(Object.keys(usualWeek())).toEqual(['1', '2', '3', '4', '5']));
it('is always open without a table', () => expect(wrongDays(null)).toEqual([]));
it('finds days that end before they begin, or miss a time', () => {
  expect(wrongDays({ '1': [{ from: '09:00', to: '18:00' }], '2': [{ from: '18:00', to: '09:00' }], '3': [{ from: '', to: '12:00' }], '4': [{ from: '10:00', to: '10:00' }] })).toEqual(['2', '3', '4']);
});
it('takes midnight as the end of a day', () => expect(wrongDays({ '5': [{ from: '18:00', to: '24:00' }] })).toEqual([]));
it('closes a day that has no stretch left', () => expect(withDay(usualWeek(), '1', [])).not.toHaveProperty('1'));
it('leaves the other days and the given week alone', () => {
  const week = usualWeek();
  expect(withDay(week, '6', [{ from: '10:00', to: '12:00' }])['1']).toEqual([{ from: '09:00', to: '18:00' }]);
  expect(week).not.toHaveProperty('6');
});
it('offers an evening after lunch', () => expect(nextOpening([{ from: '11:00', to: '14:00' }])).toEqual({ from: '15:00', to: '18:00' }));
it('offers stretches that are right by themselves, or empty ones to fill in', () => {
  const two = (value: number) => String(value).padStart(2, '0');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 24 }), (hour) => {
      const { from, to } = nextOpening([{ from: '00:00', to: `${two(hour)}:00` }]);
      expect(from === '' || (from > `${two(hour)}:00` && from < to)).toBe(true);
    }),
  );
});
