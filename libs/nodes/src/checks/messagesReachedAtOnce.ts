import type { CheckContext } from '@chatloom/flow';
import { sendingTypes } from './sendingTypes';

/**
 * Ids of the reply-sending nodes behind this one that are dropped when there is no reply token, as far as the
 * conversation gets without waiting for a person or for time. Linear in the edges it follows.
 */
export function droppedMessagesReachedAtOnce({ document, nodeId }: CheckContext): string[] {
  const outgoing = new Map<string, string[]>();
  for (const edge of document.edges) {
    const node = document.nodes[edge.from];
    // A button of a message is a tap of the person, which brings a new reply token.
    if (node && sendingTypes.has(node.type) && edge.port !== 'next') continue;
    const targets = outgoing.get(edge.from);
    if (targets) targets.push(edge.to);
    else outgoing.set(edge.from, [edge.to]);
  }
  const seen = new Set([nodeId]);
  const toVisit = [nodeId];
  const dropped: string[] = [];
  for (let from = toVisit.pop(); from !== undefined; from = toVisit.pop()) {
    for (const to of outgoing.get(from) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      const node = document.nodes[to];
      if (!node) continue;
      if (sendingTypes.has(node.type) && node.type !== 'pushToContact' && node.data.ifTooLate !== 'push') dropped.push(to);
      if (node.type !== 'delay' && !node.type.startsWith('ask')) toVisit.push(to);
    }
  }
  return dropped;
}
