import { curveCrosses, curvePath, curvePoint, isGoToWire, wireCurve } from './wirePath';

describe('wirePath', () => {
  const curve = wireCurve({ x: 0, y: 0 }, { x: 400, y: 200 });

  it('begins at the exit and ends at the entrance', () => {
    expect(curvePath(curve)).toBe('M0,0 C160,0 240,200 400,200');
    expect(curvePoint(curve, 0)).toEqual({ x: 0, y: 0 });
    expect(curvePoint(curve, 1)).toEqual({ x: 400, y: 200 });
  });

  it('notices a card dropped on the wire, and one beside it', () => {
    expect(curveCrosses(curve, { x: 150, y: 60, width: 100, height: 80 })).toBe(true);
    expect(curveCrosses(curve, { x: 150, y: 400, width: 100, height: 80 })).toBe(false);
    expect(curveCrosses(curve, { x: 300, y: 0, width: 90, height: 60 })).toBe(false);
  });

  it('tells loops and far targets with a chip instead of a long wire', () => {
    expect(isGoToWire({ x: 500, y: 0 }, { x: 0, y: 0 })).toBe(true);
    expect(isGoToWire({ x: 0, y: 0 }, { x: 3000, y: 0 })).toBe(true);
    expect(isGoToWire({ x: 0, y: 0 }, { x: 400, y: 300 })).toBe(false);
  });
});
