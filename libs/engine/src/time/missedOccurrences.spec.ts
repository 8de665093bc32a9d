import type { Recurrence } from '@chatloom/flow';
import fc from 'fast-check';
import { dueOccurrences, RUN_MISSED_WITHIN_MS } from './missedOccurrences';
import { nextOccurrence, nextOccurrences } from './nextOccurrence';

const hourly = (missed: Recurrence['missed']): Recurrence => ({ rule: { type: 'cron', cron: '0 * * * *' }, timeZone: 'Asia/Tokyo', skipDates: [], missed });
const at = (text: string) => Date.parse(`2026-11-21T${text}:00Z`);
const ask = (missed: Recurrence['missed'], now: number) => {
  const recurrence = hourly(missed);
  const { run, skipped, next } = dueOccurrences(recurrence, nextOccurrence(recurrence, at('08:30'))!, now);
  return { run: run.map((one) => new Date(one.at).toISOString().slice(11, 16)), skipped, next: next && new Date(next.at).toISOString().slice(11, 16) };
};

describe('dueOccurrences', () => {
  it.each<[string, Recurrence['missed'], string, { run: string[]; skipped: number; next: string }]>([
    ['before its time nothing is due', 'runOnce', '08:59', { run: [], skipped: 0, next: '09:00' }],
    ['in time it runs', 'skip', '09:00', { run: ['09:00'], skipped: 0, next: '10:00' }],
    ['missed and left out', 'skip', '09:30', { run: [], skipped: 1, next: '10:00' }],
    ['missed and run once', 'runOnce', '11:30', { run: ['11:00'], skipped: 2, next: '12:00' }],
    ['missed and all run', 'runAll', '11:30', { run: ['09:00', '10:00', '11:00'], skipped: 0, next: '12:00' }],
    ['back in time for the last of them', 'skip', '11:00', { run: ['11:00'], skipped: 2, next: '12:00' }],
  ])('%s', (_name, missed, now, expected) => expect(ask(missed, at(now))).toEqual(expected));

  it('leaves out what is more than an hour late', () => {
    const daily: Recurrence = { ...hourly('runOnce'), rule: { type: 'daily', every: 1, time: '18:00' } };
    const due = nextOccurrence(daily, at('08:30'))!;
    expect(dueOccurrences(daily, due, due.at + RUN_MISSED_WITHIN_MS).run).toEqual([due]);
    expect(dueOccurrences(daily, due, due.at + RUN_MISSED_WITHIN_MS + 1)).toMatchObject({ run: [], skipped: 1 });
  });

  it('runs or counts each occurrence exactly once, whatever the gaps between looks', () => {
    const looks = fc.array(fc.integer({ min: 1, max: 30 * 3_600_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(looks, fc.constantFrom<Recurrence['missed']>('skip', 'runOnce', 'runAll'), fc.boolean(), (gaps, missed, limited) => {
        const recurrence: Recurrence = { ...hourly(missed), ...(limited && { count: 40 }) };
        const begin = at('08:30');
        let planned = nextOccurrence(recurrence, begin);
        let now = begin;
        const ran: number[] = [];
        let skipped = 0;
        for (const gap of gaps) {
          now += gap;
          while (planned && planned.at <= now) {
            const due = dueOccurrences(recurrence, planned, now, ran.length + skipped);
            ran.push(...due.run.map((one) => one.at));
            skipped += due.skipped;
            planned = due.next;
          }
        }
        const hours = Math.ceil((now - begin) / 3_600_000);
        const all = nextOccurrences(recurrence, begin, hours + 1).map((one) => one.at).filter((moment) => moment <= now);
        expect(new Set(ran).size).toBe(ran.length);
        expect(ran.length + skipped).toBe(all.length);
        expect(all).toEqual(expect.arrayContaining(ran));
      }),
      { numRuns: 40 },
    );
  });
});
