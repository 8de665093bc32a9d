import fc from 'fast-check';
import { callOrder } from './callOrder';
import type { CardKind } from './cardKind';
import { CardTable, marksFor } from './CardTable';
import { type Card, dealUnlike } from './dealCard';
import { cardKey } from './dealCard';
import { masksOf, missing, type Pattern } from './patterns';

const BALLS: CardKind = { type: 'balls75', size: 5, freeCentre: true };
const patternArb: fc.Arbitrary<Pattern> = fc.oneof(
  fc.constantFrom<Pattern>({ type: 'line' }, { type: 'twoLines' }, { type: 'corners' }, { type: 'blackout' }),
  fc.uniqueArray(fc.integer({ min: 0, max: 24 }), { minLength: 1 }).map((cells): Pattern => ({ type: 'own', cells })),
);

function deal(kind: CardKind, players: number, seed = new Uint8Array(32)): Card[] {
  const taken = new Set<string>();
  return Array.from({ length: players }, (_, i) => {
    const { card } = dealUnlike(kind, { seed, round: 1, player: `p${i}` }, taken);
    taken.add(cardKey(card));
    return card;
  });
}

/** Cells missing, found by looking at every cell, without bits. */
function missingByHand(card: Card, called: ReadonlySet<number>, pattern: Pattern): number {
  const marked = (cell: number) => card[cell] === -1 || called.has(card[cell]!);
  const open = (cells: Iterable<number>) => [...new Set(cells)].filter((cell) => !marked(cell)).length;
  const lines: number[][] = [];
  for (let i = 0; i < 5; i += 1) lines.push([0, 1, 2, 3, 4].map((j) => i * 5 + j), [0, 1, 2, 3, 4].map((j) => j * 5 + i));
  lines.push([0, 6, 12, 18, 24], [4, 8, 12, 16, 20]);
  switch (pattern.type) {
    case 'line':
      return Math.min(...lines.map(open));
    case 'twoLines':
      return Math.min(...lines.flatMap((one, i) => lines.slice(i + 1).map((other) => open([...one, ...other]))));
    case 'corners':
      return open([0, 4, 20, 24]);
    case 'blackout':
      return open(card.keys());
    case 'own':
      return open(pattern.cells);
  }
}

describe('a table of bingo cards', () => {
  it('knows after any calls how far everybody is, as somebody would who looks at every cell', () => {
    fc.assert(
      fc.property(patternArb, fc.uniqueArray(fc.integer({ min: 0, max: 74 }), { maxLength: 75 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), (pattern, calls, seed) => {
        const cards = deal(BALLS, 5, seed);
        const table = new CardTable(BALLS, pattern);
        for (const card of cards) table.sit(card);
        for (const item of calls) table.call(item);
        cards.forEach((card, player) => expect(table.standing(player).missing).toBe(missingByHand(card, new Set(calls), pattern)));
      }),
      { numRuns: 60 },
    );
  });

  it('tells of every player whose card changed, once, and of nobody else', () => {
    const cards = deal(BALLS, 200);
    const table = new CardTable(BALLS, { type: 'line' });
    for (const card of cards) table.sit(card);
    const changed = table.call(7).map(({ player }) => player);
    expect(changed).toEqual(cards.flatMap((card, player) => (card.includes(7) ? [player] : [])));
    expect(table.call(7)).toEqual([]);
  });

  it('takes a call back as if it had never been', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 74 }), { minLength: 1, maxLength: 75 }), (calls) => {
        const cards = deal(BALLS, 20);
        const [table, other] = [new CardTable(BALLS, { type: 'line' }), new CardTable(BALLS, { type: 'line' })];
        for (const card of cards) [table, other].forEach((one) => one.sit(card));
        for (const item of calls) table.call(item);
        for (const item of calls.slice(0, -1)) other.call(item);
        table.undo(calls.at(-1)!);
        cards.forEach((_, player) => expect(table.marksOf(player)).toBe(other.marksOf(player)));
      }),
      { numRuns: 40 },
    );
  });

  it('lets latecomers have what was called before, and players mark by themselves', () => {
    const [card] = deal(BALLS, 1);
    const table = new CardTable(BALLS, { type: 'line' });
    const player = table.sit(card!, [card![0]!, card![1]!]);
    expect(table.standing(player).missing).toBe(3);
    expect(table.mark(player, card![2]!)?.missing).toBe(2);
    expect(table.mark(player, [...Array(75).keys()].find((item) => !card!.includes(item))!)).toBeNull();
    table.playFor({ type: 'own', cells: [0, 1, 2] });
    expect(table.standing(player).missing).toBe(0);
  });

  it('ends the same when the game is played again from seed and calls', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.integer({ min: 1, max: 75 }), (seed, calls) => {
        const play = () => {
          const table = new CardTable(BALLS, { type: 'line' });
          for (const card of deal(BALLS, 30, seed)) table.sit(card);
          return callOrder(BALLS, seed, 1).slice(0, calls).map((item) => table.call(item).filter((one) => one.missing === 0).map((one) => one.player));
        };
        expect(play()).toEqual(play());
      }),
      { numRuns: 25 },
    );
  });

  it('wins on a 90-ball ticket by rows only, blanks being marked from the beginning', () => {
    const kind: CardKind = { type: 'balls90' };
    const [card] = deal(kind, 1);
    const row = card!.slice(9, 18).filter((item) => item >= 0);
    expect(missing(masksOf(kind, { type: 'line' }), marksFor(card!, new Set(row)))).toBe(0);
    expect(missing(masksOf(kind, { type: 'twoLines' }), marksFor(card!, new Set(row)))).toBe(5);
    expect(missing(masksOf(kind, { type: 'blackout' }), marksFor(card!, new Set(row)))).toBe(10);
  });

  it('refuses an own pattern that is empty or off the card', () => {
    expect(() => masksOf(BALLS, { type: 'own', cells: [] })).toThrow(RangeError);
    expect(() => masksOf(BALLS, { type: 'own', cells: [25] })).toThrow(RangeError);
  });
});
