import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit, expectRefused } from '../testing/operationSpec';

describe('updateNodeData', () => {
  it('replaces what a node does and keeps its title', () => {
    const document = expectEdit(sampleFlow, { type: 'updateNodeData', nodeId: 'ask', data: { text: 'S or L?' } });
    expect(document.nodes.ask).toEqual({ type: 'ask', title: 'Size', data: { text: 'S or L?' } });
  });

  it('shares everything it does not touch', () => {
    const document = expectEdit(sampleFlow, { type: 'updateNodeData', nodeId: 'ask', data: {} });
    expect(document.nodes.bye).toBe(sampleFlow.nodes.bye);
    expect(document.edges).toBe(sampleFlow.edges);
  });

  it('refuses a node that is not there', () => expectRefused(sampleFlow, { type: 'updateNodeData', nodeId: 'gone', data: {} }, 'nodeNotFound'));
});
