import { z } from 'zod';
import { flowDocumentSchema } from '../document';
import { MAX_EDGES, MAX_NODES } from '../documentLimits';
import { sortEdges } from '../parseDocument';
import { OperationError } from './operationError';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('replaceDocument'), document: flowDocumentSchema });
/** Puts another document in place of this one: an import, a template, a roll back. */
export type ReplaceDocumentOperation = z.infer<typeof schema>;

export const replaceDocument: OperationKind<ReplaceDocumentOperation> = {
  schema,
  apply(document, { document: next }) {
    if (Object.keys(next.nodes).length > MAX_NODES) throw new OperationError('tooManyNodes', `A flow has at most ${MAX_NODES} steps.`, { max: MAX_NODES });
    if (next.edges.length > MAX_EDGES) throw new OperationError('tooManyEdges', `A flow has at most ${MAX_EDGES} connections.`, { max: MAX_EDGES });
    const edges = sortEdges(next.edges);
    const twice = edges.find((edge, index) => edge.id === edges[index - 1]?.id);
    if (twice) throw new OperationError('edgeExists', `Two connections have the id "${twice.id}".`, { edge: twice.id });
    return { document: { ...next, edges }, inverse: { type: 'replaceDocument', document } };
  },
};
