import { applyOperation, checkFlow, OperationError, type CheckFlowOptions, type FlowDocument, type NodeDefinitions, type Operation, type Problem } from '@chatloom/flow';
import { createStore } from 'zustand/vanilla';
import { asOne, coalesce, flatten } from './coalesce';
import type { EditorServer } from './editorServer';
import { keepEdits, keptEdits, type Keep } from './keptEdits';
import { rebase, tryApply, type Clash } from './rebase';
import { pushUndo, takeBack, type UndoEntry } from './undo';

/** Whether what is on the screen is on the server, in the words the top bar shows. */
export type SaveState = 'saved' | 'saving' | 'unsaved' | 'offline' | 'refused';

export interface DocumentState {
  document: FlowDocument;
  problems: readonly Problem[];
  /** Revision of the draft on the server that `document` builds on. */
  revision: number;
  save: SaveState;
  /** Why the server refused, when it did. */
  refusal?: string;
  undoStack: readonly UndoEntry[];
  redoStack: readonly UndoEntry[];
  /** Fields that somebody else changed as well. */
  clashes: readonly Clash[];
  /** Steps with edits of mine that somebody else removed meanwhile. */
  lostNodes: readonly string[];
}

export interface DocumentStoreOptions {
  flowId: string;
  document: FlowDocument;
  revision: number;
  definitions: NodeDefinitions;
  server: EditorServer;
  storage: Keep;
  /** What of the bot steps may name, so that references can be checked. */
  known?: CheckFlowOptions;
  now?: () => number;
  readOnly?: boolean;
}

/** An edit is sent this long after the last keystroke… */
export const SAVE_PAUSE_MS = 400;
/** …but never later than this after the first. */
export const SAVE_LATEST_MS = 900;
const CHECK_PAUSE_MS = 80;
const RETRY_FIRST_MS = 2000;
const RETRY_MOST_MS = 30_000;
/** Edits in one call (`OPERATIONS_MAX` of the contract, which is not imported to keep the editor small). */
const BATCH_MAX = 500;

export type DocumentStore = ReturnType<typeof createDocumentStore>;

/**
 * The flow being edited. Every edit is an operation: applied at once here, sent to the server within a second, kept in the
 * browser while the server is away, re-applied on top when somebody else was faster. Undo applies inverse operations.
 */
export function createDocumentStore(options: DocumentStoreOptions) {
  const { server, storage, flowId, definitions } = options;
  const now = options.now ?? Date.now;
  let known = options.known ?? {};
  /** The draft as the server has it. */
  let base = options.document;
  /** On their way; not touched until the answer comes, because the server recognises a repeated batch. */
  let sent: Operation[] = [];
  let waiting: Operation[] = [];
  let saveTimer: ReturnType<typeof setTimeout> | undefined;
  let checkTimer: ReturnType<typeof setTimeout> | undefined;
  let firstWaitingAt = 0;
  let retryMs = RETRY_FIRST_MS;
  let closed = false;

  const check = (document: FlowDocument): Problem[] => checkFlow(document, definitions, known);
  const store = createStore<DocumentState>(() => ({
    document: options.document,
    problems: check(options.document),
    revision: options.revision,
    save: 'saved',
    undoStack: [],
    redoStack: [],
    clashes: [],
    lostNodes: [],
  }));
  const { getState, setState } = store;

  const unsaved = (): Operation[] => [...sent, ...waiting];
  const keep = (): void => {
    const operations = unsaved();
    keepEdits(storage, flowId, { baseRevision: getState().revision, operations, before: dataOf(base, operations) });
  };
  const checkSoon = (): void => {
    clearTimeout(checkTimer);
    checkTimer = setTimeout(() => setState({ problems: check(getState().document) }), CHECK_PAUSE_MS);
  };

  const schedule = (operation: Operation): void => {
    if (waiting.length === 0) firstWaitingAt = now();
    waiting = coalesce(waiting, operation);
    keep();
    checkSoon();
    if (getState().save !== 'offline') setState({ save: sent.length > 0 ? 'saving' : 'unsaved', refusal: undefined });
    if (sent.length > 0 || getState().save === 'offline') return;
    clearTimeout(saveTimer);
    saveTimer = setTimeout(() => void flush(), Math.max(0, Math.min(SAVE_PAUSE_MS, firstWaitingAt + SAVE_LATEST_MS - now())));
  };

  /** Sends what waits; resolves when everything is on the server or cannot get there now. */
  async function flush(): Promise<void> {
    clearTimeout(saveTimer);
    if (closed || inFlight) return inFlight;
    inFlight = send().finally(() => {
      inFlight = undefined;
    });
    return inFlight;
  }
  let inFlight: Promise<void> | undefined;

  async function send(): Promise<void> {
    while (sent.length > 0 || waiting.length > 0) {
      if (sent.length === 0) {
        sent = waiting.slice(0, BATCH_MAX);
        waiting = waiting.slice(BATCH_MAX);
      }
      if (getState().save !== 'offline') setState({ save: 'saving' });
      const result = await server.save(getState().revision, sent);
      if (closed) return;
      if (result.kind === 'saved') {
        for (const operation of sent) base = tryApply(base, operation) ?? base;
        sent = [];
        retryMs = RETRY_FIRST_MS;
        setState({ revision: result.revision, save: waiting.length > 0 ? 'saving' : 'saved' });
        keep();
      } else if (result.kind === 'conflict') {
        if (!(await takeNewest(result.operations, result.revision))) return lost();
      } else if (result.kind === 'offline') {
        return lost();
      } else {
        setState({ save: 'refused', refusal: result.message });
        return;
      }
    }
    setState({ save: 'saved' });
  }

  function lost(): void {
    setState({ save: 'offline' });
    keep();
    clearTimeout(saveTimer);
    saveTimer = setTimeout(() => void flush(), retryMs);
    retryMs = Math.min(RETRY_MOST_MS, retryMs * 2);
  }

  /** Puts own edits on top of what the others did. False when the newest draft cannot be had now. */
  async function takeNewest(theirs: Operation[] | null, revision: number): Promise<boolean> {
    let newest: FlowDocument | undefined = theirs ? base : undefined;
    for (const operation of theirs ?? []) newest = newest && tryApply(newest, operation);
    if (!newest) {
      const loaded = await server.load();
      if (!loaded) return false;
      newest = loaded.document;
      revision = loaded.revision;
    }
    putOnTop(newest, revision);
    return true;
  }

  function putOnTop(newest: FlowDocument, revision: number): void {
    const rebased = rebase(base, unsaved(), newest);
    base = newest;
    sent = [];
    waiting = rebased.operations;
    setState((state) => ({
      document: rebased.document,
      revision,
      clashes: [...state.clashes, ...rebased.clashes],
      lostNodes: [...state.lostNodes, ...new Set(rebased.lost.map(({ nodeId }) => nodeId))],
    }));
    keep();
    checkSoon();
  }

  const actions = {
    /**
     * Makes an edit. `key` tells edits of one field apart from others, for undo.
     * @returns false when the edit does not fit the document (and then nothing happens)
     */
    apply(operations: Operation | readonly Operation[], key?: string): boolean {
      const list = Array.isArray(operations) ? (operations as readonly Operation[]) : [operations as Operation];
      if (list.length === 0 || options.readOnly) return false;
      const forward = asOne(list);
      try {
        const { document, inverse } = applyOperation(getState().document, forward);
        setState((state) => ({ document, undoStack: pushUndo(state.undoStack, { forward, inverse, key, at: now() }), redoStack: [] }));
      } catch (error) {
        if (error instanceof OperationError) return false;
        throw error;
      }
      schedule(forward);
      return true;
    },

    /** Takes back the last edit that still fits. */
    undo(): boolean {
      return step('undoStack', 'redoStack');
    },
    redo(): boolean {
      return step('redoStack', 'undoStack');
    },

    flush,
    /** Tries again at once, e.g. when the browser says it is online. */
    retry(): Promise<void> {
      retryMs = RETRY_FIRST_MS;
      return flush();
    },

    /** Settles a clash: mine stays, or theirs is taken as an edit of its own. */
    settle(clash: Clash, take: 'mine' | 'theirs', replaced: (data: Record<string, unknown>) => Record<string, unknown>): void {
      setState((state) => ({ clashes: state.clashes.filter((each) => each !== clash) }));
      const node = getState().document.nodes[clash.nodeId];
      if (take === 'mine' || !node) return;
      if (clash.path[0] === 'title' && clash.path.length === 1) {
        actions.apply({ type: 'setNodeTitle', nodeId: clash.nodeId, ...(typeof clash.theirs === 'string' && { title: clash.theirs }) });
      } else actions.apply({ type: 'updateNodeData', nodeId: clash.nodeId, data: replaced(node.data) });
    },
    forgetLost(): void {
      setState({ lostNodes: [] });
    },

    /** The draft was replaced on the server (a roll back): show it; own unsaved edits go on top. */
    takeServerDraft(document: FlowDocument, revision: number): void {
      putOnTop(document, revision);
      setState({ undoStack: [], redoStack: [], save: waiting.length > 0 ? 'unsaved' : 'saved', problems: check(getState().document) });
      if (waiting.length > 0) void flush();
    },
    /** What of the bot steps may name became known or changed. */
    setKnown(now: CheckFlowOptions): void {
      known = now;
      checkSoon();
    },

    /** Stops all timers; what is unsaved stays kept in the browser. */
    close(): void {
      keep();
      closed = true;
      clearTimeout(saveTimer);
      clearTimeout(checkTimer);
    },
  };

  function step(from: 'undoStack' | 'redoStack', to: 'undoStack' | 'redoStack'): boolean {
    let stack = getState()[from];
    while (stack.length > 0) {
      const entry = stack.at(-1)!;
      stack = stack.slice(0, -1);
      const taken = takeBack(getState().document, entry);
      if (!taken) continue;
      const back: UndoEntry = { forward: taken.applied, inverse: taken.inverse, at: now() };
      setState((state) => ({ ...state, document: taken.document, [from]: stack, [to]: [...state[to], back] }));
      schedule(taken.applied);
      return true;
    }
    setState({ [from]: stack } as Partial<DocumentState>);
    return false;
  }

  const left = keptEdits(storage, flowId);
  if (left && !options.readOnly) {
    // From an earlier visit that ended before the server had them.
    const fitting = rebase(withData(base, left.before ?? {}), left.operations, base);
    waiting = fitting.operations;
    setState({ document: fitting.document, save: 'unsaved', problems: check(fitting.document), clashes: fitting.clashes });
    saveTimer = setTimeout(() => void flush(), 0);
  }

  return Object.assign(store, actions);
}

/** Data of the nodes that edits change, as a document has it. */
function dataOf(document: FlowDocument, operations: readonly Operation[]): Record<string, Record<string, unknown>> {
  const found: Record<string, Record<string, unknown>> = {};
  for (const operation of flatten(operations)) {
    const node = operation.type === 'updateNodeData' ? document.nodes[operation.nodeId] : undefined;
    if (operation.type === 'updateNodeData' && node) found[operation.nodeId] = node.data;
  }
  return found;
}

/** The document with other data in some of its nodes. */
function withData(document: FlowDocument, data: Record<string, Record<string, unknown>>): FlowDocument {
  const nodes = { ...document.nodes };
  for (const [id, each] of Object.entries(data)) if (nodes[id]) nodes[id] = { ...nodes[id], data: each };
  return { ...document, nodes };
}
