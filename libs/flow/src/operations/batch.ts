import type { FlowDocument } from '../document';
import type { Operation } from './operation';

/** Several edits that are one step of undo; they are applied all or not at all. */
export interface BatchOperation {
  type: 'batch';
  operations: Operation[];
}

/** Edits in one batch that comes from outside: each copies the tables it touches, so this bounds the work of one request. */
export const MAX_BATCH = 2_000;

/** Applies the edits one after the other; the inverse takes them back in reverse. */
export function applyBatch(
  document: FlowDocument,
  { operations }: BatchOperation,
  applyOne: (document: FlowDocument, operation: Operation) => { document: FlowDocument; inverse: Operation },
): { document: FlowDocument; inverse: Operation } {
  let current = document;
  const inverses: Operation[] = [];
  for (const operation of operations) {
    const step = applyOne(current, operation);
    current = step.document;
    inverses.push(step.inverse);
  }
  return { document: current, inverse: { type: 'batch', operations: inverses.reverse() } };
}
