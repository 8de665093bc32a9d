import fc from 'fast-check';
import { DateTime } from 'luxon';
import { afterDuration } from './afterDuration';
import { intoBusinessHours, isOpenAt } from './businessHours';
import { localTime, localTimeToInstant } from '@chatloom/engine';
import { nextWeekdayAt } from './nextWeekdayAt';

const ZONES = ['Asia/Tokyo', 'Asia/Taipei', 'Asia/Bangkok', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'];
const zone = fc.constantFrom(...ZONES);
const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());
const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

describe('a time on the wall', () => {
  it.each([
    ['in winter', '2027-01-15', '09:00', 'Europe/Berlin', '2027-01-15T08:00:00.000Z'],
    ['in summer', '2027-07-15', '09:00', 'Europe/Berlin', '2027-07-15T07:00:00.000Z'],
    ['left out by summer time: the next there is', '2027-03-28', '02:30', 'Europe/Berlin', '2027-03-28T01:30:00.000Z'],
    ['coming twice: its first coming', '2027-10-31', '02:30', 'Europe/Berlin', '2027-10-31T00:30:00.000Z'],
    ['in a zone of half hours', '2027-01-15', '09:00', 'Asia/Kathmandu', '2027-01-15T03:15:00.000Z'],
    ['in a zone nobody knows: UTC', '2027-01-15', '09:00', 'Asia/Atlantis', '2027-01-15T09:00:00.000Z'],
    ['on a day there is not', '2027-02-30', '09:00', 'Asia/Tokyo', undefined],
  ])('%s', (_, date, at, where, expected) => {
    expect(iso(localTimeToInstant(date, at, where))).toBe(expected);
  });

  it('comes back from its moment, except where summer time leaves it out', () => {
    fc.assert(
      fc.property(moment, zone, (at, where) => {
        const { date, time: shown } = localTime(at, where);
        const back = localTimeToInstant(date, shown, where)!;
        expect(localTime(back, where)).toMatchObject({ date, time: shown });
        // Never later than the moment: of two the first is meant.
        expect(back).toBeLessThanOrEqual(at);
      }),
    );
  });
});

describe('a duration', () => {
  it('of hours is exact, of days keeps the time on the wall', () => {
    fc.assert(
      fc.property(moment, zone, fc.integer({ min: 1, max: 30 }), (now, where, amount) => {
        expect(afterDuration(now, { amount, unit: 'hours' }, where)).toBe(now + amount * 3_600_000);
        const later = afterDuration(now, { amount, unit: 'days' }, where);
        expect(Math.abs(later - (now + amount * 86_400_000))).toBeLessThanOrEqual(25 * 3_600_000);
        const wanted = DateTime.fromMillis(now, { zone: where }).plus({ days: amount });
        expect(later).toBe(wanted.toMillis());
      }),
    );
  });

  it('of a day and a half is 36 hours', () => {
    expect(afterDuration(0, { amount: 1.5, unit: 'days' }, 'Asia/Tokyo')).toBe(36 * 3_600_000);
  });

  it('of days is counted in 24 hours where the zone is unknown', () => {
    expect(afterDuration(0, { amount: 2, unit: 'weeks' }, 'Nowhere/Land')).toBe(14 * 86_400_000);
  });
});

describe('the next weekday at a time', () => {
  it('is after now, on one of the days, within eight days', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(moment, zone, days, time, (now, where, wanted, at) => {
        const found = nextWeekdayAt(now, wanted, at, where)!;
        expect(found).toBeGreaterThan(now);
        expect(found - now).toBeLessThanOrEqual(8 * 86_400_000 + 7_200_000);
        expect(wanted).toContain(localTime(found, where).weekday);
      }),
    );
  });
});

describe('business hours', () => {
  const shop = { timeZone: 'Asia/Tokyo', businessHours: { 5: [{ from: '18:00', to: '02:00' }], 1: [{ from: '09:00', to: '12:00' }, { from: '13:00', to: '24:00' }] } };
  const at = (local: string) => DateTime.fromISO(local, { zone: 'Asia/Tokyo' }).toMillis();

  it.each([
    ['2027-03-01T08:59', false],
    ['2027-03-01T09:00', true],
    ['2027-03-01T12:00', false],
    ['2027-03-01T23:59', true],
    ['2027-03-02T00:00', false],
    ['2027-03-05T23:00', true],
    ['2027-03-06T01:59', true], // Friday's evening reaches into Saturday
    ['2027-03-06T02:00', false],
  ])('at %s open: %s', (local, open) => {
    expect(isOpenAt(at(local), shop)).toBe(open);
  });

  it('are always without a table, and the time stays where it never opens', () => {
    expect(isOpenAt(0, { timeZone: 'UTC' })).toBe(true);
    expect(intoBusinessHours(12_345, { timeZone: 'UTC', businessHours: {} })).toBe(12_345);
  });

  it('a closed moment moves to the first opening, an open one stays', () => {
    const hours = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), fc.array(fc.record({ from: time, to: time }), { maxLength: 2 }), { minKeys: 1 });
    fc.assert(
      fc.property(moment, zone, hours, (now, timeZone, businessHours) => {
        const bot = { timeZone, businessHours: businessHours as never };
        const moved = intoBusinessHours(now, bot);
        if (isOpenAt(now, bot)) return expect(moved).toBe(now);
        expect(moved).toBeGreaterThanOrEqual(now);
        if (moved === now) return expect(Object.values(businessHours).flat()).toEqual([]);
        expect(isOpenAt(moved, bot)).toBe(true);
        return expect(isOpenAt(moved - 1, bot)).toBe(false);
      }),
    );
  });
});
