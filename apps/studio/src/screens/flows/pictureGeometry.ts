/** The picture's own size; it is scaled to the card's width. */
export const PICTURE = { width: 280, height: 132 };
const MARGIN = 14;
/** Nodes nearer than this on the canvas (px) stand in one column. */
const COLUMN_PX = 180;
const TILE = { widest: 52, narrowest: 9, tallest: 18, lowest: 6 };
/** Share of a column's width and a row's height that a tile takes. */
const SHARE = 0.62;

interface Picture {
  nodes: { id: string; kind: string; x: number; y: number }[];
  edges: { from: string; to: string }[];
}
export interface PictureGeometry {
  tiles: { id: string; kind: string; x: number; y: number }[];
  /** Of every tile. Below 24 wide there is room for the colour of the kind only. */
  tile: { width: number; height: number };
  wires: { id: string; path: string }[];
}

/**
 * Where to draw tiles and wires. Width and height are fitted each by itself and tiles are as large as columns and rows
 * allow: true proportions would make dots of every flow but the smallest. Wires to nodes outside the picture are left out.
 */
export function pictureGeometry(picture: Picture): PictureGeometry {
  const columns = new Map<number, number>();
  for (const { x } of picture.nodes) {
    const column = Math.round(x / COLUMN_PX);
    columns.set(column, (columns.get(column) ?? 0) + 1);
  }
  const tile = {
    width: clamp((SHARE * PICTURE.width) / Math.max(1, columns.size), TILE.narrowest, TILE.widest),
    height: clamp((SHARE * PICTURE.height) / Math.max(1, ...columns.values()), TILE.lowest, TILE.tallest),
  };
  const placeX = scale(picture.nodes.map(({ x }) => x), PICTURE.width - 2 * MARGIN - tile.width, tile.width * 1.6);
  const placeY = scale(picture.nodes.map(({ y }) => y), PICTURE.height - 2 * MARGIN - tile.height, tile.height * 2);
  const tiles = picture.nodes.map(({ id, kind, x, y }) => ({ id, kind, x: MARGIN + placeX(x), y: MARGIN + placeY(y) }));
  const byId = new Map(tiles.map((each) => [each.id, each]));
  const wires = picture.edges.flatMap(({ from, to }, index) => {
    const start = byId.get(from);
    const end = byId.get(to);
    if (!start || !end) return [];
    const [x1, y1, x2, y2] = [start.x + tile.width, start.y + tile.height / 2, end.x, end.y + tile.height / 2].map((value) => Math.round(value * 10) / 10) as [number, number, number, number];
    const bend = x2 > x1 ? (x2 - x1) / 2 : MARGIN;
    return [{ id: `${index}`, path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` }];
  });
  return { tiles, tile, wires };
}

/** Spreads values over `room`, in the middle when they would need less: one step of the canvas is at most `step` wide. */
function scale(values: number[], room: number, step: number): (value: number) => number {
  const least = Math.min(...values);
  const span = Math.max(...values) - least;
  const used = Math.min(room, (span / COLUMN_PX) * step);
  return (value) => (room - used) / 2 + (span === 0 ? 0 : ((value - least) / span) * used);
}
const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
