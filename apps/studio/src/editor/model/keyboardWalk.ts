import type { FlowDocument } from '@chatloom/flow';
import type { Point } from './tidyLayout';

export type WalkDirection = 'left' | 'right' | 'up' | 'down';

/**
 * Where an arrow key goes from a node. Right follows the first connected exit, left goes back the way in, up and down
 * go to the neighbours among the nodes reached from the same step; where the graph has no answer, the nearest card in that direction.
 * `undefined` when there is nothing there.
 */
export function keyboardWalk(
  document: FlowDocument,
  portOrder: (nodeId: string) => readonly string[],
  from: string,
  direction: WalkDirection,
): string | undefined {
  if (direction === 'right') return targets(document, portOrder, from)[0] ?? nearest(document, from, direction);
  if (direction === 'left') return sources(document, from)[0] ?? nearest(document, from, direction);
  const parent = sources(document, from)[0];
  if (parent !== undefined) {
    const siblings = targets(document, portOrder, parent);
    const next = siblings[siblings.indexOf(from) + (direction === 'down' ? 1 : -1)];
    if (next !== undefined) return next;
  }
  return nearest(document, from, direction);
}

/** Nodes reached from a node, in the order of its exits, each once. */
export function targets(document: FlowDocument, portOrder: (nodeId: string) => readonly string[], from: string): string[] {
  const rank = new Map(portOrder(from).map((port, index) => [port, index]));
  const edges = document.edges.filter((edge) => edge.from === from && edge.to !== from && document.nodes[edge.to]);
  edges.sort((a, b) => (rank.get(a.port) ?? Infinity) - (rank.get(b.port) ?? Infinity) || 0);
  return [...new Set(edges.map((edge) => edge.to))];
}

function sources(document: FlowDocument, to: string): string[] {
  return document.edges.filter((edge) => edge.to === to && edge.from !== to && document.nodes[edge.from]).map((edge) => edge.from);
}

/** Nearest card in a direction; cards far to the side count as farther than they are. */
function nearest(document: FlowDocument, from: string, direction: WalkDirection): string | undefined {
  const here = document.layout.nodes[from];
  if (!here) return undefined;
  let best: string | undefined;
  let bestCost = Infinity;
  for (const id of Object.keys(document.nodes)) {
    const there = document.layout.nodes[id];
    if (id === from || !there) continue;
    const [along, aside] = split(here, there, direction);
    if (along <= 0) continue;
    const cost = along + 3 * aside;
    if (cost < bestCost) {
      best = id;
      bestCost = cost;
    }
  }
  return best;
}

function split(a: Point, b: Point, direction: WalkDirection): [along: number, aside: number] {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  if (direction === 'right') return [dx, Math.abs(dy)];
  if (direction === 'left') return [-dx, Math.abs(dy)];
  if (direction === 'down') return [dy, Math.abs(dx)];
  return [-dy, Math.abs(dx)];
}
