import type { FlowDocument } from '@chatloom/flow';
import type { Point } from './tidyLayout';

/** Where a step that is spliced into a wire goes, and which steps behind it make room. */
export interface Room {
  at: Point;
  positions: Record<string, Point>;
}

/**
 * Makes room in a wire: the new step stands one column behind the step before it, level with the step after it, and what
 * follows moves right when the gap is too small. Steps that a loop leads back to stay where they are.
 *
 * @param column width of a card with the gap behind it
 */
export function roomForSplice(document: FlowDocument, wire: string, column: number): Room | undefined {
  const edge = document.edges.find((each) => each.id === wire);
  const from = edge && document.layout.nodes[edge.from];
  const to = edge && document.layout.nodes[edge.to];
  if (!edge || !from || !to || to.x < from.x) return undefined;
  const at = { x: from.x + column, y: to.y };
  const missing = at.x + column - to.x;
  if (missing <= 0) return { at: { x: Math.round((from.x + to.x) / 2), y: to.y }, positions: {} };
  const positions: Record<string, Point> = {};
  for (const id of behind(document, edge.to)) {
    const place = document.layout.nodes[id];
    if (id !== edge.from && place && place.x >= to.x) positions[id] = { x: place.x + missing, y: place.y };
  }
  return { at, positions };
}

function behind(document: FlowDocument, start: string): Set<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of document.edges) next.set(from, [...(next.get(from) ?? []), to]);
  const reached = new Set([start]);
  // A set grows while it is walked: this is a breadth first search.
  for (const id of reached) for (const to of next.get(id) ?? []) reached.add(to);
  return reached;
}
