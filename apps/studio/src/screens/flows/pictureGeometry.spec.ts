import { pictureGeometry } from './pictureGeometry';

const tile = (id: string, x: number, y: number) => ({ id, kind: 'message', x, y });
const windowOf = (viewBox: string) => viewBox.split(' ').map(Number) as [number, number, number, number];

it('has every tile inside its window', () => {
  const { viewBox, tiles } = pictureGeometry({ nodes: [tile('a', -900, -300), tile('b', 4_000, 2_500)], edges: [] });
  const [x, y, width, height] = windowOf(viewBox);
  for (const each of tiles) {
    expect(each.x).toBeGreaterThan(x);
    expect(each.y).toBeGreaterThan(y);
    expect(each.x + each.width).toBeLessThan(x + width);
    expect(each.y + each.height).toBeLessThan(y + height);
  }
});
it('does not blow a single tile up to the whole picture', () => {
  const [, , width] = windowOf(pictureGeometry({ nodes: [tile('a', 10, 10)], edges: [] }).viewBox);
  expect(width).toBeGreaterThan(900);
});
it('draws wires only between tiles it has', () => {
  const { wires } = pictureGeometry({ nodes: [tile('a', 0, 0), tile('b', 400, 0)], edges: [{ from: 'a', to: 'b' }, { from: 'a', to: 'gone' }] });
  expect(wires).toHaveLength(1);
});
it('is an empty window for an empty flow', () => expect(windowOf(pictureGeometry({ nodes: [], edges: [] }).viewBox).every(Number.isFinite)).toBe(true));
