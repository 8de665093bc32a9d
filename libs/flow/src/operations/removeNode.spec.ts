import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit, expectRefused } from '../testing/operationSpec';

describe('removeNode', () => {
  it('takes the node, its place and the edges that touch it', () => {
    const document = expectEdit(sampleFlow, { type: 'removeNode', nodeId: 'ask' });
    expect(Object.keys(document.nodes)).toEqual(['bye', 'start']);
    expect(document.edges).toEqual([]);
    expect(document.layout.nodes).toEqual({ start: { x: 0, y: 0 } });
  });

  it('refuses a node that is not there', () => {
    expectRefused(sampleFlow, { type: 'removeNode', nodeId: 'gone' }, 'nodeNotFound');
    expectRefused(sampleFlow, { type: 'removeNode', nodeId: 'toString' }, 'nodeNotFound');
  });
});
