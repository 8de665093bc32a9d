import type { FlowDocument, NodeDefinition } from '@chatloom/flow';
import { z } from 'zod';
import { createActions } from './actions';
import { createDocumentStore } from './documentStore';
import { createViewStore, select } from './viewStore';

const type = (name: string, kind: NodeDefinition['kind'], ports = ['next']): NodeDefinition => ({
  type: name,
  kind,
  icon: 'x',
  schema: z.any(),
  defaults: () => ({ text: '' }),
  ports: () => ports.map((id) => ({ id, label: { key: id }, optional: true })),
});
const definitions = { start: type('start', 'trigger'), text: type('text', 'message'), ask: type('ask', 'ask', ['yes', 'no']) };
const flow: FlowDocument = {
  formatVersion: 1,
  name: 'Lunch',
  language: 'en',
  nodes: { a: { type: 'start', data: {} }, b: { type: 'text', data: { text: 'Hi' } }, c: { type: 'text', data: { text: 'Bye' } } },
  edges: [
    { id: 'e1', from: 'a', port: 'next', to: 'b' },
    { id: 'e2', from: 'b', port: 'next', to: 'c' },
  ],
  layout: { nodes: { a: { x: 0, y: 0 }, b: { x: 360, y: 0 }, c: { x: 720, y: 0 } } },
};

function open() {
  const view = createViewStore();
  const documents = createDocumentStore({
    flowId: 'f1',
    document: flow,
    revision: 1,
    definitions,
    server: { save: () => Promise.resolve({ kind: 'offline' }), load: () => Promise.resolve(undefined) },
    storage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
  });
  let last = 0;
  const actions = createActions({
    documents,
    view,
    definitions,
    modelOf: () => undefined,
    newId: () => `new${(last += 1)}`,
    cardText: (name) => (name === 'text' ? ['text'] : undefined),
    wireAt: () => 'e2',
  });
  const wires = () => documents.getState().document.edges.map((edge) => `${edge.from}.${edge.port}→${edge.to}`).sort();
  return { actions, documents, view, wires, document: () => documents.getState().document };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('what hands and keys do to a flow', () => {
  it('adds a step behind an exit, joined and selected, as one step of undo', () => {
    const { actions, documents, view, wires } = open();
    const id = actions.add('ask', { x: 1000, y: 0 }, { from: { node: 'c', port: 'next' } })!;
    expect(wires()).toContain(`c.next→${id}`);
    expect([...view.getState().selectedNodes]).toEqual([id]);
    documents.undo();
    expect(documents.getState().document).toEqual(flow);
  });

  it('takes over an exit that led elsewhere', () => {
    const { actions, wires } = open();
    actions.connect({ node: 'a', port: 'next' }, 'c');
    expect(wires()).toEqual(['a.next→c', 'b.next→c']);
  });

  it('splices a step from the palette into the wire it is dropped on and makes room', () => {
    const { actions, wires, document } = open();
    actions.drop('ask', { x: 600, y: 10 });
    const id = Object.keys(document().nodes).find((each) => document().nodes[each]!.type === 'ask')!;
    expect(wires()).toEqual(['a.next→b', `b.next→${id}`, `${id}.yes→c`].sort());
    expect(document().layout.nodes.c).toEqual({ x: 1080, y: 0 });
  });

  it('closes the gap when a step is removed, and restores everything by one undo', () => {
    const { actions, documents, wires } = open();
    actions.remove(['b']);
    expect(wires()).toEqual(['a.next→c']);
    documents.undo();
    expect(documents.getState().document).toEqual(flow);
  });

  it('never leads anything into a beginning', () => {
    const { actions, wires, document } = open();
    actions.add('start', { x: 0, y: 500 }, { from: { node: 'c', port: 'next' }, wire: 'e2' });
    expect(wires()).toEqual(['a.next→b', 'b.next→c']);
    expect(Object.keys(document().nodes)).toHaveLength(4);
  });

  it('does not put a new card on an old one', () => {
    const { actions, document } = open();
    const id = actions.add('text', { x: 360, y: 0 })!;
    expect(document().layout.nodes[id]!.y).toBeGreaterThanOrEqual(60);
  });

  it('duplicates the selected steps with the wires between them', () => {
    const { actions, view, wires } = open();
    select(view, 'b', 'c');
    actions.duplicate();
    expect(wires()).toHaveLength(3);
    expect(view.getState().selectedNodes.size).toBe(2);
  });

  it('pastes what was copied, and leaves other text to others', () => {
    const { actions, view, document } = open();
    select(view, 'b');
    const text = actions.copy()!;
    expect(actions.paste('just words')).toBe(false);
    expect(actions.paste(text, { x: 5, y: 5 })).toBe(true);
    expect(Object.values(document().layout.nodes)).toContainEqual({ x: 5, y: 5 });
  });

  it('moves a card and splices it in one step of undo', () => {
    const { actions, documents, wires } = open();
    const id = actions.add('text', { x: 0, y: 600 })!;
    actions.putDown(new Map([[id, { x: 500.4, y: 10.6 }]]), 'e1');
    expect(wires()).toEqual(['a.next→' + id, 'b.next→c', id + '.next→b'].sort());
    expect(documents.getState().document.layout.nodes[id]).toEqual({ x: 500, y: 11 });
    documents.undo();
    expect(wires()).toEqual(['a.next→b', 'b.next→c']);
  });

  it('finds the exit that leads nowhere yet', () => {
    const { actions } = open();
    const id = actions.add('ask', { x: 0, y: 900 })!;
    actions.connect({ node: id, port: 'yes' }, 'b');
    expect(actions.openExit(id)).toEqual({ node: id, port: 'no' });
  });

  it('changes text on a card only where its type has one', () => {
    const { actions, view } = open();
    expect(actions.editOnCard('a')).toBe(false);
    expect(actions.editOnCard('b')).toBe(true);
    expect(view.getState().cardText).toBe('b');
  });
});
