import type { CheckContext } from '@chatloom/flow';
import { sendingTypes } from './sendingTypes';

/** Nodes looked at per question; a longer stretch without any wait is another problem, and checks stay linear. */
const NODES_MAX = 200;

/**
 * Ids of the reply-sending nodes behind this one that are dropped when there is no reply token, as far as the
 * conversation gets without waiting for a person or for time.
 */
export function droppedMessagesReachedAtOnce({ document, nodeId, edgesFrom }: CheckContext): string[] {
  // In a series nothing is dropped: what comes too late for a reply is a push.
  if (document.series) return [];
  const seen = new Set([nodeId]);
  const toVisit = [nodeId];
  const dropped: string[] = [];
  for (let from = toVisit.shift(); from !== undefined && seen.size < NODES_MAX; from = toVisit.shift()) {
    const sends = sendingTypes.has(document.nodes[from]?.type ?? '');
    for (const edge of edgesFrom(from)) {
      // A button of a message is a tap of the person, which brings a new reply token.
      if ((sends && edge.port !== 'next') || seen.has(edge.to)) continue;
      seen.add(edge.to);
      const node = document.nodes[edge.to];
      if (!node) continue;
      if (sendingTypes.has(node.type) && node.type !== 'pushToContact' && node.data.ifTooLate !== 'push') dropped.push(edge.to);
      if (node.type !== 'delay' && !node.type.startsWith('ask')) toVisit.push(edge.to);
    }
  }
  return dropped;
}
