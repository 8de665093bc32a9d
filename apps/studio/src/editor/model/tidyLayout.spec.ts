import fc from 'fast-check';
import type { FlowDocument } from '@chatloom/flow';
import { TIDY, tidyLayout } from './tidyLayout';

const size = { width: 264, height: 100 };
const flow = (nodes: string[], edges: [from: string, port: string, to: string][]): FlowDocument => ({
  formatVersion: 1,
  name: 'Lunch',
  language: 'en',
  nodes: Object.fromEntries(nodes.map((id) => [id, { type: 'text', data: {} }])),
  edges: edges.map(([from, port, to], i) => ({ id: `e${i}`, from, port, to })),
  layout: { nodes: Object.fromEntries(nodes.map((id, i) => [id, { x: 0, y: i }])) },
});
const overlap = (places: Record<string, { x: number; y: number }>): string[] => {
  const all = Object.entries(places);
  const found: string[] = [];
  for (const [a, p] of all) {
    for (const [b, q] of all) {
      if (a < b && Math.abs(p.x - q.x) < size.width && Math.abs(p.y - q.y) < size.height) found.push(`${a} lies on ${b}`);
    }
  }
  return found;
};

describe('tidyLayout', () => {
  it('puts each step one column to the right of the step before it', () => {
    const places = tidyLayout(flow(['a', 'b', 'c'], [['a', 'next', 'b'], ['b', 'next', 'c']]), () => size, () => ['next']);
    expect([places.a!.x, places.b!.x, places.c!.x]).toEqual([0, 264 + TIDY.columnGap, 2 * (264 + TIDY.columnGap)]);
  });

  it('stacks branches in the order of the choices, not of the wires', () => {
    const document = flow(['ask', 'no', 'yes'], [['ask', 'no', 'no'], ['ask', 'yes', 'yes']]);
    const places = tidyLayout(document, () => size, () => ['yes', 'no']);
    expect(places.yes!.y).toBeLessThan(places.no!.y);
  });

  it('places nodes that only a loop reaches, and edges to nothing do no harm', () => {
    const places = tidyLayout(flow(['a', 'b'], [['a', 'next', 'b'], ['b', 'next', 'a'], ['b', 'else', 'gone']]), () => size, () => []);
    expect(Object.keys(places).sort()).toEqual(['a', 'b']);
  });

  it('never lays one card on another, whatever the graph', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.array(fc.tuple(fc.nat(23), fc.constantFrom('x', 'y', 'z'), fc.nat(23)), { maxLength: 60 }), (count, wires) => {
        const ids = Array.from({ length: count }, (_, i) => `n${i}`);
        const document = flow(ids, wires.filter(([f, , t]) => f < count && t < count).map(([f, port, t]) => [`n${f}`, port, `n${t}`]));
        const places = tidyLayout(document, () => size, () => ['x', 'y', 'z']);
        expect(Object.keys(places)).toHaveLength(count);
        expect(overlap(places)).toEqual([]);
      }),
    );
  });

  it('takes a chain of 5,000 steps without running out of stack', () => {
    const ids = Array.from({ length: 5000 }, (_, i) => `n${i}`);
    const places = tidyLayout(flow(ids, ids.slice(1).map((id, i) => [`n${i}`, 'next', id])), () => size, () => ['next']);
    expect(places.n4999!.x).toBe(4999 * (264 + TIDY.columnGap));
  });
});
