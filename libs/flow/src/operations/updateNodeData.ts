import { z } from 'zod';
import { flowNodeSchema, idSchema } from '../document';
import { getNodeOrThrow, withNode } from './documentParts';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('updateNodeData'), nodeId: idSchema, data: flowNodeSchema.shape.data });
/** Replaces what a node does; the settings panel sends it whole. */
export type UpdateNodeDataOperation = z.infer<typeof schema>;

export const updateNodeData: OperationKind<UpdateNodeDataOperation> = {
  schema,
  apply(document, { nodeId, data }) {
    const node = getNodeOrThrow(document, nodeId);
    return { document: withNode(document, nodeId, { ...node, data }), inverse: { type: 'updateNodeData', nodeId, data: node.data } };
  },
};
