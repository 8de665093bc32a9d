import type { CheckContext, NodeProblem } from '@chatloom/flow';
import { nodeProblem } from './nodeProblem';
import { sendingTypes } from './sendingTypes';

/**
 * LINE shows quick replies only under the newest message (FACTS §7): when another bubble follows at once, nobody
 * ever sees them.
 */
export function quickRepliesHidden(data: { quickReplies: readonly unknown[] }, context: CheckContext): NodeProblem[] {
  if (data.quickReplies.length === 0) return [];
  const { document, nodeId, edgesFrom } = context;
  const edge = edgesFrom(nodeId).find((each) => each.port === 'next');
  const follower = edge && document.nodes[edge.to];
  if (!edge || !follower || !sendingTypes.has(follower.type)) return [];
  const next = follower.title || edge.to;
  return [nodeProblem('quickRepliesHidden', 'warning', ['quickReplies'], `Nobody will see these quick replies, because "${next}" sends the next message at once.`, { next })];
}
