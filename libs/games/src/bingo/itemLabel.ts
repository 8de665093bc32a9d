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
