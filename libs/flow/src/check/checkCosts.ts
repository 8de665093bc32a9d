import type { Problem } from '../problem';
import { cyclesOf, stronglyConnected } from './components';
import type { FlowGraph } from './flowGraph';

/** Bubbles that fit into one reply (FACTS §3 "Sending"). */
export const MAX_REPLY_BUBBLES = 5;

/**
 * What costs money or gets lost: more bubbles between two waits than one free reply can carry, pushes, and waits after
 * which the free reply is over.
 */
export function checkCosts(graph: FlowGraph): Problem[] {
  return [...overflows(graph), ...pushes(graph), ...delays(graph)];
}

/** The reply bubble a node adds; nodes that wait for an answer send their question before they wait. */
function bubblesOf(graph: FlowGraph, nodeId: string): number {
  return graph.definitionOf(nodeId)?.sends === 'reply' ? 1 : 0;
}

/**
 * The longest row of bubbles that ends at each node, over all ways that take one turn. Nodes in a circle without a wait
 * are left out: that is a problem of its own and has no longest way.
 */
function overflows(graph: FlowGraph): Problem[] {
  const inCycle = new Set(cyclesOf(graph.nodeIds, (nodeId) => graph.atOnce(nodeId)).flat());
  const successors = (nodeId: string): string[] => (inCycle.has(nodeId) ? [] : graph.atOnce(nodeId).filter((next) => !inCycle.has(next)));
  const longest = new Map<string, number>();
  const problems: Problem[] = [];
  // Components come after those they reach, so the reverse meets every node after all that lead to it.
  for (const nodeId of stronglyConnected(graph.nodeIds, successors).flat().reverse()) {
    const before = longest.get(nodeId) ?? 0;
    const count = before + bubblesOf(graph, nodeId);
    for (const next of successors(nodeId)) longest.set(next, Math.max(longest.get(next) ?? 0, count));
    if (before <= MAX_REPLY_BUBBLES && count > MAX_REPLY_BUBBLES) {
      problems.push({
        code: 'messageOverflow',
        severity: 'warning',
        nodeId,
        params: { count, max: MAX_REPLY_BUBBLES },
        message: `"${graph.titleOf(nodeId)}" would be bubble ${count} in a row, and a free reply carries ${MAX_REPLY_BUBBLES}: from here on messages are pushed, which costs, or left out.`,
      });
    }
  }
  return problems;
}

function pushes(graph: FlowGraph): Problem[] {
  return graph.nodeIds
    .filter((nodeId) => graph.definitionOf(nodeId)?.sends === 'push')
    .map((nodeId) => ({ code: 'pushCosts', severity: 'warning', nodeId, message: `"${graph.titleOf(nodeId)}" is sent as a push, which counts against the monthly messages.` }));
}

function delays(graph: FlowGraph): Problem[] {
  const behind = pushedBehind(graph);
  return paidWaits(graph).flatMap((nodeId): Problem[] => {
    const late = graph.after(nodeId).map((next) => behind.get(next)).find((found) => found !== undefined);
    if (late === undefined) return [];
    const step = graph.titleOf(late);
    return [
      {
        code: 'delayCosts',
        severity: 'warning',
        nodeId,
        params: { step },
        message: `After "${graph.titleOf(nodeId)}" the free reply is over: "${step}" is sent as a push, which counts against the monthly messages.`,
      },
    ];
  });
}

/** Waits for time after which what follows cannot be a free reply. */
export function paidWaits(graph: FlowGraph): string[] {
  return graph.nodeIds.filter((nodeId) => {
    const definition = graph.definitionOf(nodeId);
    if (definition?.waits !== 'time') return false;
    const data = graph.dataOf(nodeId);
    return data !== undefined && (definition.paysAfterwards?.(data) ?? true);
  });
}

/** Is this node's bubble pushed, when its free reply is over? */
export function isPushedWhenLate(graph: FlowGraph, nodeId: string): boolean {
  const data = graph.dataOf(nodeId) as { ifTooLate?: unknown } | undefined;
  return graph.definitionOf(nodeId)?.sends === 'reply' && data?.ifTooLate === 'push';
}

/** For every node, a pushed bubble that comes in the same turn: its own, or one behind it. Linear, like the components. */
function pushedBehind(graph: FlowGraph): Map<string, string> {
  const found = new Map<string, string>();
  for (const component of stronglyConnected(graph.nodeIds, (nodeId) => graph.atOnce(nodeId))) {
    const own = component.find((nodeId) => isPushedWhenLate(graph, nodeId));
    const behind = own ?? component.flatMap((nodeId) => graph.atOnce(nodeId)).map((next) => found.get(next)).find((late) => late !== undefined);
    if (behind !== undefined) for (const nodeId of component) found.set(nodeId, behind);
  }
  return found;
}
