import { localTime } from '@chatloom/engine';
import fc from 'fast-check';
import { addDays, expiresAt } from './expiresAt';

const ZONES = ['Asia/Taipei', 'Asia/Tokyo', 'Asia/Bangkok', 'America/Sao_Paulo', 'America/New_York', 'Europe/London', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Beirut'];
const moment = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2035-01-01') });

describe('when something is not good any more', () => {
  it('through a day means through its last millisecond on the clocks of the zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 9_000 }), (zone, day) => {
        const date = addDays('2010-01-01', day);
        const end = expiresAt({ by: 'date', date }, 0, zone)!;
        expect(localTime(end, zone).date > date).toBe(true);
        expect(localTime(end - 1, zone).date <= date).toBe(true);
      }),
    );
  });

  it('days count from the day it was given; 0 is that day itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), moment, fc.integer({ min: 0, max: 400 }), (zone, from, days) => {
        const end = expiresAt({ by: 'days', days }, from, zone)!;
        expect(end).toBeGreaterThan(from);
        expect(end).toBe(expiresAt({ by: 'date', date: addDays(localTime(from, zone).date, days) }, 0, zone));
      }),
    );
  });

  it('a midnight that summer time leaves out is the first moment after it', () => {
    // Beirut went from 24:00 on 26 March 2022 straight to 01:00.
    expect(new Date(expiresAt({ by: 'date', date: '2022-03-26' }, 0, 'Asia/Beirut')!).toISOString()).toBe('2022-03-26T22:00:00.000Z');
  });

  it('what never expires has no such moment', () => expect(expiresAt({ by: 'never' }, 0, 'Asia/Taipei')).toBeNull());
});
