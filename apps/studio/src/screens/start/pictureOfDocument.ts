/** Kinds by what type names say; only for colours of a small picture, the definitions know better. */
const KINDS: [RegExp, string][] = [
  [/Trigger$/, 'trigger'],
  [/^ask/, 'ask'],
  [/^push/, 'push'],
  [/^(delay|wait)/, 'wait'],
  [/^(condition|switch|randomSplit|split|goTo|callFlow|end)/, 'branch'],
  [/^(setField|addTag|removeTag)/, 'data'],
];

/** A picture of a document that is not stored yet, as the server makes it for stored flows. */
export function pictureOfDocument(document: { nodes: Record<string, { type: string }>; edges: { from: string; to: string }[]; layout: { nodes: Record<string, { x: number; y: number }> } }) {
  return {
    nodes: Object.entries(document.nodes).map(([id, { type }]) => ({
      id,
      type,
      kind: KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'message',
      x: document.layout.nodes[id]?.x ?? 0,
      y: document.layout.nodes[id]?.y ?? 0,
    })),
    edges: document.edges.map(({ from, to }) => ({ from, to })),
  };
}
