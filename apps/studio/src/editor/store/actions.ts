import type { FlowDocument, NodeDefinitions, Operation } from '@chatloom/flow';
import { CARD, nodePorts, type CardModel } from '../model/cardModel';
import { copySteps, readSteps, renewSteps, type Clip } from '../model/clipboard';
import { joinsAfterRemoval } from '../model/joins';
import { roomForSplice } from '../model/roomForSplice';
import { tidyLayout, TIDY, type Point } from '../model/tidyLayout';
import type { DocumentStore } from './documentStore';
import { select, type ExitRef, type ViewStore } from './viewStore';

/** Everything a hand or a key can do to a flow; each is one step of undo. */
export type EditorActions = ReturnType<typeof createActions>;

export interface ActionParts {
  documents: DocumentStore;
  view: ViewStore;
  definitions: NodeDefinitions;
  modelOf(id: string): CardModel | undefined;
  newId(): string;
  /** Path of the text that can be changed on a card of this type. */
  cardText(type: string): readonly string[] | undefined;
  /** The wire that passes through a rectangle. */
  wireAt(box: { x: number; y: number; width: number; height: number }): string | undefined;
}

export function createActions(parts: ActionParts) {
  const { documents, view, definitions, newId } = parts;
  const now = (): FlowDocument => documents.getState().document;
  const firstPort = (type: string, data: Record<string, unknown>): string | undefined => nodePorts({ type, data }, definitions[type])[0]?.id;

  /** Edits that join an exit to a node, taking away what the exit had. */
  const joining = (document: FlowDocument, from: ExitRef, to: string): Operation[] => {
    const old = document.edges.find((edge) => edge.from === from.node && edge.port === from.port);
    if (old?.to === to) return [];
    return [...(old ? [{ type: 'disconnect', edgeId: old.id } as Operation] : []), { type: 'connect', edge: { id: newId(), from: from.node, port: from.port, to } }];
  };

  /** Edits that put a node into a wire. */
  const splicing = (document: FlowDocument, wire: string, nodeId: string, port: string | undefined): Operation[] => {
    const edge = document.edges.find((each) => each.id === wire);
    if (!edge || edge.from === nodeId || edge.to === nodeId) return [];
    return [
      { type: 'disconnect', edgeId: wire },
      { type: 'connect', edge: { id: newId(), from: edge.from, port: edge.port, to: nodeId } },
      ...(port === undefined ? [] : [{ type: 'connect', edge: { id: newId(), from: nodeId, port, to: edge.to } } as Operation]),
    ];
  };

  const actions = {
    /** Puts a new step at a place, joined to an exit or spliced into a wire, and selects it. */
    add(type: string, at: Point, join: { from?: ExitRef; wire?: string } = {}): string | undefined {
      const definition = definitions[type];
      if (!definition) return undefined;
      const nodeId = newId();
      const data = definition.defaults() as Record<string, unknown>;
      const isTrigger = definition.kind === 'trigger';
      const room = join.wire && !isTrigger ? roomForSplice(now(), join.wire, CARD.width + TIDY.columnGap) : undefined;
      const position = room?.at ?? actions.clearOf({ x: Math.round(at.x), y: Math.round(at.y) });
      documents.apply([
        ...(room && Object.keys(room.positions).length > 0 ? [{ type: 'moveNodes', positions: room.positions } as Operation] : []),
        { type: 'addNode', nodeId, node: { type, data }, position },
        ...(join.from && !isTrigger ? joining(now(), join.from, nodeId) : []),
        ...(join.wire && !isTrigger ? splicing(now(), join.wire, nodeId, firstPort(type, data)) : []),
      ]);
      select(view, nodeId);
      return nodeId;
    },

    /** A step from the palette was let go over the canvas. */
    drop(type: string, at: Point): void {
      const wire = parts.wireAt({ x: at.x + 20, y: at.y, width: 60, height: 60 });
      actions.add(type, at, { wire });
    },

    /** A place that no card covers: the wished one, or further down. */
    clearOf(wished: Point): Point {
      const taken = Object.values(now().layout.nodes);
      let { y } = wished;
      for (let tries = 0; tries < 40 && taken.some((place) => Math.abs(place.x - wished.x) < 60 && Math.abs(place.y - y) < 60); tries += 1) y += 80;
      return { x: wished.x, y };
    },

    /** Where a step behind an exit goes: one column to the right, level with the exit. */
    placeAfter(from: ExitRef): Point {
      const place = now().layout.nodes[from.node] ?? { x: 0, y: 0 };
      const model = parts.modelOf(from.node);
      const row = Math.max(0, model?.ports.findIndex((port) => port.id === from.port) ?? 0);
      return { x: place.x + CARD.width + TIDY.columnGap, y: place.y + row * 140 };
    },

    /** A place right of everything, for a step that belongs nowhere yet. */
    freePlace(): Point {
      const places = Object.values(now().layout.nodes);
      if (places.length === 0) return { x: 0, y: 0 };
      return { x: Math.min(...places.map(({ x }) => x)), y: Math.max(...places.map(({ y }) => y)) + 240 };
    },

    connect(from: ExitRef, to: string): void {
      documents.apply(joining(now(), from, to));
    },

    /** Takes steps, notes and wires away; a gap with one way in and one way out is closed. */
    remove(ids: readonly string[], wires: readonly string[] = []): void {
      const document = now();
      const nodes = new Set(ids.filter((id) => document.nodes[id]));
      const notes = ids.filter((id) => document.layout.notes?.[id]);
      const loose = document.edges.filter((edge) => wires.includes(edge.id) && !nodes.has(edge.from) && !nodes.has(edge.to));
      documents.apply([
        ...loose.map((edge): Operation => ({ type: 'disconnect', edgeId: edge.id })),
        ...[...nodes].map((nodeId): Operation => ({ type: 'removeNode', nodeId })),
        ...joinsAfterRemoval(document, nodes).map((join): Operation => ({ type: 'connect', edge: { id: newId(), ...join } })),
        ...notes.map((noteId): Operation => ({ type: 'removeNote', noteId })),
      ]);
      view.setState({ selectedNodes: new Set(), selectedEdges: new Set() });
    },

    /** Cards and notes were put down at new places, perhaps on a wire. */
    putDown(places: ReadonlyMap<string, Point>, wire?: string): void {
      const document = now();
      const positions: Record<string, Point> = {};
      const operations: Operation[] = [];
      for (const [id, place] of places) {
        const at = { x: Math.round(place.x), y: Math.round(place.y) };
        if (document.nodes[id]) positions[id] = at;
        else if (document.layout.notes?.[id]) operations.push({ type: 'updateNote', noteId: id, change: at });
      }
      if (Object.keys(positions).length > 0) operations.unshift({ type: 'moveNodes', positions });
      const [id] = places.keys();
      const node = id === undefined ? undefined : document.nodes[id];
      if (wire && id !== undefined && node) operations.push(...splicing(document, wire, id, firstPort(node.type, node.data)));
      documents.apply(operations);
    },

    /** Moves the selected cards a little (Shift and an arrow key). */
    nudge(dx: number, dy: number): void {
      const { layout } = now();
      const places = new Map<string, Point>();
      for (const id of view.getState().selectedNodes) {
        const place = layout.nodes[id] ?? layout.notes?.[id];
        if (place) places.set(id, { x: place.x + dx, y: place.y + dy });
      }
      if (places.size > 0) actions.putDown(places);
    },

    setData(nodeId: string, data: Record<string, unknown>, key?: string): void {
      documents.apply({ type: 'updateNodeData', nodeId, data }, key);
    },
    setTitle(nodeId: string, title: string): void {
      documents.apply({ type: 'setNodeTitle', nodeId, ...(title !== '' && { title }) }, `${nodeId}.title`);
    },
    rename(name: string): void {
      if (name.trim() !== '') documents.apply({ type: 'renameFlow', name: name.slice(0, 120) }, 'name');
    },

    /** All cards to their tidy places. */
    tidy(): void {
      const document = now();
      const sizeOf = (id: string) => ({ width: CARD.width, height: parts.modelOf(id)?.height ?? 120 });
      const positions = tidyLayout(document, sizeOf, actions.portOrder);
      if (Object.keys(positions).length > 0) documents.apply({ type: 'moveNodes', positions });
    },

    portOrder: (nodeId: string): string[] => {
      const node = now().nodes[nodeId];
      return node ? nodePorts(node, definitions[node.type]).map((port) => port.id) : [];
    },

    /** The first exit that leads nowhere yet, else the first. */
    openExit(nodeId: string): ExitRef | undefined {
      const ports = actions.portOrder(nodeId);
      const taken = new Set(now().edges.filter((edge) => edge.from === nodeId).map((edge) => edge.port));
      const port = ports.find((each) => !taken.has(each)) ?? ports[0];
      return port === undefined ? undefined : { node: nodeId, port };
    },

    /** The selected steps as text for the clipboard; undefined when none is selected. */
    copy(): string | undefined {
      const document = now();
      const chosen = [...view.getState().selectedNodes].filter((id) => document.nodes[id]);
      return chosen.length > 0 ? copySteps(document, chosen) : undefined;
    },
    /** Steps from text; false when the text holds none. */
    paste(text: string, at?: Point): boolean {
      const clip = readSteps(text);
      if (!clip) return false;
      const corner = at ?? offset(clip);
      insert(renewSteps(clip, corner, newId));
      return true;
    },
    duplicate(): void {
      const text = actions.copy();
      const clip = text === undefined ? undefined : readSteps(text);
      if (clip) insert(renewSteps(clip, offset(clip), newId));
    },

    addNote(at: Point): string {
      const noteId = newId();
      documents.apply({ type: 'addNote', noteId, note: { x: Math.round(at.x), y: Math.round(at.y), width: 220, height: 120, text: '', color: 'yellow' } });
      select(view, noteId);
      return noteId;
    },

    /** Begins changing a card's text on the card, where its type has one. */
    editOnCard(nodeId: string): boolean {
      const node = now().nodes[nodeId];
      const path = node && parts.cardText(node.type);
      if (!path) return false;
      select(view, nodeId);
      view.setState({ cardText: nodeId });
      return true;
    },
  };

  const insert = (clip: Clip): void => {
    documents.apply([
      ...Object.entries(clip.nodes).map(([nodeId, node]): Operation => ({ type: 'addNode', nodeId, node, position: clip.places[nodeId] })),
      ...clip.edges.map((edge): Operation => ({ type: 'connect', edge })),
    ]);
    select(view, ...Object.keys(clip.nodes));
  };
  const offset = (clip: Clip): Point => {
    const places = Object.values(clip.places);
    return { x: Math.min(...places.map(({ x }) => x)) + 40, y: Math.min(...places.map(({ y }) => y)) + 40 };
  };
  return actions;
}
