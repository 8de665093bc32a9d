import type { FlowDocument } from '@chatloom/flow';

/**
 * Steps in which something is written: in their name, in their type's title, in any text of their settings (keywords, variables,
 * addresses), or as their id. Case and width do not matter. In reading order: from left to right, from top to bottom.
 */
export function findSteps(document: FlowDocument, wanted: string, titleOf: (type: string) => string): string[] {
  const needle = fold(wanted);
  if (needle === '') return [];
  const place = (id: string) => document.layout.nodes[id] ?? { x: 0, y: 0 };
  return Object.entries(document.nodes)
    .filter(([id, node]) => [id, node.title ?? '', titleOf(node.type)].some((text) => fold(text).includes(needle)) || holds(node.data, needle))
    .map(([id]) => id)
    .sort((a, b) => place(a).x - place(b).x || place(a).y - place(b).y || (a < b ? -1 : 1));
}

function holds(value: unknown, needle: string): boolean {
  if (typeof value === 'string') return fold(value).includes(needle);
  return typeof value === 'object' && value !== null && Object.values(value).some((inner) => holds(inner, needle));
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim();
