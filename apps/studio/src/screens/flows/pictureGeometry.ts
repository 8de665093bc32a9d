/** The width of a node card on the canvas, px; the picture draws with the canvas's own units. */
const TILE_WIDTH = 264;
const TILE_HEIGHT = 64;
const MARGIN = 40;
/** A flow of one or two nodes would otherwise fill the whole picture with one tile. */
const LEAST_WIDTH = 1_000;
const LEAST_HEIGHT = 420;

interface Picture {
  nodes: { id: string; kind: string; x: number; y: number }[];
  edges: { from: string; to: string }[];
}
export interface PictureGeometry {
  viewBox: string;
  tiles: { id: string; kind: string; x: number; y: number; width: number; height: number }[];
  wires: { id: string; path: string }[];
}

/** Where to draw tiles and wires, and the window around all of them. Wires to nodes that are not in the picture are left out. */
export function pictureGeometry(picture: Picture): PictureGeometry {
  const tiles = picture.nodes.map(({ id, kind, x, y }) => ({ id, kind, x, y, width: TILE_WIDTH, height: TILE_HEIGHT }));
  const byId = new Map(tiles.map((tile) => [tile.id, tile]));
  const wires = picture.edges.flatMap(({ from, to }, index) => {
    const start = byId.get(from);
    const end = byId.get(to);
    if (!start || !end) return [];
    const x1 = start.x + TILE_WIDTH;
    const y1 = start.y + TILE_HEIGHT / 2;
    const x2 = end.x;
    const y2 = end.y + TILE_HEIGHT / 2;
    const bend = Math.max(40, Math.abs(x2 - x1) / 2);
    return [{ id: `${index}`, path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` }];
  });
  const minX = tiles.length > 0 ? Math.min(...tiles.map(({ x }) => x)) : 0;
  const minY = tiles.length > 0 ? Math.min(...tiles.map(({ y }) => y)) : 0;
  const maxX = tiles.length > 0 ? Math.max(...tiles.map(({ x }) => x + TILE_WIDTH)) : 0;
  const maxY = tiles.length > 0 ? Math.max(...tiles.map(({ y }) => y + TILE_HEIGHT)) : 0;
  const width = Math.max(LEAST_WIDTH, maxX - minX + 2 * MARGIN);
  const height = Math.max(LEAST_HEIGHT, maxY - minY + 2 * MARGIN);
  const x = (minX + maxX - width) / 2;
  const y = (minY + maxY - height) / 2;
  return { viewBox: `${x} ${y} ${width} ${height}`, tiles, wires };
}
