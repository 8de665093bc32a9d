import { applyOperation, type FlowDocument, type NodeDefinition, type Operation } from '@chatloom/flow';
import { z } from 'zod';
import { createDocumentStore } from './documentStore';
import type { EditorServer, SaveResult } from './editorServer';
import { keptEdits, type Keep } from './keptEdits';

const definitions: Record<string, NodeDefinition> = {
  text: { type: 'text', kind: 'message', icon: 'x', schema: z.object({ text: z.string().min(1) }), defaults: () => ({ text: '' }), ports: () => [{ id: 'next', label: { key: 'next' }, optional: true }] },
};
const flow: FlowDocument = {
  formatVersion: 1,
  name: 'Lunch',
  language: 'en',
  nodes: { a: { type: 'text', data: { text: 'Hi', note: 'x' } }, b: { type: 'text', data: { text: 'Bye' } } },
  edges: [],
  layout: { nodes: { a: { x: 0, y: 0 }, b: { x: 300, y: 0 } } },
};
const say = (text: string, nodeId = 'a', more = {}): Operation => ({ type: 'updateNodeData', nodeId, data: { text, note: 'x', ...more } });

/** A server in memory: refuses stale batches as the real one does. */
function memoryServer() {
  const state = { document: flow, revision: 1, online: true, batches: [] as Operation[][], log: [] as Operation[][] };
  const server: EditorServer = {
    save: (baseRevision, operations): Promise<SaveResult> => {
      state.batches.push(operations);
      if (!state.online) return Promise.resolve({ kind: 'offline' });
      if (baseRevision !== state.revision) return Promise.resolve({ kind: 'conflict', revision: state.revision, operations: state.log.slice(baseRevision - 1).flat() });
      edit(...operations);
      return Promise.resolve({ kind: 'saved', revision: state.revision, problems: [] });
    },
    load: () => Promise.resolve(state.online ? { document: state.document, revision: state.revision } : undefined),
  };
  const edit = (...operations: Operation[]): void => {
    for (const operation of operations) state.document = applyOperation(state.document, operation).document;
    state.log.push(operations);
    state.revision += 1;
  };
  return Object.assign(state, { server, edit });
}
function memoryStorage(): Keep {
  const values = new Map<string, string>();
  return { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => void values.set(key, value), removeItem: (key) => void values.delete(key) };
}
function open(server = memoryServer(), storage = memoryStorage()) {
  const store = createDocumentStore({ flowId: 'f1', document: server.document, revision: server.revision, definitions, server: server.server, storage });
  return { server, storage, store, text: (id = 'a') => (store.getState().document.nodes[id]?.data as { text: string }).text };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('saving by itself', () => {
  it('shows an edit at once and has it on the server within a second, as one edit however much was typed', async () => {
    const { server, store, text } = open();
    for (const typed of ['H', 'He', 'Hello']) {
      store.apply(say(typed), 'a.text');
      await jest.advanceTimersByTimeAsync(100);
    }
    expect(text()).toBe('Hello');
    expect(store.getState().save).toBe('unsaved');
    await jest.advanceTimersByTimeAsync(700);
    expect(server.batches).toEqual([[say('Hello')]]);
    expect(store.getState()).toMatchObject({ save: 'saved', revision: 2 });
  });

  it('does not wait for a pause in typing longer than a second', async () => {
    const { server, store } = open();
    for (let i = 0; i < 12; i += 1) {
      store.apply(say('x'.repeat(i + 1)), 'a.text');
      await jest.advanceTimersByTimeAsync(100);
    }
    expect(server.batches.length).toBeGreaterThan(0);
  });

  it('keeps edits in the browser while the server is away, says so, and sends them when it is back', async () => {
    const { server, storage, store } = open();
    server.online = false;
    store.apply(say('Hello'));
    await jest.advanceTimersByTimeAsync(1000);
    expect(store.getState().save).toBe('offline');
    expect(keptEdits(storage, 'f1')?.operations).toEqual([say('Hello')]);
    server.online = true;
    await store.retry();
    expect(server.document.nodes.a?.data.text).toBe('Hello');
    expect(store.getState().save).toBe('saved');
    expect(keptEdits(storage, 'f1')).toBeUndefined();
  });

  it('brings back what an earlier visit could not save', async () => {
    const first = open();
    first.server.online = false;
    first.store.apply(say('Hello'));
    first.store.close();
    first.server.online = true;
    const second = open(first.server, first.storage);
    expect(second.text()).toBe('Hello');
    await second.store.flush();
    expect(first.server.document.nodes.a?.data.text).toBe('Hello');
  });

  it('does not undo what others did between two visits', async () => {
    const first = open();
    first.server.online = false;
    first.store.apply(say('Mine'));
    first.store.close();
    first.server.online = true;
    first.server.edit(say('Hi', 'a', { note: 'theirs' }));
    const second = open(first.server, first.storage);
    await second.store.flush();
    expect(first.server.document.nodes.a?.data).toEqual({ text: 'Mine', note: 'theirs' });
    expect(second.store.getState().clashes).toEqual([]);
  });

  it('stops and says why when the server refuses', async () => {
    const { server, store } = open();
    server.server.save = () => Promise.resolve({ kind: 'refused', message: 'Too large' });
    store.apply(say('Hello'));
    await store.flush();
    expect(store.getState()).toMatchObject({ save: 'refused', refusal: 'Too large' });
  });
});

describe('when somebody else saved first', () => {
  it('keeps both edits when they touch different fields', async () => {
    const { server, store } = open();
    server.edit(say('Hi', 'a', { note: 'theirs' }), { type: 'moveNodes', positions: { b: { x: 9, y: 9 } } });
    store.apply(say('Mine'));
    await store.flush();
    expect(server.document.nodes.a?.data).toEqual({ text: 'Mine', note: 'theirs' });
    expect(store.getState()).toMatchObject({ save: 'saved', clashes: [] });
    expect(store.getState().document.layout.nodes.b).toEqual({ x: 9, y: 9 });
  });

  it('shows both texts of the same field and lets theirs be taken', async () => {
    const { server, store, text } = open();
    server.edit(say('Theirs'));
    store.apply(say('Mine'));
    await store.flush();
    expect(text()).toBe('Mine');
    const [clash] = store.getState().clashes;
    expect(clash).toEqual({ nodeId: 'a', path: ['text'], mine: 'Mine', theirs: 'Theirs' });
    store.settle(clash!, 'theirs', (data) => ({ ...data, text: 'Theirs' }));
    expect(text()).toBe('Theirs');
    expect(store.getState().clashes).toEqual([]);
  });

  it('tells which steps with own edits are gone', async () => {
    const { server, store } = open();
    server.edit({ type: 'removeNode', nodeId: 'a' });
    store.apply(say('Mine'));
    await store.flush();
    expect(store.getState()).toMatchObject({ lostNodes: ['a'], save: 'saved' });
    expect(store.getState().document.nodes.a).toBeUndefined();
  });

  it('reads the flow again when the server no longer knows what happened since', async () => {
    const { server, store, text } = open();
    server.edit(say('Bye!', 'b'));
    const save = server.server.save;
    server.server.save = async (revision, operations) => {
      const result = await save(revision, operations);
      return result.kind === 'conflict' ? { ...result, operations: null } : result;
    };
    store.apply(say('Mine'));
    await store.flush();
    expect([text('a'), text('b')]).toEqual(['Mine', 'Bye!']);
  });
});

describe('undo and redo', () => {
  it('takes back a typed sentence in one step, and forth again', async () => {
    const { store, text } = open();
    for (const typed of ['H', 'He', 'Hello']) store.apply(say(typed), 'a.text');
    store.undo();
    expect(text()).toBe('Hi');
    store.redo();
    expect(text()).toBe('Hello');
    expect(store.undo() && !store.undo()).toBe(true);
  });

  it('begins a new step after a pause', async () => {
    const { store, text } = open();
    store.apply(say('One'), 'a.text');
    await jest.advanceTimersByTimeAsync(1500);
    store.apply(say('One two'), 'a.text');
    store.undo();
    expect(text()).toBe('One');
  });

  it('takes back only what I changed, not what a colleague changed meanwhile', async () => {
    const { server, store } = open();
    store.apply(say('Mine'));
    server.edit(say('Hi', 'a', { note: 'theirs' }));
    await store.flush();
    store.undo();
    expect(store.getState().document.nodes.a?.data).toEqual({ text: 'Hi', note: 'theirs' });
  });

  it('is saved like any other edit', async () => {
    const { server, store } = open();
    store.apply({ type: 'removeNode', nodeId: 'b' });
    await store.flush();
    store.undo();
    await store.flush();
    expect(server.document.nodes.b).toEqual(flow.nodes.b);
  });

  it('forgets redo after a new edit and skips what no longer fits', () => {
    const { store } = open();
    store.apply(say('One'));
    store.undo();
    store.apply(say('Two'));
    expect(store.redo()).toBe(false);
  });
});

describe('problems', () => {
  it('are found again after every edit', async () => {
    const { store } = open();
    store.apply(say(''));
    await jest.advanceTimersByTimeAsync(200);
    expect(store.getState().problems.some((problem) => problem.nodeId === 'a' && problem.severity === 'blocking')).toBe(true);
  });

  it('an edit that does not fit changes nothing', () => {
    const { store } = open();
    expect(store.apply({ type: 'disconnect', edgeId: 'nowhere' })).toBe(false);
    expect(store.getState()).toMatchObject({ document: flow, undoStack: [] });
  });
});
