import { z } from 'zod';
import { flowEdgeSchema } from '../document';
import { assertRoomForEdge, getNodeOrThrow, insertEdge } from './documentParts';
import { OperationError } from './operationError';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('connect'), edge: flowEdgeSchema });
/** Draws an edge from an exit to a node. */
export type ConnectOperation = z.infer<typeof schema>;

export const connect: OperationKind<ConnectOperation> = {
  schema,
  apply(document, { edge }) {
    getNodeOrThrow(document, edge.from);
    getNodeOrThrow(document, edge.to);
    if (document.edges.some((each) => each.id === edge.id)) {
      throw new OperationError('edgeExists', `There is a connection "${edge.id}" already.`, { edge: edge.id });
    }
    if (document.edges.some((each) => each.from === edge.from && each.port === edge.port)) {
      throw new OperationError('portTaken', `The exit "${edge.port}" of "${edge.from}" is connected already.`, { node: edge.from, port: edge.port });
    }
    assertRoomForEdge(document);
    return { document: { ...document, edges: insertEdge(document.edges, edge) }, inverse: { type: 'disconnect', edgeId: edge.id } };
  },
};
