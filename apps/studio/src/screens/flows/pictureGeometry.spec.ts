import fc from 'fast-check';
import { PICTURE, pictureGeometry } from './pictureGeometry';

const tile = (id: string, x: number, y: number) => ({ id, kind: 'message', x, y });

it('has every tile inside the picture, wherever the nodes are', () => {
  const place = fc.integer({ min: -100_000, max: 100_000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(place, place), { maxLength: 60 }), (places) => {
      const { tiles, tile: size } = pictureGeometry({ nodes: places.map(([x, y], index) => tile(`${index}`, x, y)), edges: [] });
      for (const { x, y } of tiles) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x + size.width).toBeLessThanOrEqual(PICTURE.width);
        expect(y + size.height).toBeLessThanOrEqual(PICTURE.height);
      }
    }),
  );
});
it('puts a single node in the middle', () => {
  const { tiles, tile: size } = pictureGeometry({ nodes: [tile('a', 9_000, -40)], edges: [] });
  expect(tiles[0]!.x + size.width / 2).toBeCloseTo(PICTURE.width / 2);
  expect(tiles[0]!.y + size.height / 2).toBeCloseTo(PICTURE.height / 2);
});
it('keeps left left and above above', () => {
  const { tiles } = pictureGeometry({ nodes: [tile('a', 0, 400), tile('b', 360, 0)], edges: [] });
  expect(tiles[0]!.x).toBeLessThan(tiles[1]!.x);
  expect(tiles[0]!.y).toBeGreaterThan(tiles[1]!.y);
});
it('makes tiles smaller when there are many columns', () => {
  const row = (count: number) => pictureGeometry({ nodes: Array.from({ length: count }, (_, index) => tile(`${index}`, index * 360, 0)), edges: [] }).tile.width;
  expect(row(12)).toBeLessThan(row(3));
});
it('draws wires only between tiles it has', () => {
  const { wires } = pictureGeometry({ nodes: [tile('a', 0, 0), tile('b', 400, 0)], edges: [{ from: 'a', to: 'b' }, { from: 'a', to: 'gone' }] });
  expect(wires).toHaveLength(1);
});
it('draws nothing for an empty flow', () => expect(pictureGeometry({ nodes: [], edges: [] })).toMatchObject({ tiles: [], wires: [] }));
