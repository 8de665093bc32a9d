import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { chiSquared } from '../chance/chiSquared';
import { daysOfStock, mayBeGivenBy } from './dailySpread';
import { luckOf, raffle, WHOLE } from './luck';
import { ticketsOf } from './tickets';

const SEED = createHash('sha256').update('fixed').digest();

describe('the luck of one try', () => {
  it('keeps its odds (chi-squared over 60,000 tries, 3 degrees of freedom, p > 0.001)', () => {
    const prizes = [{ id: 'gold', odds: 10_000 }, { id: 'silver', odds: 90_000 }, { id: 'bronze', odds: 400_000 }];
    const counts: Record<string, number> = { gold: 0, silver: 0, bronze: 0, none: 0 };
    for (let i = 0; i < 60_000; i += 1) counts[luckOf(prizes, SEED, `p${i % 20_000}`, Math.floor(i / 20_000)) ?? 'none']! += 1;
    const expected: Record<string, number> = { gold: 600, silver: 5_400, bronze: 24_000, none: 30_000 };
    const far = Object.entries(counts).reduce((sum, [id, count]) => sum + (count - expected[id]!) ** 2 / expected[id]!, 0);
    expect(far).toBeLessThan(16.3);
  });

  it('is the same however often one try is taken, and its own for every person and try', () => {
    const prizes = [{ id: 'half', odds: WHOLE / 2 }];
    fc.assert(fc.property(fc.uuid(), fc.nat(100), (person, attempt) => expect(luckOf(prizes, SEED, person, attempt)).toBe(luckOf(prizes, SEED, person, attempt))));
    expect(new Set(Array.from({ length: 20 }, (_, attempt) => luckOf(prizes, SEED, 'ann', attempt)))).toEqual(new Set(['half', null]));
  });

  it('always wins at a million, never at nothing, and refuses more than everything', () => {
    for (let i = 0; i < 100; i += 1) {
      expect(luckOf([{ id: 'a', odds: WHOLE }], SEED, 'ann', i)).toBe('a');
      expect(luckOf([{ id: 'a', odds: 0 }], SEED, 'ann', i)).toBeNull();
    }
    expect(() => luckOf([{ id: 'a', odds: WHOLE }, { id: 'b', odds: 1 }], SEED, 'ann', 0)).toThrow(RangeError);
  });
});

describe('a raffle', () => {
  it('draws different people, as many as there are prizes, whatever the order of the entries', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 30 }), fc.integer({ min: 0, max: 40 }), (entries, places) => {
        const winners = raffle(entries, places, SEED);
        expect(winners).toHaveLength(Math.min(places, entries.length));
        expect(new Set(winners).size).toBe(winners.length);
        expect(raffle([...entries].reverse(), places, SEED)).toEqual(winners);
      }),
    );
  });

  it('gives everybody the same chance (chi-squared, 19 degrees of freedom, p > 0.001)', () => {
    const entries = Array.from({ length: 20 }, (_, i) => `p${i}`);
    const wins = entries.map(() => 0);
    for (let i = 0; i < 4_000; i += 1) wins[entries.indexOf(raffle(entries, 1, createHash('sha256').update(`seed ${i}`).digest())[0]!)]! += 1;
    expect(chiSquared(wins, 200)).toBeLessThan(43.8);
  });
});

describe('the spread over days', () => {
  it('never takes back, gives all by the last day, and about the same each day', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 60 }), (stock, days) => {
        let before = 0;
        for (let day = 0; day < days; day += 1) {
          const now = mayBeGivenBy(stock, days, day);
          expect(now - before).toBeGreaterThanOrEqual(Math.floor(stock / days));
          expect(now - before).toBeLessThanOrEqual(Math.ceil(stock / days));
          before = now;
        }
        expect(before).toBe(stock);
      }),
    );
  });

  it('gives nothing before the first day', () => {
    expect(mayBeGivenBy(10, 5, -1)).toBe(0);
    expect(mayBeGivenBy(10, 3, 0)).toBe(4);
  });

  it('names for each one of a prize the first day it may be given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 60 }), (stock, days) => {
        const first = daysOfStock(stock, days);
        expect(first).toHaveLength(stock);
        for (let day = 0; day < days; day += 1) expect(first.filter((one) => one <= day)).toHaveLength(mayBeGivenBy(stock, days, day));
      }),
    );
  });
});

describe('a fixed number of tickets', () => {
  it('holds every prize as often as there are of it, and the others nothing', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.nat(60), fc.uint8Array({ minLength: 32, maxLength: 32 }), (gold, silver, blanks, seed) => {
        const tickets = ticketsOf([{ id: 'gold', stock: gold }, { id: 'silver', stock: silver }], gold + silver + blanks, seed);
        const count = (id: string | null) => tickets.filter((one) => one === id).length;
        expect([count('gold'), count('silver'), count(null)]).toEqual([gold, silver, blanks]);
      }),
    );
    expect(() => ticketsOf([{ id: 'gold', stock: 2 }], 1, SEED)).toThrow(RangeError);
  });

  it('puts the prize on every place as often (chi-squared over 5,000 seeds, 9 degrees of freedom, p > 0.001)', () => {
    const places = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 5_000; i += 1) places[ticketsOf([{ id: 'gold', stock: 1 }], 10, createHash('sha256').update(`deck ${i}`).digest()).indexOf('gold')]! += 1;
    expect(chiSquared(places, 500)).toBeLessThan(27.9);
  });
});
