import { useId, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { drawArea, linesToSnapTo, moveArea, resizeArea, AREA_MIN_PX, type Bounds, type Edges, type Size, type Snapped } from './areaGeometry';
import { areaLetter } from './areaLetter';
import styles from './AreaCanvas.module.css';

/** One area as the canvas draws it. */
export interface CanvasArea {
  bounds: Bounds;
  /** What a tap does, in words. */
  does: string;
  /** What is wrong with it, in words; empty when nothing is. */
  problems: string[];
  /** The problems only cost or warn. */
  isOnlyWarned?: boolean;
  /** One of them is where it lies: it is hatched. */
  isMisplaced?: boolean;
}

/** Screen pixels within which an edge is drawn to a line. */
const SNAP_REACH_PX = 8;
/** Shorter drags on the empty picture are clicks. */
const DRAW_MIN_PX = 12;
const HANDLES: Record<string, Edges> = {
  nw: { left: true, top: true },
  n: { top: true },
  ne: { right: true, top: true },
  e: { right: true },
  se: { right: true, bottom: true },
  s: { bottom: true },
  sw: { left: true, bottom: true },
  w: { left: true },
};
const ARROWS: Record<string, { x: number; y: number }> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } };

interface Gesture {
  /** The area under the hand; null while a new one is drawn. */
  index: number | null;
  edges: Edges | null;
  from: { x: number; y: number };
  /** The rectangle as it was, for moving and resizing. */
  began: Bounds | null;
  now: Snapped | null;
}

/**
 * The picture with its areas: click to choose, drag to move, drag an edge to resize, drag on free space to draw one more.
 * Edges are drawn to a grid of twelfths and to each other; Alt lets them go. With the keyboard: arrows move, with Shift they
 * resize, with Alt by one pixel; Delete removes. One finished gesture is one change.
 */
export function AreaCanvas(props: {
  size: Size;
  areas: readonly CanvasArea[];
  selected: number | null;
  readOnly?: boolean;
  onSelect(index: number | null): void;
  /** `held`: one of many small steps of the keyboard. */
  onChange(index: number, bounds: Bounds, held?: boolean): void;
  onDraw?(bounds: Bounds): void;
  onRemove(index: number): void;
  /** The picture behind the areas. */
  children: ReactNode;
}) {
  const { t } = useTranslation('richMenus');
  const { size, areas, selected } = props;
  const helpId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [gesture, setGesture] = useState<Gesture | null>(null);

  const scale = () => size.width / (frame.current?.getBoundingClientRect().width || size.width);
  const pointOf = (event: PointerEvent) => {
    const box = frame.current!.getBoundingClientRect();
    return { x: (event.clientX - box.left) * scale(), y: (event.clientY - box.top) * scale() };
  };
  const linesFor = (index: number | null, free: boolean) =>
    free
      ? undefined
      : linesToSnapTo(
          size,
          areas.filter((_, other) => other !== index).map(({ bounds }) => bounds),
          SNAP_REACH_PX * scale(),
        );

  const begin = (event: PointerEvent, index: number | null, edges: Edges | null) => {
    if (event.button !== 0 || props.readOnly) return;
    // A finger on free space scrolls the page; drawing is for mouse and pen.
    if (index === null && (event.pointerType === 'touch' || !props.onDraw)) return;
    event.stopPropagation();
    frame.current!.setPointerCapture(event.pointerId);
    if (index !== null) props.onSelect(index);
    setGesture({ index, edges, from: pointOf(event), began: index === null ? null : areas[index]!.bounds, now: null });
  };
  const follow = (event: PointerEvent) => {
    if (!gesture) return;
    const to = pointOf(event);
    const by = { x: to.x - gesture.from.x, y: to.y - gesture.from.y };
    const lines = linesFor(gesture.index, event.altKey);
    const now = !gesture.began ? drawArea(gesture.from, to, size, lines) : gesture.edges ? resizeArea(gesture.began, gesture.edges, by, size, lines) : moveArea(gesture.began, by, size, lines);
    // A click with a trembling hand moves nothing.
    const moved = Math.hypot(by.x, by.y) > 3 * scale();
    if (moved || gesture.now) setGesture({ ...gesture, now });
  };
  const finish = () => {
    if (!gesture) return;
    setGesture(null);
    const bounds = gesture.now?.bounds;
    if (gesture.index === null) {
      const smallest = Math.max(AREA_MIN_PX, DRAW_MIN_PX * scale());
      if (bounds && bounds.width >= smallest && bounds.height >= smallest) props.onDraw?.(bounds);
      else props.onSelect(null);
    } else if (bounds) props.onChange(gesture.index, bounds);
  };

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (props.readOnly) return;
    if (event.key === 'Escape' && gesture) return setGesture(null);
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      return props.onRemove(index);
    }
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = event.altKey ? 1 : Math.round(size.width / 100);
    const by = { x: arrow.x * step, y: arrow.y * step };
    const { bounds } = areas[index]!;
    const next = event.shiftKey ? resizeArea(bounds, { right: by.x !== 0, bottom: by.y !== 0 }, by, size) : moveArea(bounds, by, size);
    props.onChange(index, next.bounds, true);
  };

  const shown = (index: number) => (gesture?.index === index && gesture.now ? gesture.now.bounds : areas[index]!.bounds);
  const at = (bounds: Bounds) => ({
    left: `${(bounds.x / size.width) * 100}%`,
    top: `${(bounds.y / size.height) * 100}%`,
    width: `${(bounds.width / size.width) * 100}%`,
    height: `${(bounds.height / size.height) * 100}%`,
  });

  return (
    <>
      <div
        ref={frame}
        className={styles.frame}
        style={{ aspectRatio: `${size.width} / ${size.height}` }}
        role="group"
        aria-label={t('canvas.label')}
        onPointerDown={(event) => begin(event, null, null)}
        onPointerMove={follow}
        onPointerUp={finish}
        onPointerCancel={() => setGesture(null)}
      >
        <div className={styles.picture}>{props.children}</div>
        {areas.map((area, index) => (
          <div key={index} className={styles.area} style={at(shown(index))} data-selected={selected === index || undefined} data-problem={(area.problems.length > 0 && !area.isOnlyWarned) || undefined} data-misplaced={area.isMisplaced || undefined}>
            <button
              type="button"
              className={styles.face}
              aria-pressed={selected === index}
              aria-label={[t('canvas.area', { letter: areaLetter(index), does: area.does }), ...area.problems].join(' ')}
              aria-describedby={props.readOnly ? undefined : helpId}
              onPointerDown={(event) => begin(event, index, null)}
              onClick={() => props.onSelect(index)}
              onFocus={() => props.onSelect(index)}
              onKeyDown={(event) => onKeyDown(event, index)}
            >
              <span className={styles.letter}>{areaLetter(index)}</span>
            </button>
            {selected === index &&
              !props.readOnly &&
              Object.entries(HANDLES).map(([name, edges]) => <span key={name} aria-hidden className={styles.handle} data-at={name} onPointerDown={(event) => begin(event, index, edges)} />)}
          </div>
        ))}
        {gesture?.index === null && gesture.now && <div className={styles.drawn} style={at(gesture.now.bounds)} />}
        {gesture?.now?.onX.map((x) => <div key={`x${x}`} className={styles.lineX} style={{ left: `${(x / size.width) * 100}%` }} />)}
        {gesture?.now?.onY.map((y) => <div key={`y${y}`} className={styles.lineY} style={{ top: `${(y / size.height) * 100}%` }} />)}
      </div>
      <p id={helpId} className={styles.help}>
        {t('canvas.help')}
      </p>
    </>
  );
}
