import { flowEdgeSchema, flowNodeSchema, idSchema, type FlowDocument, type FlowEdge, type FlowNode } from '@chatloom/flow';
import { z } from 'zod';
import type { Point } from './tidyLayout';

/** Steps as text: what copying puts on the clipboard, readable and the same in every bot. */
export interface Clip {
  nodes: Record<string, FlowNode>;
  edges: FlowEdge[];
  places: Record<string, Point>;
}

const clipSchema = z.object({
  chatloomSteps: z.literal(1),
  nodes: z.record(idSchema, flowNodeSchema),
  edges: z.array(flowEdgeSchema),
  places: z.record(idSchema, z.object({ x: z.number(), y: z.number() })),
});

/** The chosen steps and the wires between them, as text. */
export function copySteps(document: FlowDocument, ids: Iterable<string>): string {
  const chosen = new Set([...ids].filter((id) => document.nodes[id]));
  return JSON.stringify(
    {
      chatloomSteps: 1,
      nodes: Object.fromEntries([...chosen].map((id) => [id, document.nodes[id]])),
      edges: document.edges.filter((edge) => chosen.has(edge.from) && chosen.has(edge.to)),
      places: Object.fromEntries([...chosen].map((id) => [id, document.layout.nodes[id] ?? { x: 0, y: 0 }])),
    },
    null,
    1,
  );
}

/** Steps from text, or `undefined` when the text is something else. */
export function readSteps(text: string): Clip | undefined {
  if (!text.includes('chatloomSteps')) return undefined;
  try {
    const { nodes, edges, places } = clipSchema.parse(JSON.parse(text));
    return Object.keys(nodes).length > 0 ? { nodes, edges, places } : undefined;
  } catch {
    return undefined;
  }
}

/** The same steps under new ids, their upper left corner at a place. Wires inside go along. */
export function renewSteps(clip: Clip, at: Point, newId: () => string): Clip {
  const ids = new Map(Object.keys(clip.nodes).map((id) => [id, newId()]));
  const all = Object.keys(clip.nodes).map((id) => clip.places[id] ?? { x: 0, y: 0 });
  const left = Math.min(...all.map(({ x }) => x));
  const top = Math.min(...all.map(({ y }) => y));
  return {
    nodes: Object.fromEntries(Object.entries(clip.nodes).map(([id, node]) => [ids.get(id)!, structuredClone(node)])),
    edges: clip.edges.flatMap((edge) => {
      const from = ids.get(edge.from);
      const to = ids.get(edge.to);
      return from && to ? [{ ...edge, id: newId(), from, to }] : [];
    }),
    places: Object.fromEntries(
      Object.keys(clip.nodes).map((id) => {
        const place = clip.places[id] ?? { x: left, y: top };
        return [ids.get(id)!, { x: at.x + place.x - left, y: at.y + place.y - top }];
      }),
    ),
  };
}
