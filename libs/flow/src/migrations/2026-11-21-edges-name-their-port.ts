import type { Migration } from './registry';

/**
 * Format 0 wrote connections in the words of the canvas library: `{ source, sourceHandle, target }`, with no handle for
 * the ordinary way out and with ids made up while drawing. A flow outlives its canvas, so since format 1 an edge says
 * `{ from, port, to }`.
 */
export const edgesNameTheirPort: Migration = {
  name: '2026-11-21-edges-name-their-port',
  from: 0,
  migrate(raw) {
    const edges = Array.isArray(raw.edges) ? raw.edges.map(renameEdge) : raw.edges;
    return { ...raw, formatVersion: 1, edges };
  },
};

function renameEdge(edge: unknown, index: number): unknown {
  if (typeof edge !== 'object' || edge === null) return edge;
  const { id, source, sourceHandle, target } = edge as Record<string, unknown>;
  return { id: id ?? `e${index + 1}`, from: source, port: sourceHandle ?? 'next', to: target };
}
