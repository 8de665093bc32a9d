import { Temporal } from '@js-temporal/polyfill';
import type { Recurrence } from '@chatloom/flow';
import fc from 'fast-check';
import { cronRecurrence, nextOccurrence, nextOccurrences, type Occurrence } from './nextOccurrence';

const iso = (at: number | undefined | null) => (at == null ? null : new Date(at).toISOString());
const rule = (from: Partial<Recurrence> & Pick<Recurrence, 'rule'>): Recurrence => ({ timeZone: 'Asia/Taipei', skipDates: [], missed: 'runOnce', ...from });
const first = (recurrence: Recurrence, after: string) => nextOccurrence(recurrence, Date.parse(after));

describe('nextOccurrence', () => {
  it.each([
    ['9 in the morning in Taipei', '0 9 * * *', 'Asia/Taipei', '2026-11-21T01:00:00Z', '2026-11-22T01:00:00.000Z'],
    ['Mondays in Tokyo', '30 18 * * 1', 'Asia/Tokyo', '2026-11-21T00:00:00Z', '2026-11-23T09:30:00.000Z'],
    ['a time skipped by daylight saving rings at the next valid minute', '30 2 * * *', 'America/New_York', '2027-03-14T05:00:00Z', '2027-03-14T07:30:00.000Z'],
    ['a time that comes twice rings the first time', '30 1 * * *', 'America/New_York', '2026-11-01T04:00:00Z', '2026-11-01T05:30:00.000Z'],
    ['and not the second time', '30 1 * * *', 'America/New_York', '2026-11-01T05:30:00Z', '2026-11-02T06:30:00.000Z'],
  ])('cron text: %s', (_name, cron, zone, after, expected) => expect(iso(first(cronRecurrence(cron, zone), after)?.at)).toBe(expected));

  it.each<[string, Recurrence['rule'], string, string | null]>([
    ['a day that has passed does not come again', { type: 'once', date: '2026-11-20', time: '09:00' }, '2026-11-21T00:00:00Z', null],
    ['every day', { type: 'daily', every: 1, time: '09:00' }, '2026-11-21T01:00:00Z', '2026-11-22T09:00'],
    ['Tuesdays and Fridays', { type: 'weekly', every: 1, days: [5, 2], time: '18:00' }, '2026-11-21T01:00:00Z', '2026-11-24T18:00'],
    ['the 31st of a short month is its last day', { type: 'monthly', every: 1, on: { type: 'day', day: 31 }, time: '09:00' }, '2027-02-01T01:00:00Z', '2027-02-28T09:00'],
    ['the last day', { type: 'monthly', every: 1, on: { type: 'lastDay' }, time: '09:00' }, '2028-02-01T01:00:00Z', '2028-02-29T09:00'],
    ['the second Tuesday', { type: 'monthly', every: 1, on: { type: 'weekday', nth: 2, weekday: 2 }, time: '09:00' }, '2026-11-21T01:00:00Z', '2026-12-08T09:00'],
    ['the fifth Monday, where there is one', { type: 'monthly', every: 1, on: { type: 'weekday', nth: 5, weekday: 1 }, time: '09:00' }, '2026-12-01T01:00:00Z', '2027-03-29T09:00'],
    ['the last Friday', { type: 'monthly', every: 1, on: { type: 'weekday', nth: -1, weekday: 5 }, time: '09:00' }, '2026-11-21T01:00:00Z', '2026-11-27T09:00'],
    ['29 February in other years', { type: 'yearly', month: 2, day: 29, time: '09:00' }, '2026-11-21T01:00:00Z', '2027-02-28T09:00'],
  ])('%s', (_name, wanted, after, local) => expect(first(rule({ rule: wanted }), after)?.local ?? null).toBe(local));

  it('counts every second week from the week it began in', () => {
    const fortnight = rule({ rule: { type: 'weekly', every: 2, days: [1, 4], time: '10:00' }, from: '2026-11-05' });
    expect(nextOccurrences(fortnight, Date.parse('2026-11-01T00:00:00Z'), 5).map((one) => one.local.slice(0, 10))).toEqual(['2026-11-05', '2026-11-16', '2026-11-19', '2026-11-30', '2026-12-03']);
  });

  it('keeps to its first day, its last day, its number of times and the days left out', () => {
    const limited = rule({ rule: { type: 'daily', every: 1, time: '10:00' }, from: '2026-12-01', until: '2026-12-06', skipDates: ['2026-12-02'] });
    const days = (recurrence: Recurrence) => nextOccurrences(recurrence, Date.parse('2026-11-01T00:00:00Z'), 10).map((one) => Number(one.local.slice(8, 10)));
    expect(days(limited)).toEqual([1, 3, 4, 5, 6]);
    expect(days({ ...limited, count: 3 })).toEqual([1, 3, 4]);
    expect(days({ ...limited, rule: { type: 'cron', cron: '0 10 * * *' } })).toEqual([1, 3, 4, 5, 6]);
  });

  it('says what summer time did, for calendar rules and for cron texts alike', () => {
    for (const [at, after, note] of [
      ['02:30', '2027-03-14T05:00:00Z', 'shiftedByGap'],
      ['01:30', '2026-11-01T04:00:00Z', 'doubledTakenFirst'],
      ['09:00', '2026-11-01T04:00:00Z', undefined],
    ] as const) {
      const [hour, minute] = at.split(':').map(Number);
      expect(first(rule({ rule: { type: 'daily', every: 1, time: at }, timeZone: 'America/New_York' }), after)?.note).toBe(note);
      expect(first(cronRecurrence(`${minute} ${hour} * * *`, 'America/New_York'), after)?.note).toBe(note);
    }
  });

  it('every hour is every hour there is: twice in a doubled one, never in one left out', () => {
    const utcHours = (after: string, howMany: number) => nextOccurrences(cronRecurrence('0 * * * *', 'America/New_York'), Date.parse(after), howMany).map((one) => iso(one.at)!.slice(11, 13));
    expect(utcHours('2026-11-01T04:30:00Z', 4)).toEqual(['05', '06', '07', '08']);
    expect(utcHours('2027-03-14T05:30:00Z', 3)).toEqual(['06', '07', '08']);
  });

  it('two times of a cron text that summer time makes one ring once', () => {
    const both = nextOccurrences(cronRecurrence('30 2,3 * * *', 'America/New_York'), Date.parse('2027-03-14T05:00:00Z'), 2);
    expect(both.map((one) => iso(one.at))).toEqual(['2027-03-14T07:30:00.000Z', '2027-03-15T06:30:00.000Z']);
  });

  it('follows the zone it is given: the same rule after a bot moved from Tokyo to New York', () => {
    const morning = rule({ rule: { type: 'daily', every: 1, time: '09:00' }, timeZone: 'Asia/Tokyo' });
    const inTokyo = nextOccurrence(morning, Date.parse('2026-11-21T00:00:00Z'))!;
    expect(iso(inTokyo.at)).toBe('2026-11-22T00:00:00.000Z');
    expect(iso(nextOccurrence({ ...morning, timeZone: 'America/New_York' }, Date.parse('2026-11-21T00:00:00Z'))!.at)).toBe('2026-11-21T14:00:00.000Z');
  });

  it('says "never" instead of failing for texts that are no schedule', () => {
    expect(nextOccurrence(cronRecurrence('every day', 'Asia/Taipei'), 0)).toBeNull();
    expect(first(cronRecurrence('0 9 31 2 *', 'Asia/Taipei'), '2026-01-01')).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => expect(() => nextOccurrence(cronRecurrence(text, 'Asia/Tokyo'), 0)).not.toThrow()));
  });
});

// ---------------------------------------------------------------- Must show: 2024 to 2030 against a second implementation

const ZONES = ['Asia/Taipei', 'Asia/Tokyo', 'Asia/Bangkok', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe'];
const BEGIN = '2024-01-01';
const END = '2030-12-31';

/** Days from BEGIN to END, by Temporal's calendar alone. */
const DAYS: Temporal.PlainDate[] = [];
for (let date = Temporal.PlainDate.from(BEGIN); Temporal.PlainDate.compare(date, END) <= 0; date = date.add({ days: 1 })) DAYS.push(date);
const TEXTS = DAYS.map((date) => date.toString());

/** What Temporal says of a time on the wall: its "compatible" reading is ours, and `earlier` and `later` differ where it is special. */
function byTemporal(date: Temporal.PlainDate, time: string, timeZone: string): { at: number; note: string | undefined } {
  const wall = date.toPlainDateTime(time);
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(timeZone, { disambiguation }));
  if (earlier!.equals(later!)) return { at: earlier!.epochMilliseconds, note: undefined };
  const folded = earlier!.toPlainDateTime().equals(wall);
  return { at: wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds, note: folded ? 'doubledTakenFirst' : 'shiftedByGap' };
}

describe.each(ZONES)('from 2024 to 2030 in %s', (timeZone) => {
  // Asking Temporal about every time of every day would take minutes: on days far from any change of the clocks its offset at noon says it all.
  const noons = DAYS.map((date) => date.toPlainDateTime('12:00').toZonedDateTime(timeZone).offsetNanoseconds / 1e6);
  const isCalm = (index: number): boolean => noons[index] === (noons[index - 1] ?? noons[index]) && noons[index] === (noons[index + 1] ?? noons[index]);
  const expectedOn = (index: number, time: string): { at: number; note?: string | undefined } =>
    isCalm(index) ? { at: Date.parse(`${TEXTS[index]}T${time}:00Z`) - noons[index]! } : byTemporal(DAYS[index]!, time, timeZone);

  // Each zone's own gaps and folds lie at 1 or 2 in the morning.
  it.each(['00:00', '01:30', '02:15', '02:30', '09:00'])('every day at %s is that time on the wall, once each day', (time) => {
    const recurrence = rule({ rule: { type: 'daily', every: 1, time }, timeZone, from: BEGIN, until: END });
    const [hour, minute] = time.split(':').map(Number);
    let before = expectedOn(0, '00:00').at - 1;
    const ahead: Occurrence[] = [];
    for (const [index, date] of TEXTS.entries()) {
      const expected = expectedOn(index, time);
      if (ahead.length === 0) ahead.push(...nextOccurrences(recurrence, before, 365));
      const found = [ahead.shift()!];
      // Asked anew with the moment given last: near every change of the clocks, and once a month.
      if (!isCalm(index) || date.endsWith('-15')) found.push(nextOccurrence(recurrence, before)!);
      // The cron text of the same wish gives the same moment.
      if (!isCalm(index)) found.push(nextOccurrence(cronRecurrence(`${minute} ${hour} * * *`, timeZone), before)!);
      for (const { at, note, local } of found) {
        if (at !== expected.at || note !== expected.note || local !== `${date}T${time}`) throw new Error(`${date}: ${JSON.stringify({ found, expected })}`);
      }
      before = expected.at;
    }
    expect(nextOccurrence(recurrence, before)).toBeNull();
  });

  it.each<[string, Recurrence['rule'], (date: Temporal.PlainDate) => boolean]>([
    ['Sundays and Wednesdays', { type: 'weekly', every: 1, days: [7, 3], time: '01:30' }, (date) => [7, 3].includes(date.dayOfWeek)],
    ['the 31st or the last', { type: 'monthly', every: 1, on: { type: 'day', day: 31 }, time: '02:30' }, (date) => date.day === date.daysInMonth],
    ['the second Sunday', { type: 'monthly', every: 1, on: { type: 'weekday', nth: 2, weekday: 7 }, time: '02:30' }, (date) => date.dayOfWeek === 7 && date.day > 7 && date.day <= 14],
    ['the last Sunday', { type: 'monthly', every: 1, on: { type: 'weekday', nth: -1, weekday: 7 }, time: '02:15' }, (date) => date.dayOfWeek === 7 && date.day > date.daysInMonth - 7],
    ['every third day', { type: 'daily', every: 3, time: '02:00' }, (date) => Temporal.PlainDate.from(BEGIN).until(date).days % 3 === 0],
    ['29 February', { type: 'yearly', month: 2, day: 29, time: '02:30' }, (date) => date.month === 2 && date.day === date.daysInMonth],
  ])('%s', (_name, wanted, happens) => {
    const recurrence = rule({ rule: wanted, timeZone, from: BEGIN, until: END });
    const expected = DAYS.flatMap((date, index) => (happens(date) ? [expectedOn(index, (wanted as { time: string }).time).at] : []));
    expect(nextOccurrences(recurrence, 0, 10_000).map((one) => one.at)).toEqual(expected);
  });

  it('is always later than the moment asked about, and nothing lies between', () => {
    const moments = fc.integer({ min: Date.parse(BEGIN), max: Date.parse(END) - 3 * 86_400_000 });
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 23 }), (after, minute, hour) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const found = nextOccurrence(rule({ rule: { type: 'daily', every: 1, time }, timeZone }), after)!;
        expect(found.at).toBeGreaterThan(after);
        const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDate();
        const candidates = [-1, 0, 1, 2].map((days) => byTemporal(today.add({ days }), time, timeZone).at).filter((at) => at > after);
        expect(found.at).toBe(Math.min(...candidates));
      }),
      { numRuns: 200 },
    );
  });
});

describe('in whatever zone there is', () => {
  it('a time around a change of its clocks is what Temporal says it is', () => {
    const zones = Intl.supportedValuesOf('timeZone').filter((zone) => Temporal.Instant.from('2024-01-01T00:00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next') !== null);
    expect(zones.length).toBeGreaterThan(100);
    const moments = fc.integer({ min: Date.parse(BEGIN), max: Date.parse('2033-12-31') });
    fc.assert(
      fc.property(fc.constantFrom(...zones), moments, fc.integer({ min: -8, max: 8 }), (timeZone, from, quarters) => {
        const change = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
        if (!change) return;
        const wall = change.toPlainDateTime().add({ minutes: quarters * 15 });
        const time = wall.toPlainTime().toString({ smallestUnit: 'minute' });
        const date = wall.toPlainDate();
        const expected = byTemporal(date, time, timeZone);
        const found = nextOccurrence(rule({ rule: { type: 'once', date: date.toString(), time }, timeZone }), expected.at - 1);
        expect(found).toMatchObject({ at: expected.at, local: `${date.toString()}T${time}` });
        expect(found!.note).toBe(expected.note);
      }),
      { numRuns: 300 },
    );
  });
});
