import { overlaps, snapBounds, snapLines, type RichMenuBounds } from '@chatloom/messages';

export type Bounds = RichMenuBounds;
export interface Size {
  width: number;
  height: number;
}
/** Which edges of a rectangle a drag takes along: a corner two, a side one. */
export interface Edges {
  left?: boolean;
  right?: boolean;
  top?: boolean;
  bottom?: boolean;
}
/** What edges are drawn to: lines of a grid and of other areas, and how near (in pixels of the picture) they draw. */
export interface SnapLines {
  x: readonly number[];
  y: readonly number[];
  reach: number;
}
/** A rectangle after a gesture, and the lines it came to lie on, to be shown while dragging. */
export interface Snapped {
  bounds: Bounds;
  onX: number[];
  onY: number[];
}

/** The smallest area that a finger still hits on a phone: a tenth of the usual width is 37 points there. */
export const AREA_MIN_PX = 40;
/** Parts of the picture's width and height that edges are drawn to: halves, thirds, quarters, sixths and twelfths. */
const GRID_PARTS = 12;

/** Lines that edges are drawn to from `reach` pixels of the picture away: a grid of twelfths, its borders, and the edges of the other areas. */
export const linesToSnapTo = (size: Size, others: readonly Bounds[], reach: number): SnapLines => ({ ...snapLines(size, { columns: GRID_PARTS, rows: GRID_PARTS }, others), reach });

/** The area moved by a distance, kept inside the picture; whichever of its edges is nearest to a line decides. */
export function moveArea(area: Bounds, by: { x: number; y: number }, size: Size, lines?: SnapLines): Snapped {
  const wanted = { ...area, x: area.x + by.x, y: area.y + by.y };
  const x = lines ? wanted.x + nearest([wanted.x, wanted.x + area.width], lines.x, lines.reach) : wanted.x;
  const y = lines ? wanted.y + nearest([wanted.y, wanted.y + area.height], lines.y, lines.reach) : wanted.y;
  return describe({ ...area, x: clamp(Math.round(x), 0, size.width - area.width), y: clamp(Math.round(y), 0, size.height - area.height) }, lines);
}

/** The area with some edges moved by a distance: never turned inside out, never outside of the picture. */
export function resizeArea(area: Bounds, edges: Edges, by: { x: number; y: number }, size: Size, lines?: SnapLines): Snapped {
  const snapX = (value: number) => (lines ? value + nearest([value], lines.x, lines.reach) : value);
  const snapY = (value: number) => (lines ? value + nearest([value], lines.y, lines.reach) : value);
  let { x: left, y: top } = area;
  let right = left + area.width;
  let bottom = top + area.height;
  if (edges.left) left = clamp(Math.round(snapX(left + by.x)), 0, right - AREA_MIN_PX);
  if (edges.right) right = clamp(Math.round(snapX(right + by.x)), left + AREA_MIN_PX, size.width);
  if (edges.top) top = clamp(Math.round(snapY(top + by.y)), 0, bottom - AREA_MIN_PX);
  if (edges.bottom) bottom = clamp(Math.round(snapY(bottom + by.y)), top + AREA_MIN_PX, size.height);
  return describe({ x: left, y: top, width: right - left, height: bottom - top }, lines);
}

/** A rectangle between two points in any order: what a drag on an empty part of the picture draws. */
export function drawArea(from: { x: number; y: number }, to: { x: number; y: number }, size: Size, lines?: SnapLines): Snapped {
  const xs = [from.x, to.x].map((value) => clamp(Math.round(value), 0, size.width)).sort((a, b) => a - b);
  const ys = [from.y, to.y].map((value) => clamp(Math.round(value), 0, size.height)).sort((a, b) => a - b);
  const drawn = { x: xs[0]!, y: ys[0]!, width: xs[1]! - xs[0]!, height: ys[1]! - ys[0]! };
  return describe(lines ? snapBounds(drawn, lines, lines.reach, size) : drawn, lines);
}

/** A place for one more area: the largest free piece of the grid, else the middle of the picture. */
export function freePlace(size: Size, areas: readonly Bounds[]): Bounds {
  const columns = 6;
  const rows = 4;
  const cell = (column: number, row: number, wide: number, high: number): Bounds => {
    const x = Math.round((size.width * column) / columns);
    const y = Math.round((size.height * row) / rows);
    return { x, y, width: Math.round((size.width * (column + wide)) / columns) - x, height: Math.round((size.height * (row + high)) / rows) - y };
  };
  let best: Bounds | undefined;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let high = 1; row + high <= rows; high++)
        for (let wide = 1; column + wide <= columns; wide++) {
          const place = cell(column, row, wide, high);
          if (areas.some((area) => overlaps(area, place))) break;
          if (!best || place.width * place.height > best.width * best.height) best = place;
        }
  return best ?? cell(2, 1, 2, 2);
}

/** How far the nearest line is from the nearest of these values; 0 when none is within reach. */
function nearest(values: readonly number[], lines: readonly number[], reach: number): number {
  let best = 0;
  let distance = Infinity;
  for (const value of values)
    for (const line of lines) {
      const off = line - value;
      if (Math.abs(off) <= reach && Math.abs(off) < distance) {
        distance = Math.abs(off);
        best = off;
      }
    }
  return best;
}

function describe(bounds: Bounds, lines: SnapLines | undefined): Snapped {
  const on = (at: readonly number[] | undefined, values: number[]) => [...new Set(values.filter((value) => at?.includes(value)))];
  return { bounds, onX: on(lines?.x, [bounds.x, bounds.x + bounds.width]), onY: on(lines?.y, [bounds.y, bounds.y + bounds.height]) };
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
