import { type CardKind, FREE, hasFreeCentre, shapeOf } from './cardKind';
import { KeyedChance } from '../chance/keyedChance';

/** Items by cell, row after row; `FREE` where the cell is marked from the beginning. */
export type Card = readonly number[];

/** Whose card, of which deal. */
export interface Deal {
  seed: Uint8Array;
  /** Rounds of a game have cards of their own. */
  round: number;
  /** What names the player for ever, e.g. their row's id. */
  player: string;
  /** 0, and one more for each card that somebody else had already (`dealUnlike`). */
  attempt: number;
}

/** The card that follows from seed, round, player and attempt: the same again whenever it is dealt again. */
export function dealCard(kind: CardKind, { seed, round, player, attempt }: Deal): Card {
  const chance = new KeyedChance(seed, `card/${round}/${player}/${attempt}`);
  if (kind.type === 'balls90') return dealTicket(chance);
  const { rows, columns } = shapeOf(kind);
  const cells: number[] = Array.from({ length: rows * columns }, () => FREE);
  const centre = hasFreeCentre(kind) ? (cells.length - 1) / 2 : -1;
  if (kind.type === 'list') {
    const drawn = chance.pick(range(0, kind.items), cells.length - (centre < 0 ? 0 : 1));
    for (let cell = 0; cell < cells.length; cell += 1) if (cell !== centre) cells[cell] = drawn.shift() as number;
    return cells;
  }
  const perColumn = Math.floor(75 / columns);
  for (let column = 0; column < columns; column += 1) {
    // The last column of a small card takes what division leaves over.
    const end = column === columns - 1 ? 75 : (column + 1) * perColumn;
    const drawn = chance.pick(range(column * perColumn, end), rows);
    for (let row = 0; row < rows; row += 1) if (row * columns + column !== centre) cells[row * columns + column] = drawn[row] as number;
  }
  return cells;
}

/**
 * The first card of this player that `taken` does not know. Players are dealt in the order they joined, so the cards of a whole game follow
 * from the seed and that order.
 * @throws RangeError after 1,000 tries: the game has more players than its cards allow
 */
export function dealUnlike(kind: CardKind, deal: Omit<Deal, 'attempt'>, taken: ReadonlySet<string>): { card: Card; attempt: number } {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    const card = dealCard(kind, { ...deal, attempt });
    if (!taken.has(cardKey(card))) return { card, attempt };
  }
  throw new RangeError('There are no unlike cards left.');
}

/** Two cards are alike when they have the same items in the same places. */
export function cardKey(card: Card): string {
  return card.join();
}

/** 3 × 9, five numbers in each row, one to three in each column, ascending downwards; column 0 has 1-9, column 8 has 80-90. */
function dealTicket(chance: KeyedChance): Card {
  const columns = range(0, 9);
  // Each column has one number at least; the six others go to columns with fewer than three, so that 15 are spread.
  const counts = Array.from({ length: 9 }, () => 1);
  for (let i = 0; i < 6; i += 1) {
    const open = columns.filter((column) => (counts[column] as number) < 3);
    counts[open[chance.below(open.length)] as number]! += 1;
  }
  // Rows take the columns with most left to place first; a row has five. Columns of three must be in every row.
  const left = [...counts];
  const rows: number[][] = [];
  for (let row = 0; row < 3; row += 1) {
    const remaining = 3 - row;
    const must = columns.filter((column) => left[column] === remaining);
    const may = columns.filter((column) => (left[column] as number) > 0 && left[column] !== remaining);
    const chosen = [...must, ...chance.pick(may, 5 - must.length)];
    for (const column of chosen) left[column]! -= 1;
    rows.push(chosen);
  }
  const cells = Array.from({ length: 27 }, () => FREE);
  for (const column of columns) {
    const from = column === 0 ? 0 : column * 10 - 1;
    const to = column === 8 ? 90 : column * 10 + 9;
    const drawn = chance.pick(range(from, to), counts[column] as number).sort((a, b) => a - b);
    for (let row = 0; row < 3; row += 1) if (rows[row]?.includes(column)) cells[row * 9 + column] = drawn.shift() as number;
  }
  return cells;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
