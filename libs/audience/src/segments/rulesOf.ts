import type { SegmentItem, SegmentRule } from '@chatloom/contract';

/** All rules of a segment with their places in it, from top to bottom. */
export function rulesOf(item: SegmentItem, path: (string | number)[] = []): { rule: SegmentRule; path: (string | number)[] }[] {
  if (item.type !== 'group') return [{ rule: item, path }];
  return item.items.flatMap((inner, index) => rulesOf(inner, [...path, 'items', index]));
}
