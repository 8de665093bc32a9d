import fc from 'fast-check';
import { decideStamp, NO_STAMPS, type StampRules } from './decideStamp';
import { standingWithout, type StoredStamp } from './standingWithout';

it('a stamp taken back leaves no trace: the person stands where they stood before', () => {
  const expiry = fc.oneof(fc.constant({ by: 'never' } as const), fc.record({ by: fc.constant('days' as const), days: fc.integer({ min: 0, max: 3 }) }));
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), expiry, fc.array(fc.integer({ min: 1, max: 30 * 3_600_000 }), { minLength: 1, maxLength: 40 }), (fields, rule, gaps) => {
      const rules: StampRules = { stamps: fields, perDay: null, minMinutesBetween: 0, expiry: rule, afterFull: 'newCard', opensAt: null, closesAt: null };
      let standing = NO_STAMPS;
      let before = NO_STAMPS;
      let now = Date.parse('2026-03-28T12:00:00Z');
      const stamps: StoredStamp[] = [];
      for (const gap of gaps) {
        now += gap;
        const decision = decideStamp(rules, 'open', standing, now, 'Europe/London');
        if (!('next' in decision)) throw new Error(`It said ${decision.outcome}.`);
        before = standing;
        standing = decision.next;
        stamps.unshift({ round: standing.round, place: standing.stamps, fills: decision.outcome === 'full', at: now });
      }
      fc.pre(!stamps[0]!.fills);
      expect(standingWithout(rules, standing, stamps, 'Europe/London')).toEqual(before);
    }),
  );
});
