import fc from 'fast-check';
import { nextOccurrence } from './nextOccurrence';

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

describe('nextOccurrence', () => {
  it.each([
    ['9 in the morning in Taipei', '0 9 * * *', 'Asia/Taipei', '2026-11-21T01:00:00Z', '2026-11-22T01:00:00.000Z'],
    ['Mondays in Tokyo', '30 18 * * 1', 'Asia/Tokyo', '2026-11-21T00:00:00Z', '2026-11-23T09:30:00.000Z'],
    ['a time skipped by daylight saving rings at the next valid minute', '30 2 * * *', 'America/New_York', '2027-03-14T05:00:00Z', '2027-03-14T07:30:00.000Z'],
    ['a time that comes twice rings the first time', '30 1 * * *', 'America/New_York', '2026-11-01T04:00:00Z', '2026-11-01T05:30:00.000Z'],
    ['and not the second time', '30 1 * * *', 'America/New_York', '2026-11-01T05:30:00Z', '2026-11-02T06:30:00.000Z'],
  ])('%s', (_name, cron, zone, after, expected) => expect(iso(nextOccurrence(cron, zone, Date.parse(after)))).toBe(expected));

  it('says "never" instead of failing for texts that are no schedule', () => {
    expect(nextOccurrence('every day', 'Asia/Taipei', 0)).toBeNull();
    expect(nextOccurrence('0 9 31 2 *', 'Asia/Taipei', Date.parse('2026-01-01'))).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => expect(() => nextOccurrence(text, 'Asia/Tokyo', 0)).not.toThrow()));
  });

  it('is always later than the moment asked about', () => {
    const day = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-12-31') });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 23 }), fc.constantFrom('Asia/Taipei', 'Asia/Bangkok', 'America/New_York'), (after, minute, hour, zone) => {
        expect(nextOccurrence(`${minute} ${hour} * * *`, zone, after)).toBeGreaterThan(after);
      }),
    );
  });
});
