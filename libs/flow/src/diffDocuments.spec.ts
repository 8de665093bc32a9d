import { applyOperation } from './operations/applyOperation';
import type { Operation } from './operations/operation';
import { diffDocuments, sameLogic } from './diffDocuments';
import { sampleFlow } from './testing/sampleFlow';

const after = (...operations: Operation[]) => applyOperation(sampleFlow, { type: 'batch', operations }).document;

describe('the difference of two documents', () => {
  it('is empty for equal ones', () => {
    expect(diffDocuments(sampleFlow, JSON.parse(JSON.stringify(sampleFlow)))).toEqual({
      flow: [],
      nodes: { added: [], removed: [], changed: [] },
      edges: { added: [], removed: [], changed: [] },
      layout: { moved: [], notes: [] },
    });
  });

  it('names what was added, removed and changed, with the fields', () => {
    const diff = diffDocuments(
      sampleFlow,
      after(
        { type: 'renameFlow', name: 'Other' },
        { type: 'updateNodeData', nodeId: 'ask', data: { text: { en: 'Size?', ja: 'サイズ?' }, tries: 3 } },
        { type: 'removeNode', nodeId: 'bye' },
        { type: 'addNode', nodeId: 'new', node: { type: 'say', data: {} } },
        { type: 'disconnect', edgeId: 'e1' },
        { type: 'connect', edge: { id: 'e1', from: 'start', port: 'next', to: 'new' } },
      ),
    );
    expect(diff).toEqual({
      flow: [['name']],
      nodes: { added: ['new'], removed: ['bye'], changed: [{ id: 'ask', paths: [['data', 'text'], ['data', 'tries']] }] },
      edges: { added: [], removed: ['e2'], changed: [{ id: 'e1', paths: [['to']] }] },
      layout: { moved: [], notes: [] },
    });
  });

  it('looks into lists of the same length and takes others whole', () => {
    const lists = after({ type: 'updateNodeData', nodeId: 'ask', data: { same: [1, { a: 1 }], other: [1] } });
    const changed = applyOperation(lists, { type: 'updateNodeData', nodeId: 'ask', data: { same: [1, { a: 2 }], other: [1, 2] } }).document;
    expect(diffDocuments(lists, changed).nodes.changed).toEqual([{ id: 'ask', paths: [['data', 'other'], ['data', 'same', 1, 'a']] }]);
  });

  it('tells moving apart from changing', () => {
    const moved = after({ type: 'moveNodes', positions: { ask: { x: 1, y: 1 } } }, { type: 'removeNote', noteId: 'n1' });
    expect(diffDocuments(sampleFlow, moved).layout).toEqual({ moved: ['ask'], notes: ['n1'] });
    expect(sameLogic(sampleFlow, moved)).toBe(true);
    expect(sameLogic(sampleFlow, after({ type: 'disconnect', edgeId: 'e1' }))).toBe(false);
  });
});
