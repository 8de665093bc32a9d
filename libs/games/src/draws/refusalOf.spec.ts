import { drawDocumentSchema } from '@chatloom/contract';
import fc from 'fast-check';
import { NEWCOMER, refusalOf, triesLeft, type TryScene } from './refusalOf';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const document = (more = {}) => drawDocumentSchema.parse({ title: 'Luck', kind: 'instant', prizes: [{ id: 'tea', name: 'Tea', stock: 1 }], ...more });
const scene = (more: Partial<TryScene> = {}): TryScene => ({ document: document(), state: 'open', now: NOON, isAllowed: true, player: NEWCOMER, ...more });

describe('whether somebody may try', () => {
  it('is said by the state first, and by the time even before somebody has closed it', () => {
    expect((['draft', 'scheduled', 'open', 'closed', 'ended'] as const).map((state) => refusalOf(scene({ state })))).toEqual(['notOpen', 'notOpen', null, 'closed', 'closed']);
    expect(refusalOf(scene({ document: document({ closesAt: '2026-11-21T12:00:00Z' }) }))).toBe('closed');
  });

  it('asks for agreement only those who could try otherwise', () => {
    const withTerms = document({ terms: 'Be kind.' });
    expect(refusalOf(scene({ document: withTerms }))).toBe('terms');
    expect(refusalOf(scene({ document: withTerms, isAllowed: false }))).toBe('notAllowed');
    expect(refusalOf(scene({ document: withTerms, player: { ...NEWCOMER, tries: 1 } }))).toBe('limit');
    expect(refusalOf(scene({ document: withTerms, player: { ...NEWCOMER, hasAgreed: true } }))).toBeNull();
  });

  it('lets everybody into a raffle once, whatever the limits say', () => {
    const raffle = document({ kind: 'raffle', limits: { tries: 5, triesPerDay: null, wins: null } });
    expect(refusalOf(scene({ document: raffle }))).toBeNull();
    expect(refusalOf(scene({ document: raffle, player: { ...NEWCOMER, tries: 1 } }))).toBe('already');
    expect([triesLeft(raffle, NEWCOMER), triesLeft(raffle, { ...NEWCOMER, tries: 1 })]).toEqual([1, 0]);
  });

  it('agrees with the number of tries that are said to be left: none left is a refusal, and nobody gets beyond a limit', () => {
    const limit = fc.option(fc.integer({ min: 1, max: 6 }), { nil: null });
    fc.assert(
      fc.property(fc.record({ tries: limit, triesPerDay: limit, wins: limit }), fc.array(fc.record({ wins: fc.boolean(), isNextDay: fc.boolean() }), { maxLength: 30 }), (limits, wishes) => {
        const draw = document({ limits });
        let player = NEWCOMER;
        for (const { wins, isNextDay } of wishes) {
          if (isNextDay) player = { ...player, triesToday: 0 };
          const isRefused = refusalOf(scene({ document: draw, player })) !== null;
          expect(triesLeft(draw, player) === 0).toBe(isRefused);
          if (!isRefused) player = { ...player, tries: player.tries + 1, triesToday: player.triesToday + 1, wins: player.wins + (wins ? 1 : 0) };
          expect(player.tries).toBeLessThanOrEqual(limits.tries ?? Infinity);
          expect(player.triesToday).toBeLessThanOrEqual(limits.triesPerDay ?? Infinity);
          expect(player.wins).toBeLessThanOrEqual(limits.wins ?? Infinity);
        }
      }),
    );
  });
});
