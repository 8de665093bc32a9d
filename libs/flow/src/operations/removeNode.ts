import { z } from 'zod';
import { idSchema } from '../document';
import { getNodeOrThrow, without } from './documentParts';
import type { Operation } from './operation';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('removeNode'), nodeId: idSchema });
/** Takes a node off the canvas, with the edges that touch it. */
export type RemoveNodeOperation = z.infer<typeof schema>;

export const removeNode: OperationKind<RemoveNodeOperation> = {
  schema,
  apply(document, { nodeId }) {
    const node = getNodeOrThrow(document, nodeId);
    const cut = document.edges.filter((edge) => edge.from === nodeId || edge.to === nodeId);
    const position = Object.hasOwn(document.layout.nodes, nodeId) ? document.layout.nodes[nodeId] : undefined;
    const restored: Operation[] = [
      { type: 'addNode', nodeId, node, ...(position && { position }) },
      ...cut.map((edge): Operation => ({ type: 'connect', edge })),
    ];
    return {
      document: {
        ...document,
        nodes: without(document.nodes, nodeId),
        edges: document.edges.filter((edge) => !cut.includes(edge)),
        layout: { ...document.layout, nodes: without(document.layout.nodes, nodeId) },
      },
      inverse: { type: 'batch', operations: restored },
    };
  },
};
