import type { FlowDocument, NodeDefinition } from '@chatloom/flow';
import { z } from 'zod';
import { cardModel } from '../model/cardModel';
import { createElementBuilder, type ElementsInput } from './buildElements';

const type = (kind: NodeDefinition['kind']): NodeDefinition => ({
  type: 'text',
  kind,
  icon: 'x',
  schema: z.any(),
  defaults: () => ({}),
  ports: () => [{ id: 'next', label: { key: 'next' } }],
});
const definitions = { start: type('trigger'), text: type('message') };
const flow: FlowDocument = {
  formatVersion: 1,
  name: 'Lunch',
  language: 'en',
  nodes: { a: { type: 'start', data: {} }, b: { type: 'text', data: {} }, c: { type: 'text', data: {} } },
  edges: [
    { id: 'e1', from: 'a', port: 'next', to: 'b' },
    { id: 'e2', from: 'c', port: 'next', to: 'b' },
  ],
  layout: { nodes: { a: { x: 0, y: 0 }, b: { x: 400, y: 0 }, c: { x: 800, y: 0 } } },
};
const models = new WeakMap<object, ReturnType<typeof cardModel>>();
const base: ElementsInput = {
  document: flow,
  definitions,
  modelOf: (_id, node) => {
    if (!models.has(node)) models.set(node, cardModel(node, { definition: definitions[node.type as 'text'], preview: undefined }, { t: (key) => key, say: String, thingName: (_, id) => id, nodeName: (id) => id }));
    return models.get(node)!;
  },
  problems: [],
  selectedNodes: new Set(),
  selectedEdges: new Set(),
  dragged: new Map(),
  spliceWire: null,
  run: null,
  comparison: null,
  connecting: null,
  sayRefusal: (refusal) => refusal,
  cardText: null,
};
const card = (elements: ReturnType<ReturnType<typeof createElementBuilder>>, id: string) => elements.nodes.find((node) => node.id === id)!;

describe('what the canvas draws', () => {
  it('draws one card again when one card is moved', () => {
    const build = createElementBuilder();
    const before = build(base);
    const after = build({ ...base, dragged: new Map([['b', { x: 410, y: 5 }]]) });
    expect(card(after, 'a')).toBe(card(before, 'a'));
    expect(card(after, 'c')).toBe(card(before, 'c'));
    expect(card(after, 'b').position).toEqual({ x: 410, y: 5 });
    expect(card(after, 'b').data).toBe(card(before, 'b').data);
  });

  it('gives React Flow every size and every port, so that nothing is measured', () => {
    const { nodes } = createElementBuilder()(base);
    expect(card({ nodes, edges: [], scene: { cards: [], wires: [], notes: [] } }, 'b')).toMatchObject({ width: 264, height: expect.any(Number), handles: [{ id: 'in', type: 'target' }, { id: 'next', type: 'source' }] });
    expect((nodes[0] as { handles: unknown[] }).handles).toHaveLength(1);
  });

  it('tells a wire that goes back by a chip with the name of its target', () => {
    const { edges, scene } = createElementBuilder()(base);
    expect(edges.map((edge) => edge.data?.goTo)).toEqual([undefined, 'nodes.text.title']);
    expect(scene.wires).toHaveLength(1);
  });

  it('shows the worst problem of a step and how many there are', () => {
    const problems = [
      { code: 'x', severity: 'warning' as const, nodeId: 'b', message: '' },
      { code: 'y', severity: 'blocking' as const, nodeId: 'b', message: '' },
    ];
    expect(card(createElementBuilder()({ ...base, problems }), 'b').data).toMatchObject({ badge: { severity: 'blocking', count: 2 } });
  });

  it('lights the way of a try-out and dims the rest', () => {
    const elements = createElementBuilder()({ ...base, run: { flowId: 'f', visitedNodes: ['a', 'b'], visitedEdges: ['e1'], currentNode: 'b' } });
    expect(['a', 'b', 'c'].map((id) => card(elements, id).data.light)).toEqual(['visited', 'current', 'dimmed']);
    expect(elements.edges.map((edge) => edge.data?.lit)).toEqual([true, false]);
  });

  it('says why a wire in hand may not end at a beginning', () => {
    const elements = createElementBuilder()({ ...base, connecting: { node: 'b', port: 'next' } });
    expect(card(elements, 'a').data.refusal).toBe('trigger');
    expect(card(elements, 'c').data.refusal).toBeUndefined();
  });

  it('shows steps that are gone since a version where they stood', () => {
    const { b, ...left } = flow.nodes;
    const now = { ...flow, nodes: left, edges: [] };
    const elements = createElementBuilder()({ ...base, document: now, comparison: { versionNumber: 1, added: new Set(['c']), changed: new Set(), removed: new Set(['b']), before: flow } });
    expect(card(elements, 'b')).toMatchObject({ position: { x: 400, y: 0 }, selectable: false, data: { light: 'removed' } });
    expect(card(elements, 'c').data.light).toBe('added');
    expect(b).toBeDefined();
  });
});
