import { MAX_NODES } from '../documentLimits';
import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit, expectRefused } from '../testing/operationSpec';

describe('addNode', () => {
  const node = { type: 'say', data: { text: 'New' } };

  it('puts a node with its place on the canvas', () => {
    const document = expectEdit(sampleFlow, { type: 'addNode', nodeId: 'new', node, position: { x: 5, y: 6 } });
    expect(document.nodes.new).toEqual(node);
    expect(document.layout.nodes.new).toEqual({ x: 5, y: 6 });
  });

  it('needs no place', () => {
    expect(expectEdit(sampleFlow, { type: 'addNode', nodeId: 'new', node }).layout).toEqual(sampleFlow.layout);
  });

  it('refuses an id that is taken and one node too many', () => {
    expectRefused(sampleFlow, { type: 'addNode', nodeId: 'bye', node }, 'nodeExists');
    const full = { ...sampleFlow, nodes: Object.fromEntries(Array.from({ length: MAX_NODES }, (_, index) => [`n${index}`, node])) };
    expectRefused(full, { type: 'addNode', nodeId: 'new', node }, 'tooManyNodes');
  });
});
