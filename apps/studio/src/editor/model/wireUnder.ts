import type { FlowDocument, NodeDefinitions } from '@chatloom/flow';
import type { Elements } from '../canvas/buildElements';
import { entrancePoint, exitPoint } from '../canvas/buildElements';
import { curveCrosses, isGoToWire, wireCurve } from './wirePath';

/**
 * The wire under a card that is being moved, if the card may be spliced into it: a step that is not yet wired on either
 * side and is no trigger. The middle of the card must lie on the wire, so that brushing past one does nothing.
 */
export function wireUnder(elements: Elements, document: FlowDocument, id: string, definitions: NodeDefinitions): string | undefined {
  const node = document.nodes[id];
  const definition = node && definitions[node.type];
  if (!definition || definition.kind === 'trigger') return undefined;
  if (document.edges.some((edge) => edge.from === id || edge.to === id)) return undefined;
  const card = elements.scene.cards.find((each) => each.id === id);
  if (!card || card.model.ports.length === 0) return undefined;
  return wireAt(elements, document, { x: card.x + 40, y: card.y + 8, width: 184, height: Math.max(24, card.model.height - 16) });
}

/** The first wire that passes through a rectangle. */
export function wireAt(elements: Elements, document: FlowDocument, box: { x: number; y: number; width: number; height: number }): string | undefined {
  const cards = new Map(elements.scene.cards.map((card) => [card.id, card]));
  return document.edges.find((edge) => {
    const from = cards.get(edge.from);
    const to = cards.get(edge.to);
    if (!from || !to) return false;
    const start = exitPoint(from, from.model, edge.port);
    const end = entrancePoint(to);
    return !isGoToWire(start, end) && curveCrosses(wireCurve(start, end), box);
  })?.id;
}
