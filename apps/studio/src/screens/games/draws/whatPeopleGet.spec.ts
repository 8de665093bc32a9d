import fc from 'fast-check';
import { whatPeopleGet } from './whatPeopleGet';

const prize = (id: string, stock: number, odds = 0) => ({ id, name: id, description: '', imageUrl: null, stock, odds, codes: false, tag: null });
const odds = { by: 'odds' as const };

describe('what a thousand people get', () => {
  it('follows the odds, and nobody gets what is spent', () => {
    const prizes = [prize('gold', 5, 10_000), prize('silver', 500, 90_000)];
    expect(whatPeopleGet({ kind: 'instant', chance: odds, prizes }, 1_000).map(({ count }) => count)).toEqual([5, 90, 905]);
  });
  it('of tickets only those that are there are taken', () => {
    expect(whatPeopleGet({ kind: 'wheel', chance: { by: 'tickets', total: 200 }, prizes: [prize('tea', 50)] }, 1_000)).toEqual([
      { prizeId: 'tea', chance: 0.25, count: 50 },
      { prizeId: null, chance: 0.75, count: 950 },
    ]);
  });
  it('a raffle gives all its prizes, or each of few people one', () => {
    expect(whatPeopleGet({ kind: 'raffle', chance: odds, prizes: [prize('car', 1), prize('tea', 9)] }, 1_000).map(({ count }) => count)).toEqual([1, 9, 990]);
    expect(whatPeopleGet({ kind: 'raffle', chance: odds, prizes: [prize('tea', 9)] }, 3).map(({ count }) => count)).toEqual([3, 0]);
  });
  it('never gives more than there is, and everybody gets something or nothing', () => {
    const prizes = fc.array(fc.record({ stock: fc.integer({ min: 1, max: 2_000 }), odds: fc.integer({ min: 0, max: 100_000 }) }), { minLength: 1, maxLength: 10 }).map((list) => list.map((one, i) => prize(`p${i}`, one.stock, one.odds)));
    fc.assert(
      fc.property(prizes, fc.integer({ min: 1, max: 5_000 }), (list, people) => {
        const shares = whatPeopleGet({ kind: 'instant', chance: odds, prizes: list }, people);
        list.forEach(({ stock }, i) => expect(shares[i]!.count).toBeLessThanOrEqual(stock));
        expect(shares.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1);
        expect(shares.at(-1)!.count).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
