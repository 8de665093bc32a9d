import { z } from 'zod';
import { idSchema, noteSchema } from '../document';
import { withNotes } from './documentParts';
import { OperationError } from './operationError';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('addNote'), noteId: idSchema, note: noteSchema });
/** Sticks a note on the canvas. */
export type AddNoteOperation = z.infer<typeof schema>;

export const addNote: OperationKind<AddNoteOperation> = {
  schema,
  apply(document, { noteId, note }) {
    const notes = document.layout.notes ?? {};
    if (Object.hasOwn(notes, noteId)) throw new OperationError('noteExists', `There is a note "${noteId}" already.`, { note: noteId });
    return { document: withNotes(document, { ...notes, [noteId]: note }), inverse: { type: 'removeNote', noteId } };
  },
};
