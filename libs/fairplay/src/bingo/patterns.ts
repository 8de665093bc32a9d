import { type CardKind, shapeOf } from './cardKind';

/** What has to be marked to win. */
export type Pattern =
  /** A row, a column or a diagonal; on a 90-ball ticket a row. */
  | { type: 'line' }
  | { type: 'twoLines' }
  | { type: 'corners' }
  /** Everything. */
  | { type: 'blackout' }
  /** Drawn by the host: these cells, counted row after row. */
  | { type: 'own'; cells: readonly number[] };

/**
 * Marked cells as bits, cell 0 lowest. A card has at most 27 cells, so one number of 32 bits holds it.
 */
export type Marks = number;

/** A pattern made ready for one kind of card: each way of fulfilling it as bits. */
export interface PatternMasks {
  masks: readonly Marks[];
}

/**
 * Every way to fulfil a pattern on a card of this kind.
 * @throws RangeError for an own pattern without cells or with cells off the card
 */
export function masksOf(kind: CardKind, pattern: Pattern): PatternMasks {
  const { rows, columns } = shapeOf(kind);
  const cell = (row: number, column: number) => 1 << (row * columns + column);
  const all = rows * columns === 32 ? -1 : (1 << (rows * columns)) - 1;
  switch (pattern.type) {
    case 'line':
      return { masks: lines(kind) };
    case 'twoLines': {
      const single = lines(kind);
      return { masks: single.flatMap((one, i) => single.slice(i + 1).map((other) => one | other)) };
    }
    case 'corners':
      return { masks: [cell(0, 0) | cell(0, columns - 1) | cell(rows - 1, 0) | cell(rows - 1, columns - 1)] };
    case 'blackout':
      return { masks: [all] };
    case 'own': {
      if (pattern.cells.length === 0) throw new RangeError('An own pattern has at least one cell.');
      let mask = 0;
      for (const at of pattern.cells) {
        if (!Number.isInteger(at) || at < 0 || at >= rows * columns) throw new RangeError(`There is no cell ${at}.`);
        mask |= 1 << at;
      }
      return { masks: [mask] };
    }
  }
}

/** Cells still missing on the shortest way to the pattern: 0 is bingo, 1 is reach. */
export function missing(pattern: PatternMasks, marks: Marks): number {
  let least = 32;
  for (const mask of pattern.masks) {
    const open = countBits(mask & ~marks);
    if (open < least) least = open;
    if (least === 0) break;
  }
  return least;
}

function lines(kind: CardKind): Marks[] {
  const { rows, columns } = shapeOf(kind);
  const cell = (row: number, column: number) => 1 << (row * columns + column);
  const ofRow = (row: number) => Array.from({ length: columns }, (_, column) => cell(row, column)).reduce((a, b) => a | b, 0);
  const ofColumn = (column: number) => Array.from({ length: rows }, (_, row) => cell(row, column)).reduce((a, b) => a | b, 0);
  const found = Array.from({ length: rows }, (_, row) => ofRow(row));
  if (kind.type === 'balls90') return found;
  found.push(...Array.from({ length: columns }, (_, column) => ofColumn(column)));
  const diagonal = (column: (row: number) => number) => Array.from({ length: rows }, (_, row) => cell(row, column(row))).reduce((a, b) => a | b, 0);
  found.push(diagonal((row) => row), diagonal((row) => columns - 1 - row));
  return found;
}

function countBits(bits: number): number {
  let n = bits >>> 0;
  n -= (n >>> 1) & 0x55555555;
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
