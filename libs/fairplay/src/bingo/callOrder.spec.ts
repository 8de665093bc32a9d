import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { chiSquared } from '../chance/chiSquared';
import { callOrder, nextByChance } from './callOrder';
import { tieOrder } from './tieOrder';

/** Fixed, so that a failure is a change of the code and not of luck. */
const SEEDS = Array.from({ length: 2_000 }, (_, i) => createHash('sha256').update(`seed ${i}`).digest());

describe('the order of calls, and of those who tie', () => {
  it('calls each ball first about as often as any other (chi-squared, 74 degrees of freedom, p > 0.001)', () => {
    const first = Array.from({ length: 75 }, () => 0);
    for (const seed of SEEDS) first[callOrder({ type: 'balls75', size: 5, freeCentre: true }, seed, 1)[0]!]! += 1;
    expect(chiSquared(first, SEEDS.length / 75)).toBeLessThan(121);
  });

  it('gives every place of the order to every ball (chi-squared over all 75 × 75 pairs, p > 0.001)', () => {
    const seen = Array.from({ length: 75 * 75 }, () => 0);
    for (const seed of SEEDS) callOrder({ type: 'balls75', size: 5, freeCentre: true }, seed, 1).forEach((ball, place) => (seen[ball * 75 + place]! += 1));
    // 74² degrees of freedom: mean 5,476, deviation about 105.
    expect(chiSquared(seen, SEEDS.length / 75)).toBeLessThan(5_476 + 3.1 * 105);
  });

  it('calls every item once, and never one that a hand called before', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 32 }), fc.integer({ min: 1, max: 60 }), fc.uniqueArray(fc.integer({ min: 0, max: 59 })), (seed, items, byHand) => {
        const order = callOrder({ type: 'list', items, size: 3, freeCentre: false }, seed, 1);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: items }, (_, i) => i));
        const called = new Set(byHand);
        for (let next = nextByChance(order, called); next !== null; next = nextByChance(order, called)) {
          expect(called.has(next)).toBe(false);
          called.add(next);
        }
        expect(order.every((item) => called.has(item))).toBe(true);
      }),
    );
  });

  it('keeps rounds apart', () => {
    const kind = { type: 'balls75', size: 5, freeCentre: true } as const;
    expect(callOrder(kind, SEEDS[0]!, 1)).not.toEqual(callOrder(kind, SEEDS[0]!, 2));
  });

  it('orders those who tie by a lot, whoever is named first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 20 }), (players) => {
        const order = tieOrder(SEEDS[1]!, 1, 30, players);
        expect([...order].sort()).toEqual([...players].sort());
        expect(tieOrder(SEEDS[1]!, 1, 30, [...players].reverse())).toEqual(order);
      }),
    );
    const wins = { ann: 0, bob: 0, cat: 0, dan: 0 };
    for (const seed of SEEDS) wins[tieOrder(seed, 1, 12, Object.keys(wins))[0] as keyof typeof wins] += 1;
    expect(chiSquared(Object.values(wins), 500)).toBeLessThan(16.3);
  });
});
