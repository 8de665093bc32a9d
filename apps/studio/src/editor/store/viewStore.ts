import type { FlowDocument } from '@chatloom/flow';
import { createStore } from 'zustand/vanilla';
import type { Point } from '../model/tidyLayout';

/** An exit a wire is being drawn from. */
export interface ExitRef {
  node: string;
  port: string;
}

/** The list of step types, open at a place; what is chosen is put there and joined to `from` or into `wire`. */
export interface PickerRequest {
  /** Where the list is shown, in CSS pixels of the window. */
  screen: Point;
  /** Where the new card goes, in canvas coordinates. */
  at: Point;
  from?: ExitRef;
  /** Id of the edge to splice into. */
  wire?: string;
}

export type PanelTab = 'edit' | 'phone' | 'problems' | 'history';

/** How a version differs from the draft, for marks on the canvas. */
export interface Comparison {
  versionNumber: number;
  added: ReadonlySet<string>;
  changed: ReadonlySet<string>;
  removed: ReadonlySet<string>;
  /** The version itself: where the removed steps stood. */
  before: FlowDocument;
}

/** What the editor looks at, as opposed to what the flow is: none of it is saved with the flow. */
export interface ViewState {
  selectedNodes: ReadonlySet<string>;
  selectedEdges: ReadonlySet<string>;
  /** Cards in the hand right now: where they are drawn until they are put down. */
  dragged: ReadonlyMap<string, Point>;
  /** The wire a dragged card would be spliced into. */
  spliceWire: string | null;
  picker: PickerRequest | null;
  /** An exit that was clicked (or is being dragged from); the next card clicked is its target. */
  connecting: ExitRef | null;
  /** The exit whose target is chosen from a list (key C). */
  choosing: ExitRef | null;
  /** The card whose text is being changed on the canvas. */
  cardText: string | null;
  /** Below the zoom where single cards are drawn. */
  far: boolean;
  comparison: Comparison | null;
  minimap: boolean;
  /** Language of the customers' texts being looked at; null is the flow's own. */
  language: string | null;
}

export type ViewStore = ReturnType<typeof createViewStore>;

const NOTHING: ReadonlySet<string> = new Set();

/** A fresh view: nothing selected, nothing open. */
export function createViewStore() {
  return createStore<ViewState>(() => ({
    selectedNodes: NOTHING,
    selectedEdges: NOTHING,
    dragged: new Map(),
    spliceWire: null,
    picker: null,
    connecting: null,
    choosing: null,
    cardText: null,
    far: false,
    comparison: null,
    minimap: true,
    language: null,
  }));
}

/** Selects exactly these cards (and no wires). */
export function select(view: ViewStore, ...nodes: string[]): void {
  view.setState({ selectedNodes: new Set(nodes), selectedEdges: NOTHING });
}
