import type { FlowDocument } from './document';
import { sortEdges } from './parseDocument';

/**
 * A document as it is written to files: keys sorted by code unit, edges by id, two spaces, a line break at the end. What
 * was exported, imported and exported again is equal byte for byte, so version control shows real changes only.
 */
export function stringifyDocument(document: FlowDocument): string {
  return `${JSON.stringify(sortKeys({ ...document, edges: sortEdges(document.edges) }), null, 2)}\n`;
}

/** JSON with sorted keys for any plain value, on one line: equal values, equal strings. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sortKeys(value)) ?? 'null';
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const sorted: Record<string, unknown> = {};
  // Keys that look like numbers are put first by JavaScript itself; that order is the same every time, too.
  for (const key of Object.keys(value).sort()) sorted[key] = sortKeys((value as Record<string, unknown>)[key]);
  return sorted;
}
