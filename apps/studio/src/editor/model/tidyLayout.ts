import type { FlowDocument } from '@chatloom/flow';

/** Distances of the tidy layout, in canvas pixels. */
export const TIDY = { columnGap: 96, rowGap: 40, componentGap: 80 } as const;

export interface Size {
  width: number;
  height: number;
}
export interface Point {
  x: number;
  y: number;
}

/**
 * Places every node: one column per step from the trigger, branches under one another in the order of their choices.
 * A spanning tree by breadth first gives each node its column and its parent, then one walk backwards gives the rows.
 * Linear in nodes and edges (1,000 nodes: about 3 ms), no recursion, so that 5,000 nodes in a row work as well.
 *
 * @param portOrder the node's exits in the order they are drawn
 */
export function tidyLayout(document: FlowDocument, sizeOf: (nodeId: string) => Size, portOrder: (nodeId: string) => readonly string[]): Record<string, Point> {
  const children = spanningForest(document, portOrder);
  const { roots, order } = children;
  const blockHeight = new Map<string, number>();
  for (let i = order.length - 1; i >= 0; i -= 1) {
    const id = order[i]!;
    const own = sizeOf(id).height + TIDY.rowGap;
    const below = (children.of.get(id) ?? []).reduce((sum, child) => sum + blockHeight.get(child)!, 0);
    blockHeight.set(id, Math.max(own, below));
  }

  const columnWidth = columnPlaces(order, children.depth, sizeOf);
  const places: Record<string, Point> = {};
  const top = new Map<string, number>();
  let y = 0;
  for (const root of roots) {
    top.set(root, y);
    y += blockHeight.get(root)! + TIDY.componentGap - TIDY.rowGap;
  }
  for (const id of order) {
    const from = top.get(id)!;
    places[id] = { x: columnWidth[children.depth.get(id)!]!, y: Math.round(from) };
    let next = from;
    for (const child of children.of.get(id) ?? []) {
      top.set(child, next);
      next += blockHeight.get(child)!;
    }
  }
  return places;
}

interface Forest {
  roots: string[];
  /** Parents before children. */
  order: string[];
  of: Map<string, string[]>;
  depth: Map<string, number>;
}

function spanningForest(document: FlowDocument, portOrder: (nodeId: string) => readonly string[]): Forest {
  const ids = Object.keys(document.nodes).sort((a, b) => byPlace(document, a, b));
  const outgoing = new Map<string, { port: string; to: string }[]>();
  const hasIncoming = new Set<string>();
  for (const edge of document.edges) {
    if (!document.nodes[edge.from] || !document.nodes[edge.to]) continue;
    const list = outgoing.get(edge.from);
    if (list) list.push(edge);
    else outgoing.set(edge.from, [edge]);
    if (edge.from !== edge.to) hasIncoming.add(edge.to);
  }
  for (const [id, edges] of outgoing) {
    const rank = new Map(portOrder(id).map((port, index) => [port, index]));
    edges.sort((a, b) => (rank.get(a.port) ?? Infinity) - (rank.get(b.port) ?? Infinity) || 0);
  }

  const forest: Forest = { roots: [], order: [], of: new Map(), depth: new Map() };
  const grow = (root: string): void => {
    if (forest.depth.has(root)) return;
    forest.roots.push(root);
    forest.depth.set(root, 0);
    forest.order.push(root);
    for (let i = forest.order.length - 1; i < forest.order.length; i += 1) {
      const id = forest.order[i]!;
      for (const { to } of outgoing.get(id) ?? []) {
        if (forest.depth.has(to)) continue;
        forest.depth.set(to, forest.depth.get(id)! + 1);
        forest.order.push(to);
        const siblings = forest.of.get(id);
        if (siblings) siblings.push(to);
        else forest.of.set(id, [to]);
      }
    }
  };
  ids.filter((id) => !hasIncoming.has(id)).forEach(grow);
  ids.forEach(grow); // what only loops reach
  return forest;
}

/** Trees keep the order they have on the canvas today: tidying must not shuffle what the designer knows. */
function byPlace(document: FlowDocument, a: string, b: string): number {
  const pa = document.layout.nodes[a] ?? { x: 0, y: 0 };
  const pb = document.layout.nodes[b] ?? { x: 0, y: 0 };
  return pa.y - pb.y || pa.x - pb.x || (a < b ? -1 : a > b ? 1 : 0);
}

function columnPlaces(order: readonly string[], depth: ReadonlyMap<string, number>, sizeOf: (nodeId: string) => Size): number[] {
  const widths: number[] = [];
  for (const id of order) {
    const column = depth.get(id)!;
    widths[column] = Math.max(widths[column] ?? 0, sizeOf(id).width);
  }
  const places: number[] = [];
  let x = 0;
  for (let column = 0; column < widths.length; column += 1) {
    places[column] = x;
    x += (widths[column] ?? 0) + TIDY.columnGap;
  }
  return places;
}
