import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { useColorScheme } from './useColorSchemeName';
import { paint, readColors, type Scene } from './paint';
import styles from './Canvas.module.css';

/** The flow seen from afar: one canvas repainted when the view or the scene changes, at most once a frame. */
export function FarView({ scene }: { scene: Scene }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  const scheme = useColorScheme();
  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (!element || !pen) return undefined;
    const colors = readColors(element);
    let frame = 0;
    const draw = (): void => {
      frame = 0;
      const { transform, width, height } = store.getState();
      const ratio = window.devicePixelRatio || 1;
      if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
        element.width = Math.round(width * ratio);
        element.height = Math.round(height * ratio);
      }
      paint(pen, scene, colors, { x: transform[0], y: transform[1], zoom: transform[2], width, height, ratio });
    };
    const wish = (): void => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    draw();
    const stop = store.subscribe(wish);
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [scene, scheme, store]);
  return <canvas ref={canvas} className={styles.far} aria-hidden />;
}

const MAP_WIDTH = 160;
const MAP_HEIGHT = 100;
const MAP_PADDING = 200;
const MAP_REST_MS = 120;

/** The whole flow in a corner, by the same painter; a click or drag moves the view there. */
export function Minimap({ scene, label }: { scene: Scene; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frameBox = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  const flow = useReactFlow();
  const scheme = useColorScheme();
  const fit = useRef({ zoom: 1, x: 0, y: 0 });
  const drawn = useRef(false);

  const placeFrame = useCallback((): void => {
    const { transform, width, height } = store.getState();
    const { zoom, x, y } = fit.current;
    const box = frameBox.current;
    if (!box) return;
    box.style.transform = `translate(${(-transform[0] / transform[2]) * zoom + x}px, ${(-transform[1] / transform[2]) * zoom + y}px)`;
    box.style.width = `${(width / transform[2]) * zoom}px`;
    box.style.height = `${(height / transform[2]) * zoom}px`;
  }, [store]);
  useEffect(() => store.subscribe(placeFrame), [store, placeFrame]);

  useEffect(() => {
    const draw = (): void => {
      const element = canvas.current;
      const pen = element?.getContext('2d');
      if (!element || !pen) return;
      const box = boundsOf(scene);
      const zoom = Math.min(MAP_WIDTH / (box.width + 2 * MAP_PADDING), MAP_HEIGHT / (box.height + 2 * MAP_PADDING));
      fit.current = {
        zoom,
        x: (MAP_WIDTH - box.width * zoom) / 2 - box.x * zoom,
        y: (MAP_HEIGHT - box.height * zoom) / 2 - box.y * zoom,
      };
      const ratio = window.devicePixelRatio || 1;
      element.width = MAP_WIDTH * ratio;
      element.height = MAP_HEIGHT * ratio;
      paint(pen, scene, readColors(element), { ...fit.current, width: MAP_WIDTH, height: MAP_HEIGHT, ratio });
      placeFrame();
    };
    // While a card is moved the scene changes every frame; the map follows when the hand rests.
    const rest = setTimeout(draw, drawn.current ? MAP_REST_MS : 0);
    drawn.current = true;
    return () => clearTimeout(rest);
  }, [scene, scheme, placeFrame]);


  const go = (event: React.PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const { zoom, x, y } = fit.current;
    void flow.setCenter((event.clientX - box.left - x) / zoom, (event.clientY - box.top - y) / zoom, { zoom: flow.getZoom() });
  };
  return (
    <div
      className={styles.minimap}
      role="img"
      aria-label={label}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && go(event)}
    >
      <canvas ref={canvas} style={{ width: MAP_WIDTH, height: MAP_HEIGHT }} />
      <div ref={frameBox} className={styles.minimapFrame} />
    </div>
  );
}

/** The rectangle around all cards and notes, in canvas coordinates. */
export function boundsOf(scene: Scene): { x: number; y: number; width: number; height: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const grow = (x: number, y: number, width: number, height: number): void => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  };
  for (const card of scene.cards) grow(card.x, card.y, 264, card.model.height);
  for (const note of scene.notes) grow(note.x, note.y, note.width, note.height);
  return left === Infinity ? { x: 0, y: 0, width: 600, height: 400 } : { x: left, y: top, width: right - left, height: bottom - top };
}
