import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit, expectRefused } from '../testing/operationSpec';

describe('setNodeTitle', () => {
  it('names a node', () => {
    expect(expectEdit(sampleFlow, { type: 'setNodeTitle', nodeId: 'bye', title: 'The end' }).nodes.bye!.title).toBe('The end');
  });

  it('takes the name away again', () => {
    expect(expectEdit(sampleFlow, { type: 'setNodeTitle', nodeId: 'ask' }).nodes.ask).toEqual({ type: 'ask', data: { text: 'Which size?' } });
  });

  it('refuses a node that is not there', () => expectRefused(sampleFlow, { type: 'setNodeTitle', nodeId: 'gone', title: 'x' }, 'nodeNotFound'));
});
