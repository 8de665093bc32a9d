import { z } from 'zod';
import { idSchema, noteSchema } from '../document';
import { getNoteOrThrow, withNotes } from './documentParts';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('updateNote'), noteId: idSchema, change: noteSchema.partial() });
/** Changes the words, place, size or colour of a note. */
export type UpdateNoteOperation = z.infer<typeof schema>;

export const updateNote: OperationKind<UpdateNoteOperation> = {
  schema,
  apply(document, { noteId, change }) {
    const note = getNoteOrThrow(document, noteId);
    return {
      document: withNotes(document, { ...document.layout.notes, [noteId]: { ...note, ...change } }),
      inverse: { type: 'updateNote', noteId, change: note },
    };
  },
};
