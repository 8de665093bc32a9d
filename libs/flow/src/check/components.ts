/**
 * Strongly connected components by Tarjan's algorithm (1972), without recursion: a chain of thousands of steps must not
 * exhaust the stack. Linear in nodes and edges. A component comes after every component it can reach.
 */
export function stronglyConnected(ids: readonly string[], successors: (id: string) => readonly string[]): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const components: string[][] = [];
  for (const root of ids) {
    if (order.has(root)) continue;
    const work: { id: string; next: readonly string[]; index: number }[] = [];
    const enter = (id: string): void => {
      order.set(id, order.size);
      low.set(id, order.get(id)!);
      stack.push(id);
      onStack.add(id);
      work.push({ id, next: successors(id), index: 0 });
    };
    enter(root);
    while (work.length > 0) {
      const frame = work.at(-1)!;
      if (frame.index < frame.next.length) {
        const target = frame.next[frame.index]!;
        frame.index += 1;
        if (!order.has(target)) enter(target);
        else if (onStack.has(target)) low.set(frame.id, Math.min(low.get(frame.id)!, order.get(target)!));
        continue;
      }
      work.pop();
      const above = work.at(-1);
      if (above) low.set(above.id, Math.min(low.get(above.id)!, low.get(frame.id)!));
      if (low.get(frame.id) !== order.get(frame.id)) continue;
      const component: string[] = [];
      for (;;) {
        const id = stack.pop()!;
        onStack.delete(id);
        component.push(id);
        if (id === frame.id) break;
      }
      components.push(component);
    }
  }
  return components;
}

/** Only the components in which something goes round: more than one node, or one that leads to itself. */
export function cyclesOf(ids: readonly string[], successors: (id: string) => readonly string[]): string[][] {
  return stronglyConnected(ids, successors).filter((component) => component.length > 1 || successors(component[0]!).includes(component[0]!));
}

/** Everything that can be reached from the starts, which are included. */
export function reachableFrom(starts: Iterable<string>, successors: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(starts);
  const pending = [...seen];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    for (const next of successors(id)) {
      if (seen.has(next)) continue;
      seen.add(next);
      pending.push(next);
    }
  }
  return seen;
}
