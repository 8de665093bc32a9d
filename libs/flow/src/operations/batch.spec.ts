import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit, expectRefused } from '../testing/operationSpec';

describe('batch', () => {
  it('applies several edits as one', () => {
    const document = expectEdit(sampleFlow, {
      type: 'batch',
      operations: [
        { type: 'disconnect', edgeId: 'e2' },
        { type: 'addNode', nodeId: 'mid', node: { type: 'say', data: { text: 'Mid' } } },
        { type: 'connect', edge: { id: 'e2', from: 'ask', port: 'answered', to: 'mid' } },
        { type: 'batch', operations: [{ type: 'connect', edge: { id: 'e3', from: 'mid', port: 'next', to: 'bye' } }] },
      ],
    });
    expect(document.edges.map(({ from, to }) => `${from}>${to}`)).toEqual(['start>ask', 'ask>mid', 'mid>bye']);
  });

  it('applies nothing when one of them does not fit', () => {
    expectRefused(sampleFlow, { type: 'batch', operations: [{ type: 'renameFlow', name: 'x' }, { type: 'removeNode', nodeId: 'gone' }] }, 'nodeNotFound');
  });
});
