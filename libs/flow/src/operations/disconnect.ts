import { z } from 'zod';
import { idSchema } from '../document';
import { getEdgeOrThrow } from './documentParts';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('disconnect'), edgeId: idSchema });
/** Takes an edge away. */
export type DisconnectOperation = z.infer<typeof schema>;

export const disconnect: OperationKind<DisconnectOperation> = {
  schema,
  apply(document, { edgeId }) {
    const edge = getEdgeOrThrow(document, edgeId);
    return { document: { ...document, edges: document.edges.filter((each) => each !== edge) }, inverse: { type: 'connect', edge } };
  },
};
