import { create } from 'zustand';

/** The path one try-out took through a flow, as the phone's trace tells it. */
export interface RunPath {
  flowId: string;
  /** Nodes in the order they were entered; a node visited twice stands twice. */
  visitedNodes: string[];
  /** Edge ids in the order they were followed. */
  visitedEdges: string[];
  /** Where the conversation stands now, or null when it ended. */
  currentNode: string | null;
}

interface RunHighlightState {
  run: RunPath | null;
  setRun(run: RunPath): void;
  clearRun(): void;
}

/**
 * Joins phone and canvas: the phone tells where a conversation went, the canvas lights it up.
 * Both only know this store, not each other.
 */
export const useRunHighlight = create<RunHighlightState>((set) => ({
  run: null,
  setRun: (run) => set({ run }),
  clearRun: () => set({ run: null }),
}));

/** Show a path on the canvas of its flow; usable outside React. */
export const setRun = (run: RunPath): void => useRunHighlight.getState().setRun(run);

/** Take the light off the canvas. */
export const clearRun = (): void => useRunHighlight.getState().clearRun();
