import { getRouteApi } from '@tanstack/react-router';
import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { requestStart } from '../phone/startRequest';
import { toast } from '../ui/toast';
import { centreOn, motion } from './canvas/motion';
import { useEditor, useEditorWords, type Editor } from './editorContext';
import { CARD } from './model/cardModel';
import { keyboardWalk, type WalkDirection } from './model/keyboardWalk';
import { TIDY } from './model/tidyLayout';
import { clearRun } from './runHighlight';
import { select } from './store/viewStore';

const route = getRouteApi('/b/$botId/flows/$flowId');
const ARROWS: Record<string, WalkDirection> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const STEP: Record<WalkDirection, [number, number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
/** How far Shift and an arrow key move a card, in canvas pixels. */
const NUDGE_PX = 8;

/** Whether a key belongs to somebody else: an input, a dialog, or an input method that is composing. */
export function isBusy(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return true;
  const target = event.target as HTMLElement | null;
  if (target?.closest?.('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="listbox"], [role="menu"]')) return true;
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** Keys of the editor (UX §4). Plain letters and arrows work while nothing else has the focus. */
export function useKeys(open: { publish(): void; keys(): void; find(): void }): void {
  const editor = useEditor();
  const words = useEditorWords();
  const flow = useReactFlow();
  const navigate = route.useNavigate();
  useEffect(() => {
    const showPhone = (): void => void navigate({ search: (before) => ({ ...before, panel: 'phone' }), replace: true });
    const onKeyDown = (event: KeyboardEvent): void => {
      const command = event.ctrlKey || event.metaKey;
      if (command && event.key === 'Enter' && !event.isComposing) {
        event.preventDefault();
        open.publish();
        return;
      }
      if (command && event.key.toLowerCase() === 'f' && !event.isComposing && document.querySelector('[role="dialog"][aria-modal="true"]') === null) {
        event.preventDefault();
        open.find();
        return;
      }
      if (isBusy(event) || event.altKey) return;
      const inPanel = (event.target as HTMLElement | null)?.closest?.('aside, nav, header, [data-editor-bar]') !== null && event.target !== document.body;
      if (takeKey(event, command, inPanel, { editor, flow, open, showPhone })) event.preventDefault();
    };
    const onCopy = (event: ClipboardEvent): void => {
      if (isBusyWithText(event)) return;
      const text = editor.actions.copy();
      if (text === undefined) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut') editor.actions.remove([...editor.view.getState().selectedNodes]);
      else toast(words.t('copied', { count: editor.view.getState().selectedNodes.size }));
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (isBusyWithText(event)) return;
      if (editor.actions.paste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [editor, flow, navigate, open, words]);
}

function isBusyWithText(event: ClipboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return Boolean(target?.closest?.('input, textarea, select, [contenteditable="true"]')) || String(document.getSelection() ?? '') !== '';
}

interface KeyContext {
  editor: Editor;
  flow: ReturnType<typeof useReactFlow>;
  open: { publish(): void; keys(): void };
  showPhone(): void;
}

/** Does what a key stands for; false when it stands for nothing here. */
function takeKey(event: KeyboardEvent, command: boolean, inPanel: boolean, context: KeyContext): boolean {
  const { editor, flow } = context;
  const { documents, view, actions } = editor;
  const selection = [...view.getState().selectedNodes];
  const [selected] = selection;
  const document = documents.getState().document;
  if (command) {
    const key = event.key.toLowerCase();
    if (key === 'z') return event.shiftKey ? (documents.redo(), true) : (documents.undo(), true);
    if (key === 'y') return documents.redo(), true;
    if (key === 'd') return actions.duplicate(), true;
    if (key === 'a' && !inPanel) {
      view.setState({ selectedNodes: new Set([...Object.keys(document.nodes), ...Object.keys(document.layout.notes ?? {})]) });
      return true;
    }
    const direction = ARROWS[event.key];
    if (direction && selected !== undefined && !inPanel) return addNext(selected, direction, context), true;
    return false;
  }
  if (inPanel) return false;
  const direction = ARROWS[event.key];
  if (direction && event.shiftKey) {
    const [dx, dy] = STEP[direction];
    actions.nudge(dx * NUDGE_PX, dy * NUDGE_PX);
    return true;
  }
  if (direction) {
    const from = selected ?? firstNode(editor);
    const to = selected === undefined ? from : from && keyboardWalk(document, actions.portOrder, from, direction);
    if (to !== undefined) {
      select(view, to);
      centreOn(flow, document, to);
    }
    return true;
  }
  switch (event.key) {
    case 'Delete':
    case 'Backspace':
      actions.remove(selection, [...view.getState().selectedEdges]);
      return true;
    case 'Escape':
      clearRun();
      view.setState({ selectedNodes: new Set(), selectedEdges: new Set(), connecting: null, picker: null, choosing: null, comparison: null });
      return true;
    case 'Enter':
      return selected !== undefined && (actions.editOnCard(selected) || focusForm());
    case '/':
      openPicker(context);
      return true;
    case '?':
      context.open.keys();
      return true;
    case '0':
      void flow.zoomTo(1, { duration: motion() });
      return true;
    case '1':
      fit(context, Object.keys(document.nodes));
      return true;
    case '2':
      fit(context, selection);
      return true;
  }
  switch (event.key.toLowerCase()) {
    case 'c': {
      const exit = selected === undefined ? undefined : actions.openExit(selected);
      if (exit) view.setState({ choosing: exit });
      return exit !== undefined;
    }
    case 'h': {
      const first = firstNode(editor);
      if (first) {
        select(view, first);
        centreOn(flow, document, first);
      }
      return true;
    }
    case 't':
      if (selected !== undefined) requestStart(editor.flowId, selected);
      else requestStart(editor.flowId);
      context.showPhone();
      return true;
    case 'n':
      actions.addNote(middleOfView(flow));
      return true;
    default:
      return false;
  }
}

function firstNode({ documents, definitions }: Editor): string | undefined {
  const { nodes } = documents.getState().document;
  const ids = Object.keys(nodes);
  return ids.find((id) => definitions[nodes[id]!.type]?.kind === 'trigger') ?? ids[0];
}

/** Ctrl and an arrow: the next step on that side of the selected one, joined to its first open exit. */
function addNext(selected: string, direction: WalkDirection, { editor, flow }: KeyContext): void {
  const place = editor.documents.getState().document.layout.nodes[selected] ?? { x: 0, y: 0 };
  const [dx, dy] = STEP[direction];
  const at = { x: place.x + dx * (CARD.width + TIDY.columnGap), y: place.y + dy * 220 };
  const from = editor.actions.openExit(selected);
  editor.view.setState({ picker: { screen: flow.flowToScreenPosition(at), at, ...(from && { from }) } });
}

function openPicker({ editor, flow }: KeyContext): void {
  const [selected] = editor.view.getState().selectedNodes;
  const from = selected === undefined ? undefined : editor.actions.openExit(selected);
  const at = from ? editor.actions.placeAfter(from) : middleOfView(flow);
  editor.view.setState({ picker: { screen: flow.flowToScreenPosition(at), at, ...(from && { from }) } });
}

function middleOfView(flow: KeyContext['flow']): { x: number; y: number } {
  const box = document.querySelector('[data-editor-canvas]')?.getBoundingClientRect();
  return flow.screenToFlowPosition(box ? { x: box.left + box.width / 2 - 100, y: box.top + box.height / 2 - 60 } : { x: 400, y: 300 });
}

function fit({ editor, flow }: KeyContext, ids: readonly string[]): void {
  const { layout } = editor.documents.getState().document;
  const places = ids.flatMap((id) => layout.nodes[id] ?? layout.notes?.[id] ?? []);
  if (places.length === 0) return;
  const left = Math.min(...places.map(({ x }) => x));
  const top = Math.min(...places.map(({ y }) => y));
  const width = Math.max(...places.map(({ x }) => x)) - left + CARD.width;
  const height = Math.max(...places.map(({ y }) => y)) - top + 240;
  void flow.fitBounds({ x: left, y: top, width, height }, { padding: 0.1, duration: motion() });
}

function focusForm(): boolean {
  const first = document.querySelector<HTMLElement>('[data-node-form] input, [data-node-form] textarea, [data-node-form] select');
  first?.focus();
  return first !== null;
}
