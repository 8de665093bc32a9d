import type { Point } from './tidyLayout';

/** A wire as a cubic curve: start, two control points, end. DOM edge, far-away painter and hit test share it. */
export type Curve = readonly [Point, Point, Point, Point];

/** Wires longer than this, or going backwards, are drawn as a short stub with a "go to" chip. */
export const FAR_WIRE_PX = 1800;

/** The curve from an exit (leaving to the right) to an entrance (coming from the left). */
export function wireCurve(from: Point, to: Point): Curve {
  const dx = to.x - from.x;
  const pull = dx >= 0 ? Math.max(32, Math.min(160, dx / 2)) : Math.min(220, 48 + Math.abs(dx) / 4);
  return [from, { x: from.x + pull, y: from.y }, { x: to.x - pull, y: to.y }, to];
}

/** SVG path of a curve. */
export function curvePath([a, b, c, d]: Curve): string {
  return `M${a.x},${a.y} C${b.x},${b.y} ${c.x},${c.y} ${d.x},${d.y}`;
}

/** Whether a wire is better told than drawn: it goes back (a loop) or far away. */
export function isGoToWire(from: Point, to: Point): boolean {
  return to.x < from.x - 40 || Math.hypot(to.x - from.x, to.y - from.y) > FAR_WIRE_PX;
}

/** Point on the curve at 0 ≤ t ≤ 1. */
export function curvePoint([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t;
  const mix = (p: number, q: number, r: number, u: number): number => s * s * s * p + 3 * s * s * t * q + 3 * s * t * t * r + t * t * t * u;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

/** Whether a curve passes through a rectangle; a card dropped there is spliced into the wire. */
export function curveCrosses(curve: Curve, box: { x: number; y: number; width: number; height: number }): boolean {
  const [a, b, c, d] = curve;
  const minX = Math.min(a.x, b.x, c.x, d.x);
  const maxX = Math.max(a.x, b.x, c.x, d.x);
  const minY = Math.min(a.y, b.y, c.y, d.y);
  const maxY = Math.max(a.y, b.y, c.y, d.y);
  if (maxX < box.x || minX > box.x + box.width || maxY < box.y || minY > box.y + box.height) return false;
  const steps = Math.max(12, Math.ceil(Math.hypot(d.x - a.x, d.y - a.y) / 16));
  for (let i = 1; i < steps; i += 1) {
    const p = curvePoint(curve, i / steps);
    if (p.x >= box.x && p.x <= box.x + box.width && p.y >= box.y && p.y <= box.y + box.height) return true;
  }
  return false;
}
