import type { CheckContext, NodeProblem } from '@chatloom/flow';
import type { DelayData } from '../delay/definition';
import { approximateMs } from '../fields/duration';
import { nodeProblem } from './nodeProblem';
import { sendingTypes } from './sendingTypes';

/** A reply token lives about a minute (FACTS §4); a wait well within it keeps the reply free. */
const STILL_FREE_MS = 45_000;

/**
 * Behind a wait that is longer than the free reply lives, a message that is dropped when too late will never be seen.
 * Looks at every node that can be reached without waiting again; linear in what it touches.
 */
export function delayLosesMessages(data: DelayData, context: CheckContext): NodeProblem[] {
  if (data.afterwards !== 'push') return [];
  if (data.until.mode === 'duration' && !data.onlyInBusinessHours && approximateMs(data.until.duration) <= STILL_FREE_MS) return [];
  const { document, nodeId } = context;
  const seen = new Set([nodeId]);
  const toVisit = [nodeId];
  const dropped: string[] = [];
  for (let from = toVisit.pop(); from !== undefined; from = toVisit.pop()) {
    for (const edge of document.edges) {
      if (edge.from !== from || seen.has(edge.to)) continue;
      seen.add(edge.to);
      const node = document.nodes[edge.to];
      if (!node) continue;
      if (sendingTypes.has(node.type) && node.type !== 'pushToContact' && node.data.ifTooLate !== 'push') dropped.push(edge.to);
      // An answer or another wait begins a new moment; a message's buttons do so too, but its `next` does not.
      const waits = node.type === 'delay' || node.type.startsWith('ask');
      if (!waits) toVisit.push(edge.to);
    }
  }
  return dropped.map((id) => {
    const step = document.nodes[id]?.title || id;
    const sentence = `"${step}" comes too late for a free reply and would be left out: let it be sent as a push, or let people tap to continue.`;
    return nodeProblem('delayLosesMessage', 'warning', ['afterwards'], sentence, { step });
  });
}
