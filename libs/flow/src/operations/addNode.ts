import { z } from 'zod';
import { flowNodeSchema, idSchema, positionSchema } from '../document';
import { assertRoomForNode, withNode } from './documentParts';
import { OperationError } from './operationError';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('addNode'), nodeId: idSchema, node: flowNodeSchema, position: positionSchema.optional() });
/** Puts a new node on the canvas. */
export type AddNodeOperation = z.infer<typeof schema>;

export const addNode: OperationKind<AddNodeOperation> = {
  schema,
  apply(document, { nodeId, node, position }) {
    if (Object.hasOwn(document.nodes, nodeId)) throw new OperationError('nodeExists', `There is a step "${nodeId}" already.`, { node: nodeId });
    assertRoomForNode(document);
    const added = withNode(document, nodeId, node);
    const layout = position ? { ...document.layout, nodes: { ...document.layout.nodes, [nodeId]: position } } : document.layout;
    return { document: { ...added, layout }, inverse: { type: 'removeNode', nodeId } };
  },
};
