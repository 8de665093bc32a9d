import type { FlowDocument } from '@chatloom/flow';
import type { useReactFlow } from '@xyflow/react';
import { CARD } from '../model/cardModel';

/** Milliseconds a change of view takes: none where motion is not wanted. */
export const motion = (): number => (window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ? 0 : 180);

/** Brings a card to the middle of the view, near enough to be read. */
export function centreOn(flow: ReturnType<typeof useReactFlow>, document: FlowDocument, id: string): void {
  const place = document.layout.nodes[id];
  if (place) void flow.setCenter(place.x + CARD.width / 2, place.y + 100, { zoom: Math.max(flow.getZoom(), 0.8), duration: motion() });
}
