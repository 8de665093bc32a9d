import type { BingoDocument } from './bingoQueries';

const LETTERS = ['B', 'I', 'N', 'G', 'O'];

/** What can be called, in the order of the board. */
export function itemsOf({ card }: BingoDocument): string[] {
  if (card.type === 'list') return card.items.map(({ label }) => label);
  return Array.from({ length: card.type === 'balls75' ? 75 : 90 }, (_, item) => String(item + 1));
}

/** What the caller says: balls of a whole 75 have their letter. */
export function calledAs(document: BingoDocument, item: number): string {
  const { card } = document;
  const label = itemsOf(document)[item] ?? '–';
  return card.type === 'balls75' && card.size === 5 ? `${LETTERS[Math.floor(item / 15)]}-${label}` : label;
}
