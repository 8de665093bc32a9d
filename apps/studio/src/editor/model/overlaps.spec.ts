import type { FlowDocument } from '@chatloom/flow';
import { hasOverlaps } from './overlaps';

const at = (places: Record<string, { x: number; y: number }>): FlowDocument => ({
  formatVersion: 1,
  name: 'Lunch',
  language: 'en',
  nodes: Object.fromEntries(Object.keys(places).map((id) => [id, { type: 'text', data: {} }])),
  edges: [],
  layout: { nodes: places },
});
const size = () => ({ width: 264, height: 100 });

describe('hasOverlaps', () => {
  it('sees a card lying on another, also when a third stands between them in the list', () => {
    expect(hasOverlaps(at({ a: { x: 0, y: 0 }, b: { x: 100, y: 500 }, c: { x: 200, y: 50 } }), size)).toBe(true);
  });

  it('is content with cards side by side and under one another', () => {
    expect(hasOverlaps(at({ a: { x: 0, y: 0 }, b: { x: 264, y: 0 }, c: { x: 0, y: 100 } }), size)).toBe(false);
  });

  it('takes steps without a place for overlapping', () => {
    const document = at({ a: { x: 0, y: 0 }, b: { x: 0, y: 0 } });
    expect(hasOverlaps({ ...document, layout: { nodes: {} } }, size)).toBe(true);
  });
});
