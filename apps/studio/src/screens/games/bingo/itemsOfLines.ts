import type { BingoDocument } from './bingoQueries';

type Items = Extract<BingoDocument['card'], { type: 'list' }>['items'];

/**
 * The things that can be called, written one in each line. Pictures stay with their things: by place while a line is only written on, by name once
 * lines come, go or move.
 */
export function itemsOfLines(before: Items, text: string): Items {
  const labels = text.split('\n');
  return labels.map((label, index) => ({ label, imageUrl: (labels.length === before.length ? before[index] : before.find((item) => item.label === label))?.imageUrl ?? null }));
}
