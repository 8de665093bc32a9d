import type { FlowDocument } from '../document';
import { applyOperation, parseOperation } from '../operations/applyOperation';
import type { Operation } from '../operations/operation';
import { OperationError } from '../operations/operationError';
import type { OperationErrorCode } from '../operations/operationError';
import { stringifyDocument } from '../stringifyDocument';

/** Applies an edit and holds what is true of every edit: the input stays, the shape is accepted, the inverse undoes and redoes. */
export function expectEdit(document: FlowDocument, operation: Operation): FlowDocument {
  const before = stringifyDocument(document);
  expect(parseOperation(JSON.parse(JSON.stringify(operation))).problems).toBeUndefined();
  const done = applyOperation(document, operation);
  expect(stringifyDocument(document)).toBe(before);
  const undone = applyOperation(done.document, done.inverse);
  expect(stringifyDocument(undone.document)).toBe(before);
  const redone = applyOperation(undone.document, undone.inverse);
  expect(stringifyDocument(redone.document)).toBe(stringifyDocument(done.document));
  return done.document;
}

/** Expects an edit to be refused with a code, and the document to stay. */
export function expectRefused(document: FlowDocument, operation: Operation, code: OperationErrorCode): void {
  const before = stringifyDocument(document);
  let refusal: unknown;
  try {
    applyOperation(document, operation);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(OperationError);
  expect((refusal as OperationError).code).toBe(code);
  expect(stringifyDocument(document)).toBe(before);
}
