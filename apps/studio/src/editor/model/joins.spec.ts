import type { FlowDocument } from '@chatloom/flow';
import { joinsAfterRemoval } from './joins';

const flow = (...edges: [from: string, port: string, to: string][]): FlowDocument => ({
  formatVersion: 1,
  name: 'Lunch',
  language: 'en',
  nodes: Object.fromEntries([...new Set(edges.flatMap(([from, , to]) => [from, to]))].map((id) => [id, { type: 'text', data: {} }])),
  edges: edges.map(([from, port, to], i) => ({ id: `e${i}`, from, port, to })),
  layout: { nodes: {} },
});

describe('joinsAfterRemoval', () => {
  it('bridges a removed step that had one way in and one way out', () => {
    expect(joinsAfterRemoval(flow(['a', 'yes', 'b'], ['b', 'next', 'c']), new Set(['b']))).toEqual([{ from: 'a', port: 'yes', to: 'c' }]);
  });

  it('bridges several removed steps in a row by one wire', () => {
    const document = flow(['a', 'next', 'b'], ['b', 'next', 'c'], ['c', 'next', 'd']);
    expect(joinsAfterRemoval(document, new Set(['b', 'c']))).toEqual([{ from: 'a', port: 'next', to: 'd' }]);
  });

  it('leaves a removed fork open, because nobody could say which branch should stay', () => {
    expect(joinsAfterRemoval(flow(['a', 'next', 'b'], ['b', 'yes', 'c'], ['b', 'no', 'd']), new Set(['b']))).toEqual([]);
    expect(joinsAfterRemoval(flow(['a', 'next', 'b'], ['x', 'next', 'b'], ['b', 'next', 'c']), new Set(['b']))).toEqual([]);
  });

  it('does not lead a step back into itself', () => {
    expect(joinsAfterRemoval(flow(['a', 'next', 'b'], ['b', 'next', 'a']), new Set(['b']))).toEqual([]);
  });
});
