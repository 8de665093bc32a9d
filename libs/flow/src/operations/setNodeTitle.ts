import { z } from 'zod';
import { flowNodeSchema, idSchema } from '../document';
import { getNodeOrThrow, withNode } from './documentParts';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('setNodeTitle'), nodeId: idSchema, title: flowNodeSchema.shape.title });
/** Gives a node the designer's own name; without a title it has the name of its type again. */
export type SetNodeTitleOperation = z.infer<typeof schema>;

export const setNodeTitle: OperationKind<SetNodeTitleOperation> = {
  schema,
  apply(document, { nodeId, title }) {
    const { title: before, ...untitled } = getNodeOrThrow(document, nodeId);
    return {
      document: withNode(document, nodeId, title === undefined ? untitled : { ...untitled, title }),
      inverse: { type: 'setNodeTitle', nodeId, ...(before !== undefined && { title: before }) },
    };
  },
};
