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
  const pushed = firstBehind(graph, (nodeId) => isPushedWhenLate(graph, nodeId));
  const dropped = firstBehind(graph, (nodeId) => bubblesOf(graph, nodeId) > 0 && !isPushedWhenLate(graph, nodeId));
  return lateExits(graph).flatMap(({ nodeId, targets, byNoAnswer }): Problem[] => {
    const title = graph.titleOf(nodeId);
    const problems: Problem[] = [];
    const first = (found: Map<string, string>): string | undefined => targets.map((next) => found.get(next)).find((late) => late !== undefined);
    const paid = first(pushed);
    if (paid !== undefined) {
      // It belongs to the message: there the designer can choose to leave it out instead.
      const message = `After "${title}" the free reply is over: "${graph.titleOf(paid)}" is sent as a push, which counts against the monthly messages.`;
      problems.push({ code: 'delayCosts', severity: 'warning', nodeId: paid, params: { step: title }, message });
    }
    // What a delay loses is found by its own type, which knows whether the free reply really is over.
    const lost = byNoAnswer ? first(dropped) : undefined;
    if (lost !== undefined) {
      const step = graph.titleOf(lost);
      const message = `When nobody answers "${title}" the free reply is over: "${step}" would be left out; let it be sent as a push.`;
      problems.push({ code: 'noAnswerLosesMessage', severity: 'warning', nodeId, params: { step }, message });
    }
    return problems;
  });
}

/** Exit of a question that a timer takes. */
const NO_ANSWER_PORT = 'noAnswer';

/** Ways on which the conversation goes on by the clock and not by the person, so that no free reply is there. */
export function lateExits(graph: FlowGraph): { nodeId: string; targets: string[]; byNoAnswer: boolean }[] {
  return graph.nodeIds.flatMap((nodeId): { nodeId: string; targets: string[]; byNoAnswer: boolean }[] => {
    const definition = graph.definitionOf(nodeId);
    if (definition?.waits === 'answer') {
      const targets = graph.edgesFrom(nodeId).filter((edge) => edge.port === NO_ANSWER_PORT && graph.has(edge.to)).map((edge) => edge.to);
      return targets.length === 0 ? [] : [{ nodeId, targets, byNoAnswer: true }];
    }
    const data = definition?.waits === 'time' ? graph.dataOf(nodeId) : undefined;
    const pays = data !== undefined && (definition!.paysAfterwards?.(data) ?? true);
    return pays ? [{ nodeId, targets: graph.after(nodeId), byNoAnswer: false }] : [];
  });
}

/** Is this node's bubble pushed, when its free reply is over? */
export function isPushedWhenLate(graph: FlowGraph, nodeId: string): boolean {
  const data = graph.dataOf(nodeId) as { ifTooLate?: unknown } | undefined;
  // In a series nothing is dropped: what comes too late for a reply is a push.
  return graph.definitionOf(nodeId)?.sends === 'reply' && (data?.ifTooLate === 'push' || graph.document.series !== undefined);
}

/** For every node, one that fits and comes in the same turn: itself, or one behind it. Linear, like the components. */
function firstBehind(graph: FlowGraph, fits: (nodeId: string) => boolean): Map<string, string> {
  const found = new Map<string, string>();
  for (const component of stronglyConnected(graph.nodeIds, (nodeId) => graph.atOnce(nodeId))) {
    const own = component.find(fits);
    const behind = own ?? component.flatMap((nodeId) => graph.atOnce(nodeId)).map((next) => found.get(next)).find((late) => late !== undefined);
    if (behind !== undefined) for (const nodeId of component) found.set(nodeId, behind);
  }
  return found;
}
