import fc from 'fast-check';
import { AREA_MIN_PX, drawArea, freePlace, linesToSnapTo, moveArea, resizeArea, type Bounds, type Edges } from './areaGeometry';

const BIG = { width: 2500, height: 1686 };
const area: Bounds = { x: 100, y: 100, width: 400, height: 300 };

describe('moving an area', () => {
  it('draws its nearest edge to the border of a neighbour', () => {
    const neighbour = { x: 700, y: 0, width: 500, height: 1686 };
    const { bounds, onX } = moveArea(area, { x: 192, y: 0 }, BIG, linesToSnapTo(BIG, [neighbour], 20));
    expect(bounds.x + bounds.width).toBe(700);
    expect(onX).toContain(700);
  });

  it('draws to the middle of the picture', () => {
    expect(moveArea(area, { x: 1140, y: 0 }, BIG, linesToSnapTo(BIG, [], 20)).bounds.x).toBe(1250);
  });

  it('goes freely without lines', () => {
    expect(moveArea(area, { x: 192, y: 7 }, BIG).bounds).toEqual({ ...area, x: 292, y: 107 });
  });
});

it('resizes by the edges held, the others stay', () => {
  expect(resizeArea(area, { left: true, top: true }, { x: 50, y: -30 }, BIG).bounds).toEqual({ x: 150, y: 70, width: 350, height: 330 });
});

it('draws a new area in any direction', () => {
  expect(drawArea({ x: 900, y: 800 }, { x: 300, y: 200 }, BIG).bounds).toEqual({ x: 300, y: 200, width: 600, height: 600 });
});

it('puts one more area on the largest free place', () => {
  const place = freePlace(BIG, [{ x: 0, y: 0, width: 1250, height: 1686 }]);
  expect(place).toEqual({ x: 1250, y: 0, width: 1250, height: 1686 });
});

describe('whatever the hand does', () => {
  const anyArea = fc.record({ x: fc.integer({ min: 0, max: 2000 }), y: fc.integer({ min: 0, max: 1200 }), width: fc.integer({ min: AREA_MIN_PX, max: 500 }), height: fc.integer({ min: AREA_MIN_PX, max: 486 }) });
  const distance = fc.record({ x: fc.integer({ min: -4000, max: 4000 }), y: fc.integer({ min: -4000, max: 4000 }) });
  const edges: fc.Arbitrary<Edges> = fc.oneof(fc.constant({ left: true, top: true }), fc.constant({ right: true }), fc.constant({ bottom: true, left: true }), fc.constant({ right: true, bottom: true }));
  const inside = ({ x, y, width, height }: Bounds) => x >= 0 && y >= 0 && width >= AREA_MIN_PX && height >= AREA_MIN_PX && x + width <= BIG.width && y + height <= BIG.height;

  it('an area stays whole and on the picture', () => {
    fc.assert(
      fc.property(anyArea, anyArea, distance, edges, fc.boolean(), (one, other, by, held, snaps) => {
        const lines = snaps ? linesToSnapTo(BIG, [other], 20) : undefined;
        const moved = moveArea(one, by, BIG, lines).bounds;
        expect([moved.width, moved.height]).toEqual([one.width, one.height]);
        expect(inside(moved) && inside(resizeArea(one, held, by, BIG, lines).bounds)).toBe(true);
      }),
    );
  });
});
