import type { PhoneTurn } from '@chatloom/contract';
import type { FlowDocument } from '@chatloom/flow';
import type { RunPath } from '../editor/runHighlight';

/**
 * The path through one flow that led to where the conversation stands: the last turn and those before it back to the one that
 * started the flow. `null` when the last turns did not touch the flow.
 */
export function runOfTurns(turns: readonly PhoneTurn[], flowId: string, document: FlowDocument): RunPath | null {
  const run: PhoneTurn[] = [];
  for (let index = turns.length - 1; index >= 0; index--) {
    const turn = turns[index]!;
    run.unshift(turn);
    if (beganFlow(turn, flowId)) break;
  }
  const visitedNodes: string[] = [];
  const visitedEdges: string[] = [];
  const edgeOf = new Map(document.edges.map((edge) => [`${edge.from}\0${edge.port}`, edge.id]));
  for (const turn of run) {
    for (const step of turn.path) {
      if ((step.flowId ?? flowId) !== flowId) continue;
      // A turn begins with the node it waited at, which the turn before already told.
      if (visitedNodes.at(-1) !== step.nodeId) visitedNodes.push(step.nodeId);
      const edge = step.port === undefined ? undefined : edgeOf.get(`${step.nodeId}\0${step.port}`);
      if (edge !== undefined) visitedEdges.push(edge);
    }
  }
  if (visitedNodes.length === 0) return null;
  return { flowId, visitedNodes, visitedEdges, currentNode: waitingNode(run.at(-1), flowId) };
}

/** Ways a turn begins a flow afresh (codes of the engine's routing). */
const STARTS = new Set(['triggered', 'queuedStart', 'flowStarted', 'oldButton']);

function beganFlow(turn: PhoneTurn, flowId: string): boolean {
  return turn.trace.some((entry) => entry.at === 'routed' && STARTS.has(entry.code) && entry.flowId === flowId);
}

/** The node the conversation waits at after a turn, when it waits inside this flow. */
function waitingNode(turn: PhoneTurn | undefined, flowId: string): string | null {
  const last = turn?.trace.findLast((entry) => entry.at === 'waiting' || entry.at === 'ended');
  return last?.at === 'waiting' && (last.flowId ?? flowId) === flowId ? (last.nodeId ?? null) : null;
}
