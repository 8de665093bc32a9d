import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit, expectRefused } from '../testing/operationSpec';

describe('updateNote', () => {
  it('changes some of a note', () => {
    expect(expectEdit(sampleFlow, { type: 'updateNote', noteId: 'n1', change: { text: 'Ho' } }).layout.notes!.n1).toMatchObject({ text: 'Ho', x: 1 });
  });

  it('refuses a note that is not there', () => expectRefused(sampleFlow, { type: 'updateNote', noteId: 'gone', change: {} }, 'noteNotFound'));
});
