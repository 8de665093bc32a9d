import { applyOperation, OperationError, type FlowDocument, type Operation } from '@chatloom/flow';
import { flatten } from './coalesce';
import { mergeData, type FieldClash } from './mergeData';

/** Something both sides changed: mine stands, theirs is shown beside it. */
export interface Clash extends FieldClash {
  nodeId: string;
}

/** Own edits that no longer fit, because the step they belonged to is gone. */
export interface LostEdit {
  nodeId: string;
  operation: Operation;
}

export interface Rebased {
  document: FlowDocument;
  /** Own edits as they have to be sent now. */
  operations: Operation[];
  clashes: Clash[];
  lost: LostEdit[];
}

/**
 * Re-applies own unsaved edits on the newest document. Data of a node is merged field by field; an exit that somebody else
 * connected meanwhile is connected as I wanted; what was removed elsewhere takes its edits along and is told.
 *
 * @param base the document both sides began with
 * @param own own edits since, in order, as they apply to `base`
 * @param newest the document with the other side's edits
 */
export function rebase(base: FlowDocument, own: readonly Operation[], newest: FlowDocument): Rebased {
  const result: Rebased = { document: newest, operations: [], clashes: [], lost: [] };
  let mine = base;
  for (const operation of flatten(own)) {
    const before = mine;
    // On its own base an edit always fits; should it not, leaving it out is all that can be done.
    mine = tryApply(mine, operation) ?? mine;
    for (const adapted of adapt(operation, before, result)) {
      const next = tryApply(result.document, adapted);
      if (!next) continue;
      result.document = next;
      result.operations.push(adapted);
    }
  }
  return result;
}

/** The edits that do to the newest document what `operation` did to `before`. */
function adapt(operation: Operation, before: FlowDocument, result: Rebased): Operation[] {
  const now = result.document;
  switch (operation.type) {
    case 'updateNodeData': {
      const { nodeId, data } = operation;
      const theirs = now.nodes[nodeId];
      if (!theirs) {
        result.lost.push({ nodeId, operation });
        return [];
      }
      const { merged, clashes } = mergeData(before.nodes[nodeId]?.data ?? {}, data, theirs.data);
      result.clashes.push(...clashes.map((clash) => ({ nodeId, ...clash })));
      return [{ ...operation, data: merged }];
    }
    case 'setNodeTitle': {
      const { nodeId, title } = operation;
      const theirs = now.nodes[nodeId];
      if (!theirs) return [];
      const old = before.nodes[nodeId]?.title;
      if (theirs.title !== old && theirs.title !== title) result.clashes.push({ nodeId, path: ['title'], mine: title, theirs: theirs.title });
      return [operation];
    }
    case 'moveNodes': {
      const positions = Object.fromEntries(Object.entries(operation.positions).filter(([id]) => now.nodes[id]));
      return Object.keys(positions).length > 0 ? [{ ...operation, positions }] : [];
    }
    case 'connect': {
      const { edge } = operation;
      if (!now.nodes[edge.from] || !now.nodes[edge.to]) return [];
      const taken = now.edges.find((each) => each.from === edge.from && each.port === edge.port);
      return taken ? [{ type: 'disconnect', edgeId: taken.id }, operation] : [operation];
    }
    default:
      return [operation];
  }
}

/** The document after an edit, or `undefined` when the edit does not fit. */
export function tryApply(document: FlowDocument, operation: Operation): FlowDocument | undefined {
  try {
    return applyOperation(document, operation).document;
  } catch (error) {
    if (error instanceof OperationError) return undefined;
    throw error;
  }
}
