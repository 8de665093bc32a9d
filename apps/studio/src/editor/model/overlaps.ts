import type { FlowDocument } from '@chatloom/flow';
import type { Point, Size } from './tidyLayout';

/** Whether cards lie on one another: then nobody has arranged them for these sizes yet. Sorted by x, so nearly linear. */
export function hasOverlaps(document: FlowDocument, sizeOf: (nodeId: string) => Size): boolean {
  const boxes = Object.keys(document.nodes)
    .map((id): Point & Size => ({ ...(document.layout.nodes[id] ?? { x: 0, y: 0 }), ...sizeOf(id) }))
    .sort((a, b) => a.x - b.x);
  return boxes.some((box, index) => {
    for (let next = index + 1; next < boxes.length && boxes[next]!.x < box.x + box.width; next += 1) {
      const other = boxes[next]!;
      if (other.y < box.y + box.height && box.y < other.y + other.height) return true;
    }
    return false;
  });
}
