import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import type { FlowDocument } from '../document';
import { stringifyDocument } from '../stringifyDocument';
import { sampleFlow } from '../testing/sampleFlow';
import { applyOperation, operationSchema, OPERATION_TYPES, parseOperation } from './applyOperation';
import type { Operation } from './operation';
import { OperationError } from './operationError';

describe('edits of a flow', () => {
  it('have a file and a spec each', () => {
    const files = readdirSync(__dirname);
    for (const type of OPERATION_TYPES) expect(files).toEqual(expect.arrayContaining([`${type}.ts`, `${type}.spec.ts`]));
  });

  const id = fc.constantFrom('a', 'b', 'c', 'start', 'ask', 'bye', 'n1');
  const words = fc.string({ minLength: 1, maxLength: 10 });
  const position = fc.record({ x: fc.integer(), y: fc.integer() });
  const note = fc.record({ x: fc.integer(), y: fc.integer(), width: fc.integer(), height: fc.integer(), text: words, color: fc.constant('red') });
  const data = fc.dictionary(fc.string({ maxLength: 5 }).filter((key) => key !== '__proto__'), fc.jsonValue({ maxDepth: 2 }));
  const single: fc.Arbitrary<Operation> = fc.oneof(
    fc.record({ type: fc.constant('addNode' as const), nodeId: id, node: fc.record({ type: fc.constant('say'), data }), position }),
    fc.record({ type: fc.constant('removeNode' as const), nodeId: id }),
    fc.record({ type: fc.constant('updateNodeData' as const), nodeId: id, data }),
    fc.record({ type: fc.constant('setNodeTitle' as const), nodeId: id, title: fc.option(words, { nil: undefined }) }),
    fc.record({ type: fc.constant('moveNodes' as const), positions: fc.dictionary(id, fc.option(position)) }),
    fc.record({ type: fc.constant('connect' as const), edge: fc.record({ id, from: id, port: fc.constantFrom('next', 'no'), to: id }) }),
    fc.record({ type: fc.constant('disconnect' as const), edgeId: fc.oneof(id, fc.constantFrom('e1', 'e2')) }),
    fc.record({ type: fc.constant('renameFlow' as const), name: words }),
    fc.record({ type: fc.constant('setLanguage' as const), language: fc.constantFrom('ja', 'th') }),
    fc.record({ type: fc.constant('setSeries' as const), series: fc.option(fc.record({ again: fc.constantFrom('ignore' as const, 'leave' as const), exit: fc.record({ replied: fc.boolean(), tags: fc.array(words, { maxLength: 2 }) }) })) }),
    fc.record({ type: fc.constant('addNote' as const), noteId: id, note }),
    fc.record({ type: fc.constant('updateNote' as const), noteId: id, change: note }),
    fc.record({ type: fc.constant('removeNote' as const), noteId: id }),
  );

  it('can be taken back one by one to the very first byte, whatever they were', () => {
    fc.assert(
      fc.property(fc.array(single, { maxLength: 30 }), (operations) => {
        let document: FlowDocument = sampleFlow;
        const inverses: Operation[] = [];
        for (const operation of operations) {
          try {
            const done = applyOperation(document, operation);
            document = done.document;
            inverses.push(done.inverse);
          } catch (error) {
            if (!(error instanceof OperationError)) throw error;
          }
        }
        for (const inverse of inverses.reverse()) document = applyOperation(document, inverse).document;
        expect(stringifyDocument(document)).toBe(stringifyDocument(sampleFlow));
      }),
    );
  });
});

describe('reading an edit from outside', () => {
  it.each([
    ['an edit there is not', { type: 'explode' }, 'There is no edit "explode".'],
    ['something else', 42, 'There is no edit null.'],
    ['a missing field', { type: 'removeNode' }, 'nodeId is missing.'],
    ['a field nobody knows', { type: 'removeNode', nodeId: 'a', force: true }, 'The edit has the unknown field "force".'],
    ['an id that is none', { type: 'removeNode', nodeId: '../a' }, 'nodeId: An id has 1 to 64 letters, digits, "-" and "_".'],
    ['a prototype key', JSON.parse('{"type":"updateNodeData","nodeId":"a","data":{"__proto__":{}}}'), 'data has the forbidden key "__proto__".'],
    ['a fault inside a batch', { type: 'batch', operations: [{ type: 'removeNode', nodeId: 'a' }, { type: 'renameFlow', name: '' }] }, 'operations[1].name must not be empty.'],
    [
      'batches in batches in batches',
      { type: 'batch', operations: [{ type: 'batch', operations: [{ type: 'batch', operations: [] }] }] },
      'Batches are at most 2 deep.',
    ],
  ])('refuses %s with a sentence', (_what, json, message) => {
    expect(parseOperation(json).problems?.map((problem) => problem.message)).toEqual([message]);
  });

  it('agrees with the schema that describes edits to others', () => {
    const operation = { type: 'batch', operations: [{ type: 'removeNode', nodeId: 'a' }, { type: 'batch', operations: [{ type: 'renameFlow', name: 'x' }] }] };
    expect(parseOperation(operation).operation).toEqual(operation);
    expect(operationSchema.safeParse(operation).success).toBe(true);
    expect(operationSchema.safeParse({ type: 'removeNode' }).success).toBe(false);
  });
});
