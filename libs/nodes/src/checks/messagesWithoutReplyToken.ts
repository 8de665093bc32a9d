import type { CheckContext, NodeProblem } from '@chatloom/flow';
import { droppedMessagesReachedAtOnce } from './messagesReachedAtOnce';
import { nodeProblem } from './nodeProblem';

/** A clock or an API call brings no reply token (FACTS §4), so free messages behind such a trigger are never sent. */
export function messagesWithoutReplyToken(context: CheckContext): NodeProblem[] {
  return droppedMessagesReachedAtOnce(context).map((id) => {
    const step = context.document.nodes[id]?.title || id;
    const sentence = `"${step}" will not be sent: nobody wrote, so there is no free reply. Let it be sent as a push.`;
    return nodeProblem('triggerLosesMessage', 'warning', [], sentence, { step });
  });
}
