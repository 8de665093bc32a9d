import { z } from 'zod';
import { idSchema, positionSchema } from '../document';
import { getNodeOrThrow } from './documentParts';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('moveNodes'), positions: z.record(idSchema, positionSchema.nullable()) });
/** Draws nodes somewhere else; null forgets a place. */
export type MoveNodesOperation = z.infer<typeof schema>;

export const moveNodes: OperationKind<MoveNodesOperation> = {
  schema,
  apply(document, { positions }) {
    const places = { ...document.layout.nodes };
    const before: MoveNodesOperation['positions'] = {};
    for (const [nodeId, position] of Object.entries(positions)) {
      getNodeOrThrow(document, nodeId);
      before[nodeId] = Object.hasOwn(places, nodeId) ? places[nodeId]! : null;
      if (position) places[nodeId] = position;
      else delete places[nodeId];
    }
    return { document: { ...document, layout: { ...document.layout, nodes: places } }, inverse: { type: 'moveNodes', positions: before } };
  },
};
