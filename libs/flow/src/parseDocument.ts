import { checkShape } from './checkShape';
import { describeIssue } from './describeIssue';
import { flowDocumentSchema } from './document';
import type { FlowDocument, FlowEdge } from './document';
import { MAX_PROBLEMS } from './documentLimits';
import { migrateDocument } from './migrations/migrateDocument';
import type { Problem } from './problem';

/** A document in today's format, or why there is none. */
export type ParsedDocument = { document: FlowDocument; problems?: undefined } | { document?: undefined; problems: Problem[] };

/**
 * Reads a flow document that came from outside (a file, a request, the database): a bounded first look, migration of older
 * formats, then the schema. One precise sentence per fault, all of them blocking, at most 100. Whether the flow makes
 * sense is `checkFlow`'s question. Edges come out in the order of their ids. The caller caps the size (10 MB).
 */
export function parseDocument(json: unknown): ParsedDocument {
  const shape = checkShape(json);
  if (shape.length > 0) return { problems: shape.slice(0, MAX_PROBLEMS) };
  const migrated = migrateDocument(json);
  if (migrated.problem) return { problems: [migrated.problem] };
  const result = flowDocumentSchema.safeParse(migrated.raw);
  if (!result.success) {
    return {
      problems: result.error.issues.slice(0, MAX_PROBLEMS).map((issue) => ({ ...describeIssue(issue, migrated.raw), severity: 'blocking' })),
    };
  }
  const document = result.data;
  const twice = edgeIdProblems(document.edges);
  if (twice.length > 0) return { problems: twice };
  return { document: { ...document, edges: sortEdges(document.edges) } };
}

/** Edges are a set: in the order of their ids two equal flows are written alike. */
export function sortEdges(edges: readonly FlowEdge[]): FlowEdge[] {
  return [...edges].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function edgeIdProblems(edges: readonly FlowEdge[]): Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  edges.forEach(({ id }, index) => {
    if (seen.has(id) && problems.length < MAX_PROBLEMS) {
      problems.push({ code: 'edgeIdTwice', severity: 'blocking', path: ['edges', index, 'id'], params: { id }, message: `Two connections have the id "${id}".` });
    }
    seen.add(id);
  });
  return problems;
}
