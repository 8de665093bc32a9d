import type { FlowDocument, NodeDefinitions } from '@chatloom/flow';

/** Why a wire may not go to a node, as a key of `canvas.refused.*`; `undefined` when it may. */
export type ConnectRefusal = 'trigger' | 'same';

/**
 * Whether an exit may lead to a node. Going back (loops) is allowed; a conversation cannot be led into a trigger, because
 * triggers begin by themselves.
 */
export function connectRefusal(document: FlowDocument, definitions: NodeDefinitions, from: { node: string; port: string }, to: string): ConnectRefusal | undefined {
  const target = document.nodes[to];
  if (!target) return 'trigger';
  if (definitions[target.type]?.kind === 'trigger') return 'trigger';
  if (from.node === to) return 'same';
  return undefined;
}
