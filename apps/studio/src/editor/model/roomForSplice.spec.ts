import type { FlowDocument } from '@chatloom/flow';
import { roomForSplice } from './roomForSplice';

const flow = (places: Record<string, number>, ...edges: [id: string, from: string, to: string][]): FlowDocument => ({
  formatVersion: 1,
  name: 'Lunch',
  language: 'en',
  nodes: Object.fromEntries(Object.keys(places).map((id) => [id, { type: 'text', data: {} }])),
  edges: edges.map(([id, from, to]) => ({ id, from, port: 'next', to })),
  layout: { nodes: Object.fromEntries(Object.entries(places).map(([id, x]) => [id, { x, y: x / 10 }])) },
});

describe('roomForSplice', () => {
  it('moves what follows to the right when the gap is too small', () => {
    const document = flow({ a: 0, b: 360, c: 720, aside: 360 }, ['w', 'a', 'b'], ['v', 'b', 'c']);
    expect(roomForSplice(document, 'w', 360)).toEqual({ at: { x: 360, y: 36 }, positions: { b: { x: 720, y: 36 }, c: { x: 1080, y: 72 } } });
  });

  it('moves nothing when there is room', () => {
    expect(roomForSplice(flow({ a: 0, b: 1000 }, ['w', 'a', 'b']), 'w', 360)).toEqual({ at: { x: 500, y: 100 }, positions: {} });
  });

  it('leaves a wire that goes back alone, and does not move the beginning of a loop', () => {
    const document = flow({ a: 0, b: 360 }, ['w', 'a', 'b'], ['back', 'b', 'a']);
    expect(roomForSplice(document, 'back', 360)).toBeUndefined();
    expect(roomForSplice(document, 'w', 360)?.positions).toEqual({ b: { x: 720, y: 36 } });
  });
});
