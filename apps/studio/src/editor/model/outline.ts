import type { FlowDocument } from '@chatloom/flow';

/** One line of the outline: a step where it is first reached, or a pointer to where it stands. */
export interface OutlineRow {
  nodeId: string;
  /** Letters and numbers by place: "1", "1.a", "1.a.2". */
  number: string;
  depth: number;
  /** The exit it is reached by; absent at the beginning of a way. */
  port?: string;
  /** The step stands elsewhere: this line only leads there. */
  jump: boolean;
}

/** Exits that are the usual way on; all others branch off. */
const ONWARD: ReadonlySet<string> = new Set(['next', 'answered', 'returned']);
/** Deeper than this lines are no longer indented. */
export const OUTLINE_MAX_INDENT = 8;

/**
 * The flow as an indented list: from each beginning along the exits in their order. The usual way on stays on one level;
 * branches go in. A step that was listed before (a loop, two ways that meet) is a jump line. Without recursion, so that
 * long flows do not run out of stack.
 */
export function outline(document: FlowDocument, portOrder: (nodeId: string) => readonly string[]): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const listed = new Set<string>();
  const hasEntrance = new Set(document.edges.filter((edge) => edge.from !== edge.to).map((edge) => edge.to));
  const edges = new Map(document.edges.map((edge) => [`${edge.from} ${edge.port}`, edge]));
  const roots = sortByPlace(document, Object.keys(document.nodes));
  let beginnings = 0;

  const list = (root: string): void => {
    if (listed.has(root)) return;
    beginnings += 1;
    const stack: Omit<OutlineRow, 'jump'>[] = [{ nodeId: root, number: String(beginnings), depth: 0 }];
    while (stack.length > 0) {
      const row = stack.pop()!;
      if (!document.nodes[row.nodeId]) continue;
      const jump = listed.has(row.nodeId);
      rows.push({ ...row, jump });
      if (jump) continue;
      listed.add(row.nodeId);
      const ways = portOrder(row.nodeId).flatMap((port) => edges.get(`${row.nodeId} ${port}`) ?? []);
      const onward = ways.length === 1 ? ways[0] : ways.find(({ port }) => ONWARD.has(port));
      const branches = ways.filter((way) => way !== onward);
      // What is pushed last is listed first: the branches in their order, then the way on.
      if (onward) stack.push({ nodeId: onward.to, port: onward.port, depth: row.depth, number: nextNumber(row.number) });
      for (let index = branches.length - 1; index >= 0; index -= 1) {
        const { to, port } = branches[index]!;
        stack.push({ nodeId: to, port, depth: row.depth + 1, number: `${row.number}.${letter(index)}.1` });
      }
    }
  };
  roots.filter((id) => !hasEntrance.has(id)).forEach(list);
  roots.forEach(list);
  return rows;
}

function nextNumber(number: string): string {
  const parts = number.split('.');
  if (parts.length === 1) return `${number}.1`;
  const last = Number(parts.pop());
  return [...parts, String(last + 1)].join('.');
}

/** a, b, … z, aa, ab … */
function letter(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letter(rest - 1) : '') + String.fromCharCode(97 + (index % 26));
}

function sortByPlace(document: FlowDocument, ids: string[]): string[] {
  const place = (id: string) => document.layout.nodes[id] ?? { x: 0, y: 0 };
  return ids.sort((a, b) => place(a).y - place(b).y || place(a).x - place(b).x || (a < b ? -1 : 1));
}
