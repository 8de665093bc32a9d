import type { FlowDocument, NodeDefinitions } from '@chatloom/flow';

/** A flow the size of a stamp. */
export interface FlowPicture {
  nodes: { id: string; type: string; kind: string; x: number; y: number }[];
  edges: { from: string; to: string }[];
}

/** More would be dust on a card. */
export const PICTURE_NODES_MAX = 60;

/** Where nodes are and how they join: those nearest to the top left corner, as far as they have a place. */
export function flowPicture(document: FlowDocument, definitions: NodeDefinitions): FlowPicture {
  const placed = Object.entries(document.nodes).flatMap(([id, { type }]) => {
    const place = Object.hasOwn(document.layout.nodes, id) ? document.layout.nodes[id] : undefined;
    if (!place) return [];
    const kind = Object.hasOwn(definitions, type) ? definitions[type]!.kind : 'data';
    return [{ id, type, kind, x: Math.round(place.x), y: Math.round(place.y) }];
  });
  const nodes = placed.sort((a, b) => a.x + a.y - (b.x + b.y) || (a.id < b.id ? -1 : 1)).slice(0, PICTURE_NODES_MAX);
  const shown = new Set(nodes.map((node) => node.id));
  const edges = document.edges.filter(({ from, to }) => shown.has(from) && shown.has(to)).map(({ from, to }) => ({ from, to }));
  return { nodes, edges: edges.slice(0, PICTURE_NODES_MAX * 2) };
}
