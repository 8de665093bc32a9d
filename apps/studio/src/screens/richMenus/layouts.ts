import type { Bounds, Size } from './areaGeometry';

/** A way to divide a picture, as rows of cells: `[x, y, width, height]` in twelfths of the picture. */
export interface Layout {
  /** Key below `richMenus:layout`. */
  id: string;
  cells: readonly (readonly [x: number, y: number, width: number, height: number])[];
}

/** Layouts for pictures about as high as wide; the first is what most shops take. */
const TALL: Layout[] = [
  { id: 'six', cells: [[0, 0, 4, 6], [4, 0, 4, 6], [8, 0, 4, 6], [0, 6, 4, 6], [4, 6, 4, 6], [8, 6, 4, 6]] },
  { id: 'four', cells: [[0, 0, 6, 6], [6, 0, 6, 6], [0, 6, 6, 6], [6, 6, 6, 6]] },
  { id: 'topThree', cells: [[0, 0, 12, 6], [0, 6, 4, 6], [4, 6, 4, 6], [8, 6, 4, 6]] },
  { id: 'bigTwo', cells: [[0, 0, 8, 12], [8, 0, 4, 6], [8, 6, 4, 6]] },
  { id: 'topTwo', cells: [[0, 0, 12, 6], [0, 6, 6, 6], [6, 6, 6, 6]] },
  { id: 'rows', cells: [[0, 0, 12, 6], [0, 6, 12, 6]] },
  { id: 'columns', cells: [[0, 0, 6, 12], [6, 0, 6, 12]] },
  { id: 'one', cells: [[0, 0, 12, 12]] },
  { id: 'tabsSix', cells: [[0, 0, 6, 2], [6, 0, 6, 2], [0, 2, 4, 5], [4, 2, 4, 5], [8, 2, 4, 5], [0, 7, 4, 5], [4, 7, 4, 5], [8, 7, 4, 5]] },
];
/** Layouts for one row. */
const FLAT: Layout[] = [
  { id: 'three', cells: [[0, 0, 4, 12], [4, 0, 4, 12], [8, 0, 4, 12]] },
  { id: 'columns', cells: [[0, 0, 6, 12], [6, 0, 6, 12]] },
  { id: 'bigSmall', cells: [[0, 0, 8, 12], [8, 0, 4, 12]] },
  { id: 'smallBig', cells: [[0, 0, 4, 12], [4, 0, 8, 12]] },
  { id: 'fourRow', cells: [[0, 0, 3, 12], [3, 0, 3, 12], [6, 0, 3, 12], [9, 0, 3, 12]] },
  { id: 'one', cells: [[0, 0, 12, 12]] },
];
/** Pictures flatter than this have room for one row only; the two usual shapes are 1.48 and 2.97. */
const FLAT_FROM_RATIO = 2.2;

/** Layouts that suit a picture of this shape, most used first. */
export const layoutsFor = ({ width, height }: Size): Layout[] => (width / height >= FLAT_FROM_RATIO ? FLAT : TALL);

/** The areas of a layout on a picture: whole pixels, next to each other without gaps, never beyond the border. */
export function areasOfLayout(layout: Layout, size: Size): Bounds[] {
  const across = (part: number) => Math.round((size.width * part) / 12);
  const down = (part: number) => Math.round((size.height * part) / 12);
  return layout.cells.map(([x, y, width, height]) => ({ x: across(x), y: down(y), width: across(x + width) - across(x), height: down(y + height) - down(y) }));
}
