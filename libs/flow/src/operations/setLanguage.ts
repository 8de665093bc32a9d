import { z } from 'zod';
import { flowDocumentSchema } from '../document';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('setLanguage'), language: flowDocumentSchema.shape.language });
/** Says in which language the plain texts are written. */
export type SetLanguageOperation = z.infer<typeof schema>;

export const setLanguage: OperationKind<SetLanguageOperation> = {
  schema,
  apply: (document, { language }) => ({ document: { ...document, language }, inverse: { type: 'setLanguage', language: document.language } }),
};
