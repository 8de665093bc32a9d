import { applyOperation, OperationError, type FlowDocument, type Operation } from '@chatloom/flow';
import { mergeData } from './mergeData';

/** One step of undo: the edit as it was made, and the edit that takes it back. */
export interface UndoEntry {
  forward: Operation;
  inverse: Operation;
  /** Entries with the same key made soon after one another become one: typing into a field is one step. */
  key?: string;
  at: number;
}

/** Typing pauses longer than this begin a new step of undo, in milliseconds. */
export const UNDO_PAUSE_MS = 1000;
/** Steps kept. */
export const UNDO_MAX = 200;

/** The stack with another entry; typing on is joined to the last one. */
export function pushUndo(stack: readonly UndoEntry[], entry: UndoEntry): UndoEntry[] {
  const last = stack.at(-1);
  if (last && entry.key !== undefined && last.key === entry.key && entry.at - last.at <= UNDO_PAUSE_MS) {
    return [...stack.slice(0, -1), { forward: entry.forward, inverse: last.inverse, key: entry.key, at: entry.at }];
  }
  return [...stack.slice(-(UNDO_MAX - 1)), entry];
}

/**
 * Applies the inverse of an edit on a document that may have moved on: of a node's data only the fields that edit
 * changed go back, so that undoing my text does not undo a colleague's. `undefined` when it no longer fits.
 */
export function takeBack(document: FlowDocument, entry: Pick<UndoEntry, 'forward' | 'inverse'>): { document: FlowDocument; applied: Operation; inverse: Operation } | undefined {
  const applied = fit(document, entry.inverse, afterwards(entry.forward));
  try {
    const { document: next, inverse } = applyOperation(document, applied);
    return { document: next, applied, inverse };
  } catch (error) {
    if (error instanceof OperationError) return undefined;
    throw error;
  }
}

/** Data of nodes as the edit left it, by node id. */
function afterwards(forward: Operation, found = new Map<string, Record<string, unknown>>()): Map<string, Record<string, unknown>> {
  if (forward.type === 'batch') forward.operations.forEach((each) => afterwards(each, found));
  else if (forward.type === 'updateNodeData') found.set(forward.nodeId, forward.data);
  return found;
}

function fit(document: FlowDocument, inverse: Operation, after: ReadonlyMap<string, Record<string, unknown>>): Operation {
  if (inverse.type === 'batch') return { ...inverse, operations: inverse.operations.map((each) => fit(document, each, after)) };
  if (inverse.type !== 'updateNodeData') return inverse;
  const left = after.get(inverse.nodeId);
  const now = document.nodes[inverse.nodeId]?.data;
  return left && now ? { ...inverse, data: mergeData(left, inverse.data, now).merged } : inverse;
}
