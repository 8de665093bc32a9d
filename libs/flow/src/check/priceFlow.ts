import type { FlowDocument } from '../document';
import type { NodeDefinitions } from '../nodeDefinition';
import { isPushedWhenLate, lateExits } from './checkCosts';
import { reachableFrom, stronglyConnected } from './components';
import { FlowGraph } from './flowGraph';

/** Bubbles one person gets at most on the dearest way, everything met once. */
export interface Price {
  /** Free: sent as replies. */
  replies: number;
  /** Paid: sent as pushes, each counting against the monthly messages. */
  pushes: number;
}

/** What a flow costs per person, by the trigger that starts it. */
export interface FlowPrice {
  triggers: ({ nodeId: string } & Price)[];
  /** The dearest of them. */
  worst: Price;
}

/**
 * Counts, for each trigger, the bubbles of the dearest way through the flow for one person: pushes first, then replies.
 * A worst case: a circle is gone round once, and a message that may come late counts as a push if it would be pushed then.
 */
export function priceFlow(document: FlowDocument, definitions: NodeDefinitions): FlowPrice {
  const graph = new FlowGraph(document, definitions);
  const late = reachableFrom(
    lateExits(graph).flatMap(({ targets }) => targets),
    (nodeId) => graph.atOnce(nodeId),
  );
  const best = new Map<string, Price>();
  // Components come after those they reach: everything behind a node is known when the node is met.
  for (const component of stronglyConnected(graph.nodeIds, (nodeId) => graph.after(nodeId))) {
    const inside = new Set(component);
    let behind: Price = { replies: 0, pushes: 0 };
    const own: Price = { replies: 0, pushes: 0 };
    for (const nodeId of component) {
      const { replies, pushes } = priceOfNode(graph, nodeId, late);
      own.replies += replies;
      own.pushes += pushes;
      for (const next of graph.after(nodeId)) if (!inside.has(next)) behind = dearer(behind, best.get(next)!);
    }
    const price = { replies: own.replies + behind.replies, pushes: own.pushes + behind.pushes };
    for (const nodeId of component) best.set(nodeId, price);
  }
  const triggers = graph.nodeIds
    .filter((nodeId) => graph.definitionOf(nodeId)?.kind === 'trigger')
    .map((nodeId) => ({ nodeId, ...best.get(nodeId)! }));
  return { triggers, worst: triggers.map(({ replies, pushes }) => ({ replies, pushes })).reduce(dearer, { replies: 0, pushes: 0 }) };
}

function priceOfNode(graph: FlowGraph, nodeId: string, late: ReadonlySet<string>): Price {
  const sends = graph.definitionOf(nodeId)?.sends;
  if (sends === 'push') return { replies: 0, pushes: 1 };
  if (sends !== 'reply') return { replies: 0, pushes: 0 };
  return late.has(nodeId) && isPushedWhenLate(graph, nodeId) ? { replies: 0, pushes: 1 } : { replies: 1, pushes: 0 };
}

function dearer(a: Price, b: Price): Price {
  return b.pushes > a.pushes || (b.pushes === a.pushes && b.replies > a.replies) ? b : a;
}
