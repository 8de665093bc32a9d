import type { FlowDocument, FlowEdge, FlowNode } from '../document';
import { MAX_EDGES, MAX_NODES } from '../documentLimits';
import { OperationError } from './operationError';

/** The node with this id. */
export function getNodeOrThrow(document: FlowDocument, nodeId: string): FlowNode {
  const node = Object.hasOwn(document.nodes, nodeId) ? document.nodes[nodeId] : undefined;
  if (!node) throw new OperationError('nodeNotFound', `There is no step "${nodeId}".`, { node: nodeId });
  return node;
}

/** The edge with this id. */
export function getEdgeOrThrow(document: FlowDocument, edgeId: string): FlowEdge {
  const edge = document.edges.find((each) => each.id === edgeId);
  if (!edge) throw new OperationError('edgeNotFound', `There is no connection "${edgeId}".`, { edge: edgeId });
  return edge;
}

/** The note with this id. */
export function getNoteOrThrow(document: FlowDocument, noteId: string): Note {
  const notes = document.layout.notes;
  const note = notes && Object.hasOwn(notes, noteId) ? notes[noteId] : undefined;
  if (!note) throw new OperationError('noteNotFound', `There is no note "${noteId}".`, { note: noteId });
  return note;
}
export type Note = NonNullable<FlowDocument['layout']['notes']>[string];

/** The document with another node under an id; nothing else is touched. */
export function withNode(document: FlowDocument, nodeId: string, node: FlowNode): FlowDocument {
  return { ...document, nodes: { ...document.nodes, [nodeId]: node } };
}

/** The document with these notes; an empty table is left out, as it was before the first note. */
export function withNotes(document: FlowDocument, notes: Record<string, Note>): FlowDocument {
  const { notes: _before, ...layout } = document.layout;
  return { ...document, layout: Object.keys(notes).length > 0 ? { ...layout, notes } : layout };
}

/** The record without a key. */
export function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}

/** Puts an edge among edges that are in the order of their ids. */
export function insertEdge(edges: readonly FlowEdge[], edge: FlowEdge): FlowEdge[] {
  const index = edges.findIndex((each) => each.id > edge.id);
  return index < 0 ? [...edges, edge] : [...edges.slice(0, index), edge, ...edges.slice(index)];
}

/** @throws OperationError when another node would be one too many */
export function assertRoomForNode(document: FlowDocument): void {
  if (Object.keys(document.nodes).length >= MAX_NODES) throw new OperationError('tooManyNodes', `A flow has at most ${MAX_NODES} steps.`, { max: MAX_NODES });
}

/** @throws OperationError when another edge would be one too many */
export function assertRoomForEdge(document: FlowDocument): void {
  if (document.edges.length >= MAX_EDGES) throw new OperationError('tooManyEdges', `A flow has at most ${MAX_EDGES} connections.`, { max: MAX_EDGES });
}
