import type { FlowDocument } from './document';
import { canonicalJson } from './stringifyDocument';

/** A path inside a node, an edge or the document. */
export type FieldPath = (string | number)[];

/** What is different in the second of two documents, ids sorted. Where things are drawn is told apart from what they do. */
export interface DocumentDiff {
  /** Of the document itself: `name`, `language`, `series`. */
  flow: FieldPath[];
  nodes: { added: string[]; removed: string[]; changed: { id: string; paths: FieldPath[] }[] };
  edges: { added: string[]; removed: string[]; changed: { id: string; paths: FieldPath[] }[] };
  /** Nodes drawn elsewhere, and notes that are new, gone or different. */
  layout: { moved: string[]; notes: string[] };
}

/** Compares two documents, for the history of versions and for telling two editors what the other one did. */
export function diffDocuments(before: FlowDocument, after: FlowDocument): DocumentDiff {
  return {
    flow: (['language', 'name', 'series'] as const).filter((key) => canonicalJson(before[key]) !== canonicalJson(after[key])).map((key) => [key]),
    nodes: diffById(before.nodes, after.nodes),
    edges: diffById(byId(before.edges), byId(after.edges)),
    layout: {
      moved: changedKeys(before.layout.nodes, after.layout.nodes).filter((id) => Object.hasOwn(before.nodes, id) && Object.hasOwn(after.nodes, id)),
      notes: changedKeys(before.layout.notes ?? {}, after.layout.notes ?? {}),
    },
  };
}

/** Whether two documents make the same conversation, however they are drawn. */
export function sameLogic(before: FlowDocument, after: FlowDocument): boolean {
  const { flow, nodes, edges } = diffDocuments(before, after);
  return [flow, nodes.added, nodes.removed, nodes.changed, edges.added, edges.removed, edges.changed].every((list) => list.length === 0);
}

function byId<Item extends { id: string }>(items: readonly Item[]): Record<string, Item> {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}

function diffById(before: Record<string, unknown>, after: Record<string, unknown>): DocumentDiff['nodes'] {
  const changed: { id: string; paths: FieldPath[] }[] = [];
  for (const id of Object.keys(after).sort()) {
    if (!Object.hasOwn(before, id)) continue;
    const paths: FieldPath[] = [];
    comparePaths(before[id], after[id], [], paths);
    if (paths.length > 0) changed.push({ id, paths });
  }
  return {
    added: Object.keys(after).filter((id) => !Object.hasOwn(before, id)).sort(),
    removed: Object.keys(before).filter((id) => !Object.hasOwn(after, id)).sort(),
    changed,
  };
}

function changedKeys(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => canonicalJson(before[key]) !== canonicalJson(after[key])).sort();
}

/** Collects the shortest paths below which two values differ. */
function comparePaths(before: unknown, after: unknown, path: FieldPath, found: FieldPath[]): void {
  if (before === after) return;
  if (isObject(before) && isObject(after)) {
    for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) comparePaths(before[key], after[key], [...path, key], found);
  } else if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    before.forEach((item, index) => comparePaths(item, after[index], [...path, index], found));
  } else {
    found.push(path);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
