import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit, expectRefused } from '../testing/operationSpec';

describe('addNote', () => {
  const note = { x: 0, y: 0, width: 10, height: 10, text: 'Look', color: 'blue' };

  it('sticks a note on the canvas, also the first one', () => {
    expect(expectEdit(sampleFlow, { type: 'addNote', noteId: 'n2', note }).layout.notes!.n2).toEqual(note);
    const bare = { ...sampleFlow, layout: { nodes: {} } };
    expect(expectEdit(bare, { type: 'addNote', noteId: 'n1', note }).layout.notes).toEqual({ n1: note });
  });

  it('refuses an id that is taken', () => expectRefused(sampleFlow, { type: 'addNote', noteId: 'n1', note }, 'noteExists'));
});
