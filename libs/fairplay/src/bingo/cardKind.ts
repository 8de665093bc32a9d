/** What a bingo card is made of. Items of a game are numbered 0 … n-1; for balls, item n is the ball n + 1. */
export type CardKind =
  /** Balls 1-75 by columns, each column with its own range (B 1-15, I 16-30 …); `size` 3 to 5. */
  | { type: 'balls75'; size: 3 | 4 | 5; freeCentre: boolean }
  /** The ticket of 90 balls: 3 rows of 9 columns, five numbers in each row, column by tens. */
  | { type: 'balls90' }
  /** Any list (shops, products, songs): different items of it in a square. */
  | { type: 'list'; items: number; size: 3 | 4 | 5; freeCentre: boolean };

/** A cell that is marked from the beginning: the free centre, and the blanks of a 90-ball ticket. */
export const FREE = -1;

/** How many rows and columns a card has. */
export function shapeOf(kind: CardKind): { rows: number; columns: number } {
  return kind.type === 'balls90' ? { rows: 3, columns: 9 } : { rows: kind.size, columns: kind.size };
}

/** How many items can be called in a game of this kind. */
export function itemsOf(kind: CardKind): number {
  return kind.type === 'balls75' ? 75 : kind.type === 'balls90' ? 90 : kind.items;
}

/** A free centre needs a centre: cards of even size have none. */
export function hasFreeCentre(kind: CardKind): boolean {
  return kind.type !== 'balls90' && kind.freeCentre && kind.size % 2 === 1;
}

/**
 * How many cards of this kind differ from each other in the items they hold, at least; `Infinity` beyond 2^53. A game takes far fewer players
 * than this, so that unlike cards are found at once.
 */
export function differentCards(kind: CardKind): number {
  if (kind.type === 'balls90') return Infinity;
  const cells = kind.size * kind.size - (hasFreeCentre(kind) ? 1 : 0);
  if (kind.type === 'list') return orderings(kind.items, cells);
  const perColumn = Math.floor(75 / kind.size);
  let all = 1;
  for (let column = 0; column < kind.size; column += 1) {
    const inColumn = kind.size - (hasFreeCentre(kind) && column === (kind.size - 1) / 2 ? 1 : 0);
    all *= orderings(perColumn, inColumn);
  }
  return all > Number.MAX_SAFE_INTEGER ? Infinity : all;
}

function orderings(items: number, places: number): number {
  if (places > items) return 0;
  let all = 1;
  for (let i = 0; i < places; i += 1) all *= items - i;
  return all > Number.MAX_SAFE_INTEGER ? Infinity : all;
}
