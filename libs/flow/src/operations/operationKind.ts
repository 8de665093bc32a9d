import type { ZodType } from 'zod';
import type { FlowDocument } from '../document';
import type { Operation } from './operation';

/** One kind of edit: its shape, and what it does to a document. */
export interface OperationKind<Op extends { type: string }> {
  schema: ZodType<Op>;
  /**
   * The document after the edit, sharing everything it did not touch, and the edit that takes it back.
   *
   * @throws OperationError when the edit does not fit the document
   */
  apply(document: FlowDocument, operation: Op): { document: FlowDocument; inverse: Operation };
}
