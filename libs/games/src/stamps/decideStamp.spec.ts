import { localTime } from '@chatloom/engine';
import fc from 'fast-check';
import { decideStamp, NO_STAMPS, stampsShown, type StampRules, type StampStanding } from './decideStamp';

const ZONE = 'Asia/Taipei';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Nine in the morning in Taipei. */
const MORNING = Date.parse('2026-11-21T01:00:00Z');
const rules = (more: Partial<StampRules> = {}): StampRules => ({ stamps: 3, perDay: null, minMinutesBetween: 0, expiry: { by: 'never' }, afterFull: 'newCard', opensAt: null, closesAt: null, ...more });

/** Ask for a stamp at each of these moments. */
function visits(card: StampRules, moments: readonly number[], zone = ZONE): { outcomes: string[]; standing: StampStanding } {
  let standing = NO_STAMPS;
  const outcomes = moments.map((now) => {
    const decision = decideStamp(card, 'open', standing, now, zone);
    if ('next' in decision) standing = decision.next;
    return decision.outcome;
  });
  return { outcomes, standing };
}

describe('a stamp card', () => {
  it('fills field by field, says so with the last one, and begins anew', () => {
    expect(visits(rules(), [1, 2, 3, 4])).toMatchObject({ outcomes: ['stamped', 'stamped', 'full', 'stamped'], standing: { round: 2, stamps: 1, fullCards: 1, total: 4 } });
  });

  it('is the only one where the team wants it so', () => {
    expect(visits(rules({ afterFull: 'done' }), [1, 2, 3, 4]).outcomes).toEqual(['stamped', 'stamped', 'full', 'done']);
  });

  it('takes so many stamps a day, by the clocks of the bot, and says when the next one is possible', () => {
    const card = rules({ perDay: 1 });
    expect(visits(card, [MORNING, MORNING + HOUR_MS, MORNING + 14 * HOUR_MS, MORNING + 15 * HOUR_MS]).outcomes).toEqual(['stamped', 'limitReached', 'limitReached', 'stamped']);
    const { standing } = visits(card, [MORNING]);
    expect(decideStamp(card, 'open', standing, MORNING + HOUR_MS, ZONE)).toEqual({ outcome: 'limitReached', nextAt: Date.parse('2026-11-21T16:00:00Z') });
  });

  it('takes a stamp that waited behind a later one, where no pause is wanted', () => {
    expect(visits(rules(), [MORNING, MORNING - 40])).toMatchObject({ outcomes: ['stamped', 'stamped'], standing: { stamps: 2, lastAt: MORNING } });
    expect(visits(rules({ minMinutesBetween: 1 }), [MORNING, MORNING - 40]).outcomes).toEqual(['stamped', 'limitReached']);
  });

  it('wants some time between two stamps', () => {
    const card = rules({ minMinutesBetween: 60 });
    expect(visits(card, [MORNING, MORNING + HOUR_MS - 1, MORNING + HOUR_MS]).outcomes).toEqual(['stamped', 'limitReached', 'stamped']);
  });

  it('that has expired is empty again, and the next stamp is its first', () => {
    const card = rules({ expiry: { by: 'days', days: 1 } });
    const { standing } = visits(card, [MORNING, MORNING + HOUR_MS]);
    expect([stampsShown(card, standing, MORNING + DAY_MS), stampsShown(card, standing, MORNING + 2 * DAY_MS)]).toEqual([2, 0]);
    expect(decideStamp(card, 'open', standing, MORNING + 2 * DAY_MS, ZONE)).toMatchObject({ outcome: 'stamped', next: { round: 2, stamps: 1 } });
  });

  it('that is full does not expire any more', () => {
    const card = rules({ expiry: { by: 'days', days: 0 } });
    const { standing } = visits(card, [1, 2, 3]);
    expect(stampsShown(card, standing, 9 * DAY_MS)).toBe(3);
  });

  it('is good through its last day', () => {
    const card = rules({ expiry: { by: 'date', date: '2026-11-21' } });
    expect(visits(card, [Date.parse('2026-11-21T15:59:59.999Z'), Date.parse('2026-11-21T16:00:00Z')]).outcomes).toEqual(['stamped', 'expired']);
  });

  it.each([
    ['before it opens', { opensAt: '2026-11-22T00:00:00.000Z' }, 'open' as const],
    ['after it has closed', { closesAt: '2026-11-21T01:00:00.000Z' }, 'open' as const],
    ['as a draft', {}, 'draft' as const],
    ['once stopped', {}, 'stopped' as const],
  ])('gives nothing %s', (_when, window, state) => expect(decideStamp(rules(window), state, NO_STAMPS, MORNING, ZONE)).toEqual({ outcome: 'notOpen' }));

  it('never gives more a day than allowed nor sooner than allowed, in any zone, and what it announces is true', () => {
    const zone = fc.constantFrom('Asia/Taipei', 'Asia/Bangkok', 'America/New_York', 'Pacific/Apia', 'Europe/London');
    fc.assert(
      fc.property(zone, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 600 }), fc.array(fc.integer({ min: 0, max: 6 * HOUR_MS }), { maxLength: 60 }), (at, perDay, minMinutesBetween, gaps) => {
        const card = rules({ perDay, minMinutesBetween, stamps: 5 });
        let standing = NO_STAMPS;
        let now = Date.parse('2026-10-24T12:00:00Z');
        const given: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const decision = decideStamp(card, 'open', standing, now, at);
          if ('next' in decision) {
            standing = decision.next;
            given.push(now);
          } else if (decision.outcome === 'limitReached') {
            expect(decideStamp(card, 'open', standing, decision.nextAt - 1, at).outcome).toBe('limitReached');
            expect(decideStamp(card, 'open', standing, decision.nextAt, at).outcome).not.toBe('limitReached');
          }
        }
        const days = new Map<string, number>();
        for (const moment of given) days.set(localTime(moment, at).date, (days.get(localTime(moment, at).date) ?? 0) + 1);
        expect(Math.max(0, ...days.values())).toBeLessThanOrEqual(perDay);
        given.slice(1).forEach((moment, i) => expect(moment - given[i]!).toBeGreaterThanOrEqual(minMinutesBetween * 60_000));
        expect([standing.total, standing.fullCards]).toEqual([given.length, Math.floor(given.length / 5)]);
      }),
    );
  });
});
