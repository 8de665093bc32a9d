import type { Operation } from '@chatloom/flow';

/**
 * Adds an edit to those waiting to be saved. Edits that replace the same thing again (typing into a field, dragging the same
 * card) take the place of the last one: a sentence typed is one edit on the wire, not one per letter.
 */
export function coalesce(waiting: readonly Operation[], next: Operation): Operation[] {
  const last = waiting.at(-1);
  const joined = last && join(last, next);
  return joined ? [...waiting.slice(0, -1), joined] : [...waiting, next];
}

function join(last: Operation, next: Operation): Operation | undefined {
  if (last.type === 'updateNodeData' && next.type === 'updateNodeData' && last.nodeId === next.nodeId) return next;
  if (last.type === 'setNodeTitle' && next.type === 'setNodeTitle' && last.nodeId === next.nodeId) return next;
  if (last.type === 'renameFlow' && next.type === 'renameFlow') return next;
  if (last.type === 'moveNodes' && next.type === 'moveNodes') return { type: 'moveNodes', positions: { ...last.positions, ...next.positions } };
  if (last.type === 'updateNote' && next.type === 'updateNote' && last.noteId === next.noteId) {
    return { type: 'updateNote', noteId: last.noteId, change: { ...last.change, ...next.change } };
  }
  return undefined;
}

/** Single edits in the order they happen, batches taken apart. */
export function flatten(operations: readonly Operation[]): Operation[] {
  return operations.flatMap((operation) => (operation.type === 'batch' ? flatten(operation.operations) : [operation]));
}

/** Several edits as one step of undo; a single one stays itself. */
export function asOne(operations: readonly Operation[]): Operation {
  return operations.length === 1 ? operations[0]! : { type: 'batch', operations: [...operations] };
}
