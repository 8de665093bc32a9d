import { z } from 'zod';
import type { ZodType } from 'zod';
import { valueProblems } from '../checkShape';
import { describeIssue } from '../describeIssue';
import type { FlowDocument } from '../document';
import { MAX_PROBLEMS } from '../documentLimits';
import type { Problem } from '../problem';
import { addNode } from './addNode';
import { addNote } from './addNote';
import { connect } from './connect';
import { disconnect } from './disconnect';
import { moveNodes } from './moveNodes';
import { removeNode } from './removeNode';
import { removeNote } from './removeNote';
import { renameFlow } from './renameFlow';
import { replaceDocument } from './replaceDocument';
import { setLanguage } from './setLanguage';
import { setNodeTitle } from './setNodeTitle';
import { setSeries } from './setSeries';
import { updateNodeData } from './updateNodeData';
import { updateNote } from './updateNote';
import { applyBatch, MAX_BATCH } from './batch';
import type { Operation, OperationType } from './operation';
import type { OperationKind } from './operationKind';

/** Every kind of edit; a kind without its file does not compile. */
const KINDS: { [Type in Exclude<OperationType, 'batch'>]: OperationKind<Extract<Operation, { type: Type }>> } = {
  addNode,
  removeNode,
  updateNodeData,
  setNodeTitle,
  moveNodes,
  connect,
  disconnect,
  renameFlow,
  setLanguage,
  setSeries,
  addNote,
  updateNote,
  removeNote,
  replaceDocument,
};

/** Names of all edits, for menus, audit and tests. */
export const OPERATION_TYPES: readonly OperationType[] = [...(Object.keys(KINDS) as OperationType[]), 'batch'];

/**
 * Applies one edit: the same in browser and server. The document handed in stays as it is and shares with the result all
 * that was not touched; `inverse` is the edit that gives it back.
 *
 * @throws OperationError (with a code) when the edit does not fit, and then nothing of it happens
 */
export function applyOperation(document: FlowDocument, operation: Operation): { document: FlowDocument; inverse: Operation } {
  if (operation.type === 'batch') return applyBatch(document, operation, applyOperation);
  return (KINDS[operation.type] as OperationKind<typeof operation>).apply(document, operation);
}

const singleSchemas = Object.values(KINDS).map((kind) => kind.schema) as unknown as [ZodType<Operation>, ...ZodType<Operation>[]];
const singleSchema = z.discriminatedUnion('type', singleSchemas as never) as unknown as ZodType<Operation>;

/** The shape of an edit. A batch holds single edits or further batches, two levels deep, as undo makes them. */
export const operationSchema: ZodType<Operation> = z.union([singleSchema, batchOf(z.union([singleSchema, batchOf(singleSchema)]))]) as ZodType<Operation>;

function batchOf(item: ZodType): ZodType {
  return z.strictObject({ type: z.literal('batch'), operations: z.array(item).max(MAX_BATCH) });
}

/** Reads an edit that came from outside: a bounded first look, then the schema. One sentence per fault. */
export function parseOperation(json: unknown): { operation: Operation; problems?: undefined } | { operation?: undefined; problems: Problem[] } {
  const shape = valueProblems(json);
  if (shape.length > 0) return { problems: shape.slice(0, MAX_PROBLEMS) };
  const problems: Problem[] = [];
  const operation = readOperation(json, [], MAX_BATCH_DEPTH, problems);
  return operation && problems.length === 0 ? { operation } : { problems: problems.slice(0, MAX_PROBLEMS) };
}

/** Undo of an undo is as deep as it gets. */
const MAX_BATCH_DEPTH = 2;

// Reads batches by hand: a union of schemas could only say that nothing fits, not which edit is wrong and why.
function readOperation(json: unknown, path: (string | number)[], batches: number, problems: Problem[]): Operation | undefined {
  const fault = (code: string, at: (string | number)[], message: string): undefined =>
    void problems.push({ code, severity: 'blocking', path: [...path, ...at], message });
  const { type, operations } = (typeof json === 'object' && json !== null ? json : {}) as { type?: unknown; operations?: unknown };
  if (typeof type !== 'string' || !(OPERATION_TYPES as readonly string[]).includes(type)) {
    return fault('operationUnknown', ['type'], `There is no edit ${JSON.stringify(type ?? null)}.`);
  }
  if (type !== 'batch') {
    const result = (KINDS as Record<string, OperationKind<Operation>>)[type]!.schema.safeParse(json);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const description = describeIssue(issue, json, path, { whole: 'The edit' });
      problems.push({ ...description, severity: 'blocking', path: [...path, ...description.path] });
    }
    return undefined;
  }
  if (batches === 0) return fault('batchTooDeep', [], `Batches are at most ${MAX_BATCH_DEPTH} deep.`);
  if (!Array.isArray(operations)) return fault('fieldMissing', ['operations'], 'A batch needs a list of operations.');
  if (operations.length > MAX_BATCH) return fault('batchTooLong', ['operations'], `A batch has at most ${MAX_BATCH} edits.`);
  const read: Operation[] = [];
  for (const [index, each] of operations.entries()) {
    const operation = readOperation(each, [...path, 'operations', index], batches - 1, problems);
    if (operation) read.push(operation);
    if (problems.length >= MAX_PROBLEMS) break;
  }
  return { type: 'batch', operations: read };
}
