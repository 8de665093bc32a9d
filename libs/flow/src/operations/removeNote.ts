import { z } from 'zod';
import { idSchema } from '../document';
import { getNoteOrThrow, without, withNotes } from './documentParts';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('removeNote'), noteId: idSchema });
/** Takes a note away. */
export type RemoveNoteOperation = z.infer<typeof schema>;

export const removeNote: OperationKind<RemoveNoteOperation> = {
  schema,
  apply(document, { noteId }) {
    const note = getNoteOrThrow(document, noteId);
    return { document: withNotes(document, without(document.layout.notes ?? {}, noteId)), inverse: { type: 'addNote', noteId, note } };
  },
};
