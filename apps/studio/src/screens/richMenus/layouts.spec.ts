import { areasOfLayout, layoutsFor } from './layouts';

const SIZES = [
  { width: 2500, height: 1686 },
  { width: 2500, height: 843 },
  { width: 800, height: 541 },
];

it.each(SIZES.flatMap((size) => layoutsFor(size).map((layout) => ({ size, layout, name: `${layout.id} on ${size.width}×${size.height}` }))))('$name covers the whole picture, no pixel twice', ({ size, layout }) => {
  const areas = areasOfLayout(layout, size);
  expect(areas.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(size.width * size.height);
  const pairs = areas.flatMap((a, index) => areas.slice(index + 1).map((b) => [a, b] as const));
  expect(pairs.filter(([a, b]) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)).toEqual([]);
  expect(areas.every(({ x, y, width, height }) => x >= 0 && y >= 0 && x + width <= size.width && y + height <= size.height)).toBe(true);
});

it('offers one row for flat pictures only', () => {
  expect(layoutsFor(SIZES[1]!).every(({ cells }) => cells.every(([, y]) => y === 0))).toBe(true);
  expect(layoutsFor(SIZES[0]!)[0]!.cells).toHaveLength(6);
});
