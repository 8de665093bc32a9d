import type { FlowDocument, FlowEdge } from '@chatloom/flow';

/** A wire that replaces removed steps: from the exit before them to the step after them. */
export interface Join {
  from: string;
  port: string;
  to: string;
}

/**
 * Wires that close the gaps when steps are removed: steps hanging together with just one way in and one way out are
 * bridged. With more ways nobody could say which should survive, so those stay open and the editor says "Not connected".
 */
export function joinsAfterRemoval(document: FlowDocument, removed: ReadonlySet<string>): Join[] {
  const joins: Join[] = [];
  for (const group of groupsOf(document, removed)) {
    const ways = { in: [] as FlowEdge[], out: [] as FlowEdge[] };
    for (const edge of document.edges) {
      if (group.has(edge.to) && !removed.has(edge.from)) ways.in.push(edge);
      if (group.has(edge.from) && !removed.has(edge.to)) ways.out.push(edge);
    }
    const [before, after] = [ways.in[0], ways.out[0]];
    if (ways.in.length === 1 && ways.out.length === 1 && before && after && before.from !== after.to) {
      joins.push({ from: before.from, port: before.port, to: after.to });
    }
  }
  return joins;
}

function groupsOf(document: FlowDocument, removed: ReadonlySet<string>): Set<string>[] {
  const neighbours = new Map<string, string[]>([...removed].map((id) => [id, []]));
  for (const { from, to } of document.edges) {
    if (!removed.has(from) || !removed.has(to)) continue;
    neighbours.get(from)!.push(to);
    neighbours.get(to)!.push(from);
  }
  const seen = new Set<string>();
  const groups: Set<string>[] = [];
  for (const start of removed) {
    if (seen.has(start)) continue;
    const group = new Set<string>([start]);
    // A set grows while it is walked: this is a breadth first search.
    for (const id of group) for (const next of neighbours.get(id) ?? []) group.add(next);
    group.forEach((id) => seen.add(id));
    groups.push(group);
  }
  return groups;
}
