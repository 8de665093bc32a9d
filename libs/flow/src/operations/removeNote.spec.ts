import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit, expectRefused } from '../testing/operationSpec';

describe('removeNote', () => {
  it('takes a note away, and the table with the last one', () => {
    expect(expectEdit(sampleFlow, { type: 'removeNote', noteId: 'n1' }).layout.notes).toBeUndefined();
  });

  it('refuses a note that is not there', () => expectRefused(sampleFlow, { type: 'removeNote', noteId: 'gone' }, 'noteNotFound'));
});
