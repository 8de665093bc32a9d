import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit, expectRefused } from '../testing/operationSpec';

describe('disconnect', () => {
  it('takes an edge away', () => {
    expect(expectEdit(sampleFlow, { type: 'disconnect', edgeId: 'e1' }).edges.map(({ id }) => id)).toEqual(['e2']);
  });

  it('refuses an edge that is not there', () => expectRefused(sampleFlow, { type: 'disconnect', edgeId: 'gone' }, 'edgeNotFound'));
});
