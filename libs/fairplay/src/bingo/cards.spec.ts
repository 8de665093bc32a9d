import fc from 'fast-check';
import { type CardKind, differentCards, FREE, itemsOf, shapeOf } from './cardKind';
import { cardKey, dealCard, dealUnlike } from './dealCard';

const seedArb = fc.uint8Array({ minLength: 16, maxLength: 32 });
const kindArb: fc.Arbitrary<CardKind> = fc.oneof(
  fc.record({ type: fc.constant('balls75' as const), size: fc.constantFrom(3 as const, 4 as const, 5 as const), freeCentre: fc.boolean() }),
  fc.constant({ type: 'balls90' as const }),
  fc.record({ type: fc.constant('list' as const), items: fc.integer({ min: 25, max: 200 }), size: fc.constantFrom(3 as const, 4 as const, 5 as const), freeCentre: fc.boolean() }),
);

describe('bingo cards', () => {
  it('are the same again for the same player, and hold no item twice', () => {
    fc.assert(
      fc.property(kindArb, seedArb, fc.uuid(), (kind, seed, player) => {
        const card = dealCard(kind, { seed, round: 1, player, attempt: 0 });
        expect(dealCard(kind, { seed, round: 1, player, attempt: 0 })).toEqual(card);
        const { rows, columns } = shapeOf(kind);
        expect(card).toHaveLength(rows * columns);
        const items = card.filter((item) => item !== FREE);
        expect(new Set(items).size).toBe(items.length);
        expect(items.every((item) => item >= 0 && item < itemsOf(kind))).toBe(true);
      }),
    );
  });

  it('of 75 balls keep to the ranges of their columns, with the centre free', () => {
    const card = dealCard({ type: 'balls75', size: 5, freeCentre: true }, { seed: new Uint8Array(16), round: 1, player: 'ann', attempt: 0 });
    expect(card[12]).toBe(FREE);
    card.forEach((item, cell) => {
      if (item !== FREE) expect(Math.floor(item / 15)).toBe(cell % 5);
    });
  });

  it('of even size have no centre and so no free cell', () => {
    const card = dealCard({ type: 'list', items: 30, size: 4, freeCentre: true }, { seed: new Uint8Array(16), round: 1, player: 'ann', attempt: 0 });
    expect(card).not.toContain(FREE);
  });

  it('of 90 balls are tickets: five numbers a row, one to three a column, ascending, by tens', () => {
    fc.assert(
      fc.property(seedArb, fc.uuid(), (seed, player) => {
        const card = dealCard({ type: 'balls90' }, { seed, round: 1, player, attempt: 0 });
        for (let row = 0; row < 3; row += 1) expect(card.slice(row * 9, row * 9 + 9).filter((item) => item !== FREE)).toHaveLength(5);
        for (let column = 0; column < 9; column += 1) {
          const numbers = [0, 1, 2].map((row) => card[row * 9 + column]!).filter((item) => item !== FREE).map((item) => item + 1);
          expect(numbers.length).toBeGreaterThanOrEqual(1);
          expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
          for (const number of numbers) expect(Math.min(8, Math.floor(number / 10))).toBe(column);
        }
      }),
    );
  });

  it('differ for all of 10,000 players, also where chance would deal one twice', () => {
    const kind: CardKind = { type: 'list', items: 12, size: 3, freeCentre: true };
    const taken = new Set<string>();
    for (let i = 0; i < 10_000; i += 1) taken.add(cardKey(dealUnlike(kind, { seed: new Uint8Array(32), round: 1, player: `p${i}` }, taken).card));
    expect(taken.size).toBe(10_000);
  });

  it('end with a clear refusal when a game has more players than its cards allow', () => {
    const kind: CardKind = { type: 'list', items: 1, size: 3, freeCentre: false };
    expect(differentCards(kind)).toBe(0);
    expect(() => dealCard(kind, { seed: new Uint8Array(16), round: 1, player: 'ann', attempt: 0 })).toThrow(RangeError);
    const taken = { has: () => true } as unknown as ReadonlySet<string>;
    expect(() => dealUnlike({ type: 'balls75', size: 5, freeCentre: true }, { seed: new Uint8Array(16), round: 1, player: 'ann' }, taken)).toThrow('no unlike cards');
  });

  it('know how many of them there are', () => {
    expect(differentCards({ type: 'list', items: 9, size: 3, freeCentre: false })).toBe(362_880);
    expect(differentCards({ type: 'list', items: 9, size: 3, freeCentre: true })).toBe(362_880);
    expect(differentCards({ type: 'balls75', size: 5, freeCentre: true })).toBe(Infinity);
  });
});
