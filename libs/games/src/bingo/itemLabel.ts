import type { BingoDocument } from '@chatloom/contract';

const LETTERS = ['B', 'I', 'N', 'G', 'O'];

/** What stands on a cell. */
export function itemLabel({ card }: Pick<BingoDocument, 'card'>, item: number): string {
  return card.type === 'list' ? (card.items[item]?.label ?? '–') : String(item + 1);
}

/** What a caller says: balls of a whole 75 have their letter. */
export function callLabel(document: Pick<BingoDocument, 'card'>, item: number): string {
  const { card } = document;
  return card.type === 'balls75' && card.size === 5 ? `${LETTERS[Math.floor(item / 15)]}-${item + 1}` : itemLabel(document, item);
}

/** The item with this on its cell, as somebody typed it; null when there is none. */
export function findItem(document: Pick<BingoDocument, 'card'>, label: string): number | null {
  const { card } = document;
  const wanted = fold(label);
  if (card.type === 'list') {
    const item = card.items.findIndex((one) => fold(one.label) === wanted);
    return item < 0 ? null : item;
  }
  const ball = /^(?:[bingo]-?)?(\d{1,2})$/.exec(wanted)?.[1];
  const item = Number(ball) - 1;
  return ball !== undefined && item >= 0 && item < (card.type === 'balls75' ? 75 : 90) ? item : null;
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
