import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit } from '../testing/operationSpec';

describe('renameFlow', () => {
  it('renames the flow', () => {
    expect(expectEdit(sampleFlow, { type: 'renameFlow', name: '予約' }).name).toBe('予約');
  });
});
