import { MAX_DOCUMENT_DEPTH, MAX_DOCUMENT_VALUES, MAX_EDGES, MAX_NODES, MAX_PROBLEMS } from './documentLimits';
import type { Problem } from './problem';

/** Keys that could reach an object's prototype when somebody copies carelessly. */
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
/** NUL and halves of characters: JSON takes them, PostgreSQL does not (RELIABILITY A D3). */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** A way to a value, shared between neighbours so that deep and wide documents cost no copies. */
interface Trail {
  key: string | number;
  above: Trail | undefined;
}

/**
 * The first look at JSON from outside, before any schema: bounded in time and without recursion, so that a document of
 * 100,000 nodes or a depth of a million neither stalls nor crashes anybody. Counts come first, because they are free.
 *
 * @returns faults that make a closer look pointless or dangerous; empty when the schema may have a go
 */
export function checkShape(json: unknown): Problem[] {
  const counts = countProblems(json);
  return counts.length > 0 ? counts : valueProblems(json);
}

function countProblems(json: unknown): Problem[] {
  const problems: Problem[] = [];
  if (typeof json !== 'object' || json === null) return problems;
  const { nodes, edges } = json as { nodes?: unknown; edges?: unknown };
  const nodeCount = typeof nodes === 'object' && nodes !== null ? Object.keys(nodes).length : 0;
  if (nodeCount > MAX_NODES) {
    problems.push(blocking('tooManyNodes', ['nodes'], `The flow has ${nodeCount} steps; at most ${MAX_NODES} are allowed.`, { count: nodeCount, max: MAX_NODES }));
  }
  const edgeCount = Array.isArray(edges) ? edges.length : 0;
  if (edgeCount > MAX_EDGES) {
    problems.push(blocking('tooManyEdges', ['edges'], `The flow has ${edgeCount} connections; at most ${MAX_EDGES} are allowed.`, { count: edgeCount, max: MAX_EDGES }));
  }
  return problems;
}

/**
 * Faults of the values themselves, for documents and for operations alike: depth, amount, prototype keys, text that
 * cannot be stored, things that are not JSON.
 */
export function valueProblems(json: unknown): Problem[] {
  const problems: Problem[] = [];
  const pending: { value: unknown; depth: number; trail: Trail | undefined }[] = [{ value: json, depth: 1, trail: undefined }];
  let seen = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, depth, trail } = next;
    seen += 1;
    if (seen > MAX_DOCUMENT_VALUES) {
      problems.push(blocking('documentTooBig', [], `The document holds more than ${MAX_DOCUMENT_VALUES} values.`, { max: MAX_DOCUMENT_VALUES }));
      break;
    }
    if (problems.length >= MAX_PROBLEMS) break;
    if (typeof value === 'string') {
      if (UNSTORABLE.test(value)) {
        const path = pathOf(trail);
        problems.push(blocking('textUnstorable', path, `${placeOf(path)} holds a NUL or half a character, which cannot be stored.`));
      }
      continue;
    }
    if (value === null || typeof value === 'boolean') continue;
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) problems.push(blocking('notJson', pathOf(trail), `${placeOf(pathOf(trail))} is not a number that JSON can hold.`));
      continue;
    }
    // Left-out values of our own code; they are not written.
    if (value === undefined) continue;
    if (typeof value !== 'object') {
      problems.push(blocking('notJson', pathOf(trail), `${placeOf(pathOf(trail))} is a ${typeof value}, which JSON cannot hold.`));
      continue;
    }
    if (depth > MAX_DOCUMENT_DEPTH) {
      const path = pathOf(trail).slice(0, 4);
      problems.push(blocking('tooDeep', path, `${placeOf(path)} is nested more than ${MAX_DOCUMENT_DEPTH} levels deep.`, { max: MAX_DOCUMENT_DEPTH }));
      break;
    }
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) pending.push({ value: value[index], depth: depth + 1, trail: { key: index, above: trail } });
      continue;
    }
    for (const key of Object.keys(value)) {
      const below = { key, above: trail };
      if (PROTOTYPE_KEYS.has(key) || UNSTORABLE.test(key)) {
        const path = pathOf(below);
        problems.push(blocking('keyForbidden', path, `${placeOf(pathOf(trail))} has the forbidden key ${JSON.stringify(key)}.`, { key }));
        continue;
      }
      pending.push({ value: (value as Record<string, unknown>)[key], depth: depth + 1, trail: below });
    }
  }
  return problems;
}

function pathOf(trail: Trail | undefined): (string | number)[] {
  const path: (string | number)[] = [];
  for (let step = trail; step; step = step.above) path.push(step.key);
  return path.reverse();
}

/** A path as people write it: `nodes.hello.data.texts[0]`; `whole`, the thing itself, when it is empty. */
export function placeOf(path: readonly PropertyKey[], whole = 'The document'): string {
  let place = '';
  for (const key of path) place += typeof key === 'number' ? `[${key}]` : place === '' ? String(key) : `.${String(key)}`;
  return place === '' ? whole : place;
}

function blocking(code: string, path: (string | number)[], message: string, params?: Record<string, string | number>): Problem {
  return { code, severity: 'blocking', path, message, ...(params && { params }) };
}
