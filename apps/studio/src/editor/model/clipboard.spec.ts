import type { FlowDocument } from '@chatloom/flow';
import { copySteps, readSteps, renewSteps } from './clipboard';

const document: FlowDocument = {
  formatVersion: 1,
  name: 'Lunch',
  language: 'en',
  nodes: { a: { type: 'text', title: 'Hello', data: { text: 'Hi' } }, b: { type: 'end', data: {} }, c: { type: 'end', data: {} } },
  edges: [
    { id: 'e1', from: 'a', port: 'next', to: 'b' },
    { id: 'e2', from: 'b', port: 'next', to: 'c' },
  ],
  layout: { nodes: { a: { x: 100, y: 50 }, b: { x: 400, y: 80 }, c: { x: 700, y: 0 } } },
};
const ids = () => {
  let last = 0;
  return () => `new${(last += 1)}`;
};

describe('copying steps as text', () => {
  it('carries the steps and the wires between them, and nothing else', () => {
    const clip = readSteps(copySteps(document, ['a', 'b']))!;
    expect(Object.keys(clip.nodes)).toEqual(['a', 'b']);
    expect(clip.edges.map((edge) => edge.id)).toEqual(['e1']);
  });

  it('pastes under new ids with the upper left corner at the given place', () => {
    const pasted = renewSteps(readSteps(copySteps(document, ['a', 'b']))!, { x: 0, y: 0 }, ids());
    expect(pasted.places).toEqual({ new1: { x: 0, y: 0 }, new2: { x: 300, y: 30 } });
    expect(pasted.edges).toEqual([{ id: 'new3', from: 'new1', port: 'next', to: 'new2' }]);
    expect(pasted.nodes.new1).toEqual(document.nodes.a);
  });

  it('takes no other text for steps, however hostile', () => {
    for (const text of ['hello', '{"chatloomSteps":1}', '{"chatloomSteps":1,"nodes":{"__proto__":{"type":"x","data":{}}},"edges":[],"places":{}}', '{chatloomSteps']) {
      expect(readSteps(text)).toBeUndefined();
    }
  });
});
