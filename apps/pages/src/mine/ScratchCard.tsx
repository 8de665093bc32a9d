import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { prizeName } from './prizeName';
import { sayDraw } from './sayDraw';
import type { ToyProps } from './toy';

/** What has been rubbed is counted on a grid of so many cells. */
const GRID = { columns: 12, rows: 6 };
/** From this share on the rest comes off by itself. */
const ENOUGH = 0.5;
/** Of the rubbing finger, as a share of the width. */
const FINGER = 0.07;

/** A scratch card: rubbing (or the button) asks the server once, and uncovers what it said. */
export function ScratchCard({ page, language, outcome, isShown, isAsking, canTry, onTry, onShown, onAgain }: ToyProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const rubbed = useRef(new Set<number>());
  /** Enough has been rubbed off, or the button was pressed: uncover as soon as the answer is there. */
  const [isWanted, setWanted] = useState(false);

  useEffect(() => {
    if (isShown || !canvas.current) return;
    rubbed.current.clear();
    setWanted(false);
    cover(canvas.current);
  }, [isShown]);
  useEffect(() => {
    if (outcome && isWanted && !isShown) onShown();
  }, [outcome, isWanted, isShown, onShown]);

  const ask = () => {
    if (!outcome && !isAsking && canTry) onTry();
  };
  const rub = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons === 0 || !canvas.current || (!outcome && !isAsking && !canTry)) return;
    ask();
    const box = canvas.current.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width;
    const y = (event.clientY - box.top) / box.height;
    wipe(canvas.current, x, y);
    for (const cell of cellsUnder(x, y)) rubbed.current.add(cell);
    if (rubbed.current.size >= GRID.columns * GRID.rows * ENOUGH) setWanted(true);
  };
  return (
    <section className="toy">
      <div className="scratch" data-open={isShown || undefined}>
        <p aria-hidden>{outcome ? prizeName(page, outcome.prizeId, language) : '…'}</p>
        <canvas ref={canvas} aria-hidden onPointerDown={rub} onPointerMove={rub} />
      </div>
      <p className="small">{sayDraw(language, 'scratchHint')}</p>
      {isShown ? (
        <button type="button" className="button primary" onClick={() => canTry && onAgain()} aria-disabled={!canTry}>
          {sayDraw(language, 'another')}
        </button>
      ) : (
        <button
          type="button"
          className="button primary"
          onClick={() => {
            setWanted(canTry || isAsking || outcome !== null);
            ask();
          }}
          aria-disabled={isAsking || (!canTry && !outcome)}
        >
          {sayDraw(language, isAsking ? 'scratching' : 'scratch')}
        </button>
      )}
    </section>
  );
}

/** Cells of the grid a finger covers that rubs at x, y (shares of width and height). */
function cellsUnder(x: number, y: number): number[] {
  const reach = Math.ceil(FINGER * GRID.columns);
  const column = Math.floor(x * GRID.columns);
  const row = Math.floor(y * GRID.rows);
  if (row < 0 || row >= GRID.rows) return [];
  return Array.from({ length: 2 * reach + 1 }, (_, n) => column - reach + n).filter((at) => at >= 0 && at < GRID.columns).map((at) => row * GRID.columns + at);
}

/** Silver over everything, in the resolution of the screen. */
function cover(canvas: HTMLCanvasElement): void {
  const { width, height } = canvas.getBoundingClientRect();
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  const brush = canvas.getContext('2d');
  if (!brush) return;
  const silver = brush.createLinearGradient(0, 0, canvas.width, canvas.height);
  for (const [at, colour] of [[0, '#9aa5ae'], [0.3, '#d6dce1'], [0.55, '#aab4bc'], [0.8, '#e3e8ec'], [1, '#a2adb5']] as const) silver.addColorStop(at, colour);
  brush.fillStyle = silver;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.fillStyle = 'rgb(255 255 255 / 35%)';
  const step = canvas.width / 14;
  for (let x = -canvas.height; x < canvas.width; x += step) {
    brush.save();
    brush.translate(x, 0);
    brush.transform(1, 0, -0.5, 1, canvas.height / 2, 0);
    brush.fillRect(0, 0, step / 4, canvas.height);
    brush.restore();
  }
}

function wipe(canvas: HTMLCanvasElement, x: number, y: number): void {
  const brush = canvas.getContext('2d');
  if (!brush) return;
  brush.globalCompositeOperation = 'destination-out';
  brush.beginPath();
  brush.arc(x * canvas.width, y * canvas.height, canvas.width * FINGER, 0, 2 * Math.PI);
  brush.fill();
  brush.globalCompositeOperation = 'source-over';
}
