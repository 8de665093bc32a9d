import type { FlowDocument, FlowNode, NodeDefinitions, Problem, ProblemSeverity } from '@chatloom/flow';
import type { Edge, Node } from '@xyflow/react';
import { Position } from '@xyflow/react';
import { CARD, portPlaces, type CardModel } from '../model/cardModel';
import { connectRefusal } from '../model/connectRules';
import type { Point } from '../model/tidyLayout';
import { isGoToWire, wireCurve, type Curve } from '../model/wirePath';
import type { RunPath } from '../runHighlight';
import type { Comparison, ExitRef } from '../store/viewStore';
import type { CardData, CardLight, CardNode } from './Card';
import type { PaintedCard, PaintedNote, PaintedWire, Scene } from './paint';

export interface NoteData extends Record<string, unknown> {
  text: string;
  color: string;
}
export type NoteNode = Node<NoteData, 'note'>;
export type CanvasNode = CardNode | NoteNode;

export interface WireData extends Record<string, unknown> {
  /** Title of the target when the wire is drawn as a "go to" chip. */
  goTo?: string;
  lit: boolean;
  dimmed: boolean;
  /** A card in the hand would be spliced in here. */
  splice: boolean;
}
export type WireEdge = Edge<WireData, 'wire'>;

export interface Elements {
  nodes: CanvasNode[];
  edges: WireEdge[];
  scene: Scene;
}

/** Everything the canvas shows, as plain values. */
export interface ElementsInput {
  document: FlowDocument;
  definitions: NodeDefinitions;
  modelOf(id: string, node: FlowNode): CardModel;
  problems: readonly Problem[];
  selectedNodes: ReadonlySet<string>;
  selectedEdges: ReadonlySet<string>;
  dragged: ReadonlyMap<string, Point>;
  spliceWire: string | null;
  run: RunPath | null;
  comparison: Comparison | null;
  connecting: ExitRef | null;
  /** Why a wire may not end at a card, in words. */
  sayRefusal(refusal: 'trigger' | 'same'): string;
  /** Text of the card being changed on the canvas. */
  cardText: { node: string; text: string } | null;
}

const HALF_PORT = CARD.portSize / 2;

/** Where a wire begins at a card: the outer side of the exit's dot. */
export function exitPoint(place: Point, model: CardModel, port: string): Point {
  const at = portPlaces(model).find(({ id }) => id === port);
  return { x: place.x + CARD.width + HALF_PORT, y: place.y + (at?.y ?? model.height - CARD.portHeight / 2) };
}

/** Where wires end at a card. */
export function entrancePoint(place: Point): Point {
  return { x: place.x - HALF_PORT, y: place.y + CARD.targetY };
}

/** Where a card is drawn: in the hand, or where the layout has it. */
export function placeOf(input: Pick<ElementsInput, 'document' | 'dragged'>, id: string): Point {
  return input.dragged.get(id) ?? input.document.layout.nodes[id] ?? { x: 0, y: 0 };
}

/**
 * Cards, wires and notes for React Flow, and the same as a scene for the painter. Elements that did not change are the
 * objects of the last call, so that dragging one card among a thousand draws one card.
 */
export function createElementBuilder(): (input: ElementsInput) => Elements {
  let nodes = new Map<string, CanvasNode>();
  let edges = new Map<string, WireEdge>();
  let runs = new Map<string, WireRun>();
  return (input) => {
    const { document } = input;
    const badges = countProblems(input.problems);
    const connected = connectedPorts(document);
    const visited = new Set(input.run?.visitedNodes);
    const litEdges = new Set(input.run?.visitedEdges);
    const models = new Map<string, CardModel>();
    const nextNodes = new Map<string, CanvasNode>();
    const cards: PaintedCard[] = [];

    for (const [id, node] of Object.entries(document.nodes)) {
      const model = input.modelOf(id, node);
      models.set(id, model);
      const place = placeOf(input, id);
      const badge = badges.get(id);
      const refusal = input.connecting ? connectRefusal(document, input.definitions, input.connecting, id) : undefined;
      const data: CardData = {
        model,
        connected: connected.get(id) ?? '',
        badge,
        light: lightOf(id, input, visited),
        refusal: refusal && (refusal !== 'same') ? input.sayRefusal(refusal) : undefined,
        editing: input.cardText?.node === id ? input.cardText.text : undefined,
      };
      const selected = input.selectedNodes.has(id);
      const card = reuseCard(nodes.get(id) as CardNode | undefined, id, place, selected, data);
      nextNodes.set(id, card);
      cards.push({ id, x: place.x, y: place.y, model, selected, light: data.light, problem: badge?.severity });
    }

    // Steps that are gone since the version compared with: shown where they stood, not to be touched.
    for (const id of input.comparison?.removed ?? []) {
      const node = input.comparison!.before.nodes[id];
      if (!node || document.nodes[id]) continue;
      const place = input.comparison!.before.layout.nodes[id] ?? { x: 0, y: 0 };
      const model = input.modelOf(id, node);
      const ghost = reuseCard(nodes.get(id) as CardNode | undefined, id, place, false, { model, connected: '', light: 'removed' });
      nextNodes.set(id, ghost.selectable === false ? ghost : { ...ghost, selectable: false, draggable: false, connectable: false });
      cards.push({ id, x: place.x, y: place.y, model, selected: false, light: 'removed' });
    }

    const notes: PaintedNote[] = [];
    for (const [id, note] of Object.entries(document.layout.notes ?? {})) {
      const place = input.dragged.get(id) ?? note;
      notes.push({ x: place.x, y: place.y, width: note.width, height: note.height, color: note.color });
      nextNodes.set(id, reuseNote(nodes.get(id) as NoteNode | undefined, id, place, note, input.selectedNodes.has(id)));
    }

    const nextEdges = new Map<string, WireEdge>();
    const nextRuns = new Map<string, WireRun>();
    const wires: PaintedWire[] = [];
    for (const edge of document.edges) {
      const from = models.get(edge.from);
      const to = models.get(edge.to);
      if (!from || !to) continue;
      const run = reuseRun(runs.get(edge.id), edge.port, placeOf(input, edge.from), placeOf(input, edge.to), from, to);
      nextRuns.set(edge.id, run);
      const lit = litEdges.has(edge.id);
      const data: WireData = {
        goTo: run.goTo,
        lit,
        dimmed: input.run !== null && !lit,
        splice: input.spliceWire === edge.id,
      };
      nextEdges.set(edge.id, reuseEdge(edges.get(edge.id), edge, input.selectedEdges.has(edge.id), data));
      if (run.curve) wires.push({ curve: run.curve, lit });
    }

    nodes = nextNodes;
    edges = nextEdges;
    runs = nextRuns;
    return { nodes: [...nextNodes.values()], edges: [...nextEdges.values()], scene: { cards, wires, notes } };
  };
}

/** Where a wire runs, kept while both its cards stay where and what they are. */
interface WireRun {
  port: string;
  fromPlace: Point;
  toPlace: Point;
  from: CardModel;
  to: CardModel;
  curve?: Curve;
  goTo?: string;
}

function reuseRun(last: WireRun | undefined, port: string, fromPlace: Point, toPlace: Point, from: CardModel, to: CardModel): WireRun {
  if (last && last.fromPlace === fromPlace && last.toPlace === toPlace && last.from === from && last.to === to && last.port === port) return last;
  const start = exitPoint(fromPlace, from, port);
  const end = entrancePoint(toPlace);
  const line = isGoToWire(start, end) ? { goTo: to.title || to.kindWord } : { curve: wireCurve(start, end) };
  return { port, fromPlace, toPlace, from, to, ...line };
}

function lightOf(id: string, { run, comparison }: ElementsInput, visited: ReadonlySet<string>): CardLight | undefined {
  if (comparison) return comparison.added.has(id) ? 'added' : comparison.changed.has(id) ? 'changed' : comparison.removed.has(id) ? 'removed' : undefined;
  if (!run) return undefined;
  return run.currentNode === id ? 'current' : visited.has(id) ? 'visited' : 'dimmed';
}

function reuseCard(last: CardNode | undefined, id: string, position: Point, selected: boolean, data: CardData): CardNode {
  const sameData = last !== undefined && sameCard(last.data, data);
  if (last && sameData && last.selected === selected && last.position.x === position.x && last.position.y === position.y) return last;
  const { model } = data;
  return {
    id,
    type: 'card',
    position,
    selected,
    data: sameData ? last.data : data,
    width: CARD.width,
    height: model.height,
    measured: { width: CARD.width, height: model.height },
    handles: sameData && last.handles ? last.handles : handlesOf(model),
    // Words for screen readers come from the outline; the canvas itself is one tab stop.
    focusable: false,
  };
}

function sameCard(a: CardData, b: CardData): boolean {
  return (
    a.model === b.model &&
    a.connected === b.connected &&
    a.light === b.light &&
    a.refusal === b.refusal &&
    a.editing === b.editing &&
    a.badge?.count === b.badge?.count &&
    a.badge?.severity === b.badge?.severity
  );
}

/** Given to React Flow with each card, so that nothing has to be measured. */
function handlesOf(model: CardModel): NonNullable<CardNode['handles']> {
  const size = { width: CARD.portSize, height: CARD.portSize };
  return [
    ...(model.isTrigger ? [] : [{ id: 'in', type: 'target' as const, position: Position.Left, x: -HALF_PORT, y: CARD.targetY - HALF_PORT, ...size }]),
    ...portPlaces(model).map(({ id, x, y }) => ({ id, type: 'source' as const, position: Position.Right, x: x - HALF_PORT, y: y - HALF_PORT, ...size })),
  ];
}

function reuseNote(last: NoteNode | undefined, id: string, place: Point, note: { width: number; height: number; text: string; color: string }, selected: boolean): NoteNode {
  if (
    last &&
    last.selected === selected &&
    last.position.x === place.x &&
    last.position.y === place.y &&
    last.width === note.width &&
    last.height === note.height &&
    last.data.text === note.text &&
    last.data.color === note.color
  ) {
    return last;
  }
  return {
    id,
    type: 'note',
    position: { x: place.x, y: place.y },
    width: note.width,
    height: note.height,
    measured: { width: note.width, height: note.height },
    selected,
    zIndex: -1,
    focusable: false,
    connectable: false,
    data: { text: note.text, color: note.color },
  };
}

function reuseEdge(last: WireEdge | undefined, edge: { id: string; from: string; port: string; to: string }, selected: boolean, data: WireData): WireEdge {
  if (last && last.source === edge.from && last.sourceHandle === edge.port && last.target === edge.to && last.selected === selected) {
    const old = last.data!;
    if (old.goTo === data.goTo && old.lit === data.lit && old.dimmed === data.dimmed && old.splice === data.splice) return last;
  }
  return {
    id: edge.id,
    type: 'wire',
    source: edge.from,
    sourceHandle: edge.port,
    target: edge.to,
    targetHandle: 'in',
    selected,
    data,
    interactionWidth: 12,
    reconnectable: 'target',
    focusable: false,
    // Lit wires lie above the rest.
    zIndex: data.lit ? 1 : 0,
  };
}

function connectedPorts(document: FlowDocument): Map<string, string> {
  const ports = new Map<string, string>();
  for (const { from, port } of document.edges) {
    const known = ports.get(from);
    ports.set(from, known === undefined ? port : `${known} ${port}`);
  }
  return ports;
}

const RANK: Record<ProblemSeverity, number> = { blocking: 2, warning: 1, advice: 0 };

/** How many problems each card has, and the worst of them. */
export function countProblems(problems: readonly Problem[]): Map<string, { severity: ProblemSeverity; count: number }> {
  const counts = new Map<string, { severity: ProblemSeverity; count: number }>();
  for (const { nodeId, severity } of problems) {
    if (nodeId === undefined) continue;
    const known = counts.get(nodeId);
    if (!known) counts.set(nodeId, { severity, count: 1 });
    else {
      known.count += 1;
      if (RANK[severity] > RANK[known.severity]) known.severity = severity;
    }
  }
  return counts;
}
