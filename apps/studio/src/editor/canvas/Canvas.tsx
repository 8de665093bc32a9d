import { ConnectionMode, ReactFlow, SelectionMode, useReactFlow, useStore as useFlowStore, type FinalConnectionState, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState, type DragEvent, type MouseEvent as ReactMouseEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useEditor, useEditorWords } from '../editorContext';
import { CARD } from '../model/cardModel';
import { connectRefusal } from '../model/connectRules';
import { hasOverlaps } from '../model/overlaps';
import { wireUnder } from '../model/wireUnder';
import type { Point } from '../model/tidyLayout';
import { STEP_MIME } from '../Palette';
import { select } from '../store/viewStore';
import { useElements } from '../useElements';
import { Card } from './Card';
import { centreOn, motion } from './motion';
import { CanvasControls } from './CanvasControls';
import { boundsOf, FarView } from './FarView';
import { Note } from './Note';
import { Wire } from './Wire';
import type { CanvasNode, Elements, WireEdge } from './buildElements';
import styles from './Canvas.module.css';

/** Below it single cards cannot be read, and one painted canvas takes their place. */
export const FAR_ZOOM = 0.4;
const nodeTypes = { card: Card, note: Note };
const edgeTypes = { wire: Wire };
const NO_NODES: CanvasNode[] = [];
const NO_EDGES: WireEdge[] = [];

/** The drawing: cards, wires and notes, with everything a hand can do to them. */
export function Canvas({
  pointer,
  readOnly,
  drawn,
  arrange = false,
  children,
}: {
  pointer: 'mouse' | 'trackpad';
  readOnly: boolean;
  /** Where the canvas leaves what it drew last. */
  drawn: { current: Elements | null };
  /** Nobody has arranged this flow yet (a template, an import): tidy it if cards lie on one another. */
  arrange?: boolean;
  children?: ReactNode;
}) {
  const editor = useEditor();
  const { documents, view, actions, definitions } = editor;
  const words = useEditorWords();
  const flow = useReactFlow();
  const elements = useElements();
  const latest = useRef(elements);
  latest.current = elements;
  drawn.current = elements;
  const far = useFlowStore((state) => state.transform[2] < FAR_ZOOM);
  const connecting = useStore(view, (state) => state.connecting);
  const [wireInHand, setWireInHand] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => view.setState({ far }), [far, view]);
  const tidied = useRef(!arrange);
  useEffect(() => {
    if (tidied.current) return;
    tidied.current = true;
    const heights = new Map(latest.current.scene.cards.map((card) => [card.id, card.model.height]));
    if (hasOverlaps(documents.getState().document, (id) => ({ width: CARD.width, height: heights.get(id) ?? 120 }))) actions.tidy();
  }, [actions, documents]);
  useFirstView(flow, elements.scene, box);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const { selectedNodes, dragged } = view.getState();
      let selection: Set<string> | undefined;
      let places: Map<string, Point> | undefined;
      for (const change of changes) {
        if (change.type === 'select') {
          selection ??= new Set(selectedNodes);
          if (change.selected) selection.add(change.id);
          else selection.delete(change.id);
        } else if (change.type === 'position' && change.position && change.dragging) {
          places ??= new Map(dragged);
          places.set(change.id, change.position);
        }
      }
      if (selection) view.setState({ selectedNodes: selection });
      if (places) view.setState({ dragged: places });
    },
    [view],
  );

  const onNodeDrag = useCallback(() => {
    const { dragged } = view.getState();
    const [id, more] = [...dragged.keys()];
    const wire = id !== undefined && more === undefined ? wireUnder(latest.current, documents.getState().document, id, definitions) : undefined;
    if (view.getState().spliceWire !== (wire ?? null)) view.setState({ spliceWire: wire ?? null });
  }, [definitions, documents, view]);

  const onNodeDragStop = useCallback(() => {
    const { dragged, spliceWire } = view.getState();
    view.setState({ dragged: new Map(), spliceWire: null });
    if (dragged.size > 0) actions.putDown(dragged, spliceWire ?? undefined);
  }, [actions, view]);

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      setWireInHand(false);
      view.setState({ connecting: null });
      if (state.isValid || !state.fromHandle?.id || state.fromHandle.type !== 'source') return;
      const from = { node: state.fromHandle.nodeId, port: state.fromHandle.id };
      const screen = pointOf(event);
      const card = document.elementFromPoint(screen.x, screen.y)?.closest('.react-flow__node-card');
      const target = card?.getAttribute('data-id');
      if (target) {
        if (!connectRefusal(documents.getState().document, definitions, from, target)) actions.connect(from, target);
        return;
      }
      const at = flow.screenToFlowPosition(screen);
      view.setState({ picker: { screen, at: { x: at.x, y: at.y - CARD.targetY }, from } });
    },
    [actions, definitions, documents, flow, view],
  );

  const onClick = (event: ReactMouseEvent): void => {
    const target = event.target as Element;
    const plus = target.closest<HTMLElement>('[data-add-after]');
    if (plus) {
      const from = { node: plus.dataset.node!, port: plus.dataset.addAfter! };
      const spot = plus.getBoundingClientRect();
      view.setState({ picker: { screen: { x: spot.right + 4, y: spot.top }, at: actions.placeAfter(from), from } });
      return;
    }
    const insert = target.closest<HTMLElement>('[data-insert-into]')?.dataset.insertInto;
    if (insert) {
      const screen = { x: event.clientX, y: event.clientY };
      const at = flow.screenToFlowPosition(screen);
      view.setState({ picker: { screen, at: { x: at.x - CARD.width / 2, y: at.y - CARD.targetY }, wire: insert } });
      return;
    }
    const cut = target.closest<HTMLElement>('[data-remove-wire]')?.dataset.removeWire;
    if (cut) actions.remove([], [cut]);
    const goal = target.closest<HTMLElement>('[data-go-to]')?.dataset.goTo;
    if (goal) {
      select(view, goal);
      centreOn(flow, documents.getState().document, goal);
    }
  };

  const onDoubleClick = (event: ReactMouseEvent): void => {
    const target = event.target as Element;
    const card = target.closest('.react-flow__node-card')?.getAttribute('data-id');
    if (card) {
      actions.editOnCard(card);
    } else if (target.closest('.react-flow__pane')) {
      const screen = { x: event.clientX, y: event.clientY };
      if (view.getState().far) {
        void flow.setCenter(flow.screenToFlowPosition(screen).x, flow.screenToFlowPosition(screen).y, { zoom: 1, duration: motion() });
      } else if (!readOnly) view.setState({ picker: { screen, at: flow.screenToFlowPosition(screen) } });
    }
  };

  const onPaneClick = (event: ReactMouseEvent): void => {
    view.setState({ connecting: null });
    if (!view.getState().far) {
      view.setState({ selectedNodes: new Set(), selectedEdges: new Set(), cardText: null });
      return;
    }
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const hit = elements.scene.cards.findLast((card) => x >= card.x && x <= card.x + CARD.width && y >= card.y && y <= card.y + card.model.height);
    if (hit) select(view, hit.id);
    else view.setState({ selectedNodes: new Set(), selectedEdges: new Set() });
  };

  const onDrop = (event: DragEvent): void => {
    const type = event.dataTransfer.getData(STEP_MIME);
    if (!type) return;
    event.preventDefault();
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    actions.drop(type, { x: at.x - 40, y: at.y - CARD.targetY });
  };

  const isValidConnection = useCallback(
    (connection: { source: string | null; sourceHandle?: string | null; target: string | null; targetHandle?: string | null }) =>
      connection.targetHandle === 'in' &&
      !connectRefusal(documents.getState().document, definitions, { node: connection.source ?? '', port: connection.sourceHandle ?? '' }, connection.target ?? ''),
    [definitions, documents],
  );

  const empty = elements.nodes.length === 0;
  const ariaLabelConfig = useMemo(
    () => ({ 'node.a11yDescription.default': words.t('canvas.keysHelp'), 'edge.a11yDescription.default': words.t('canvas.keysHelp') }),
    [words],
  );

  return (
    <div
      ref={box}
      className={styles.canvas}
      role="region"
      aria-label={words.t('canvas.label')}
      tabIndex={0}
      data-editor-canvas
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(STEP_MIME)) event.preventDefault();
      }}
      onDrop={onDrop}
    >
      <ReactFlow<CanvasNode, WireEdge>
        nodes={far ? NO_NODES : elements.nodes}
        edges={far ? NO_EDGES : elements.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={(changes) => {
          const chosen = new Set(view.getState().selectedEdges);
          for (const change of changes) {
            if (change.type !== 'select') continue;
            if (change.selected) chosen.add(change.id);
            else chosen.delete(change.id);
          }
          view.setState({ selectedEdges: chosen });
        }}
        onNodeClick={(_, node) => {
          const from = view.getState().connecting;
          if (from && node.type === 'card') {
            view.setState({ connecting: null });
            if (!connectRefusal(documents.getState().document, definitions, from, node.id)) actions.connect(from, node.id);
          }
        }}
        onNodeDrag={onNodeDrag}
        onNodeDragStop={onNodeDragStop}
        onSelectionDrag={onNodeDrag}
        onSelectionDragStop={onNodeDragStop}
        onConnectStart={(_, { nodeId, handleId, handleType }) => {
          if (handleType !== 'source' || !nodeId || !handleId) return;
          setWireInHand(true);
          view.setState({ connecting: { node: nodeId, port: handleId } });
        }}
        onConnect={({ source, sourceHandle, target }) => sourceHandle && actions.connect({ node: source, port: sourceHandle }, target)}
        onConnectEnd={onConnectEnd}
        onReconnect={(edge, { target }) => edge.sourceHandle && actions.connect({ node: edge.source, port: edge.sourceHandle }, target)}
        onReconnectEnd={(_, edge, __, state) => {
          view.setState({ connecting: null });
          setWireInHand(false);
          if (!state.isValid && !state.toNode) actions.remove([], [edge.id]);
        }}
        isValidConnection={isValidConnection}
        onPaneClick={onPaneClick}
        connectOnClick={false}
        connectionMode={ConnectionMode.Strict}
        connectionRadius={32}
        connectionDragThreshold={4}
        nodeDragThreshold={3}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesReconnectable={!readOnly}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        multiSelectionKeyCode={['Control', 'Meta']}
        selectionKeyCode="Shift"
        selectionMode={SelectionMode.Partial}
        panOnDrag={[0, 1]}
        panOnScroll={pointer === 'trackpad'}
        zoomOnScroll={pointer === 'mouse'}
        zoomOnDoubleClick={false}
        minZoom={0.05}
        maxZoom={2}
        onlyRenderVisibleElements
        elevateNodesOnSelect={false}
        ariaLabelConfig={ariaLabelConfig}
        proOptions={{ hideAttribution: false }}
      />
      {far && <FarView scene={elements.scene} />}
      {connecting && !wireInHand && (
        <div className={styles.hint} role="status">
          {words.t('canvas.clickTarget')}
        </div>
      )}
      {empty && !readOnly && <EmptyCanvas />}
      <CanvasControls scene={elements.scene} readOnly={readOnly} />
      {children}
    </div>
  );
}

/** What a blank canvas says: how to begin. */
function EmptyCanvas() {
  const { view, actions } = useEditor();
  const words = useEditorWords();
  return (
    <div className={styles.empty}>
      <div className={styles.emptyBox}>
        <h2>{words.t('canvas.empty.title')}</h2>
        <p>{words.t('canvas.empty.text')}</p>
        <button
          type="button"
          className={styles.tool}
          style={{ border: '1px solid var(--cl-line-strong)', padding: '0 12px', color: 'var(--cl-ink)', fontSize: 14 }}
          onClick={(event) => {
            const spot = event.currentTarget.getBoundingClientRect();
            view.setState({ picker: { screen: { x: spot.left, y: spot.bottom + 4 }, at: actions.freePlace() } });
          }}
        >
          {words.t('canvas.empty.begin')}
        </button>
      </div>
    </div>
  );
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  const at = 'changedTouches' in event ? event.changedTouches[0]! : event;
  return { x: at.clientX, y: at.clientY };
}

/** When the editor opens: the whole flow if it can be read then, else its beginning. */
function useFirstView(flow: ReturnType<typeof useReactFlow>, scene: Parameters<typeof boundsOf>[0], box: React.RefObject<HTMLDivElement | null>): void {
  const [, again] = useReducer((count: number) => count + 1, 0);
  const done = useRef(false);
  const ready = useRef(false);
  useEffect(() => {
    const element = box.current;
    // One draw later, so that a flow that was just tidied is seen where it is now.
    if (!ready.current) {
      ready.current = true;
      again();
      return;
    }
    if (done.current || !element || element.clientWidth === 0) return;
    done.current = true;
    const bounds = boundsOf(scene);
    const zoom = Math.min(1, (element.clientWidth - 120) / bounds.width, (element.clientHeight - 120) / bounds.height);
    if (zoom >= 0.55) {
      void flow.setViewport({
        zoom,
        x: (element.clientWidth - bounds.width * zoom) / 2 - bounds.x * zoom,
        y: Math.max(60 - bounds.y * zoom, (element.clientHeight - bounds.height * zoom) / 2 - bounds.y * zoom),
      });
      return;
    }
    const first = scene.cards.find((card) => card.model.isTrigger) ?? scene.cards[0];
    if (first) void flow.setViewport({ zoom: 0.8, x: 60 - first.x * 0.8, y: element.clientHeight / 3 - first.y * 0.8 });
  });
}
