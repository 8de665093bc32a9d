import { z } from 'zod';
import { flowDocumentSchema } from '../document';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('renameFlow'), name: flowDocumentSchema.shape.name });
/** Gives the flow another name. */
export type RenameFlowOperation = z.infer<typeof schema>;

export const renameFlow: OperationKind<RenameFlowOperation> = {
  schema,
  apply: (document, { name }) => ({ document: { ...document, name }, inverse: { type: 'renameFlow', name: document.name } }),
};
