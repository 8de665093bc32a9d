import type { RichMenuBounds } from './richMenuDocument';

/** Do two rectangles cover a common part? Touching edges do not count. */
export function overlaps(a: RichMenuBounds, b: RichMenuBounds): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** By how many pixels a rectangle runs over the picture, the worst side; 0 when it is inside. */
export function overrun(bounds: RichMenuBounds, size: { width: number; height: number }): number {
  return Math.max(0, -bounds.x, -bounds.y, bounds.x + bounds.width - size.width, bounds.y + bounds.height - size.height);
}

/**
 * Moves the edges of a rectangle to the nearest of the given lines, when one is within `reach` pixels, and keeps it inside the
 * picture. Lines are the picture's own edges, its grid, and the edges of other areas.
 */
export function snapBounds(bounds: RichMenuBounds, lines: { x: readonly number[]; y: readonly number[] }, reach: number, size: { width: number; height: number }): RichMenuBounds {
  const left = clamp(nearest(bounds.x, lines.x, reach), 0, size.width);
  const top = clamp(nearest(bounds.y, lines.y, reach), 0, size.height);
  const right = clamp(nearest(bounds.x + bounds.width, lines.x, reach), left, size.width);
  const bottom = clamp(nearest(bounds.y + bounds.height, lines.y, reach), top, size.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Lines to snap to: the picture's edges, a grid of `columns` × `rows`, and the edges of other rectangles. */
export function snapLines(size: { width: number; height: number }, grid: { columns: number; rows: number }, others: readonly RichMenuBounds[] = []): { x: number[]; y: number[] } {
  const cuts = (length: number, parts: number) => Array.from({ length: parts + 1 }, (_, index) => Math.round((length * index) / parts));
  return {
    x: [...new Set([...cuts(size.width, grid.columns), ...others.flatMap((one) => [one.x, one.x + one.width])])],
    y: [...new Set([...cuts(size.height, grid.rows), ...others.flatMap((one) => [one.y, one.y + one.height])])],
  };
}

/** Cuts the picture into rows of equal cells without gap or overlap: `[3, 2]` is a row of three above a row of two. */
export function gridBounds(size: { width: number; height: number }, cellsPerRow: readonly number[]): RichMenuBounds[] {
  const cut = (length: number, parts: number, index: number) => Math.round((length * index) / parts);
  return cellsPerRow.flatMap((cells, row) => {
    const y = cut(size.height, cellsPerRow.length, row);
    const height = cut(size.height, cellsPerRow.length, row + 1) - y;
    return Array.from({ length: cells }, (_, cell) => {
      const x = cut(size.width, cells, cell);
      return { x, y, width: cut(size.width, cells, cell + 1) - x, height };
    });
  });
}

/** Fits areas made for one size to another one, edge by edge, so that neighbours stay neighbours. */
export function scaleBounds(bounds: RichMenuBounds, from: { width: number; height: number }, to: { width: number; height: number }): RichMenuBounds {
  const scale = (value: number, a: number, b: number) => Math.round((value * b) / a);
  const x = scale(bounds.x, from.width, to.width);
  const y = scale(bounds.y, from.height, to.height);
  return {
    x,
    y,
    width: scale(bounds.x + bounds.width, from.width, to.width) - x,
    height: scale(bounds.y + bounds.height, from.height, to.height) - y,
  };
}

function nearest(value: number, lines: readonly number[], reach: number): number {
  let best = value;
  let distance = reach + 1;
  for (const line of lines) {
    if (Math.abs(line - value) < distance) {
      best = line;
      distance = Math.abs(line - value);
    }
  }
  return best;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
