import type { CheckContext, NodeProblem } from '@chatloom/flow';
import type { DelayData } from '../delay/definition';
import { approximateMs } from '../fields/duration';
import { droppedMessagesReachedAtOnce } from './messagesReachedAtOnce';
import { nodeProblem } from './nodeProblem';

/** A reply token lives about a minute (FACTS §4); a wait well within it keeps the reply free. */
const STILL_FREE_MS = 45_000;

/** Is the free reply over when this wait is? Then what follows is a push or is not sent. */
export function outlivesReplyToken(data: Pick<DelayData, 'until' | 'onlyInBusinessHours' | 'afterwards'>): boolean {
  if (data.afterwards !== 'push') return false;
  return data.until.mode !== 'duration' || data.onlyInBusinessHours || approximateMs(data.until.duration) > STILL_FREE_MS;
}

/** Behind a wait that is longer than the free reply lives, a message that is dropped when too late is never seen. */
export function delayLosesMessages(data: DelayData, context: CheckContext): NodeProblem[] {
  if (!outlivesReplyToken(data)) return [];
  return droppedMessagesReachedAtOnce(context).map((id) => {
    const step = context.document.nodes[id]?.title || id;
    const sentence = `"${step}" comes too late for a free reply and would be left out: let it be sent as a push, or let people tap to continue.`;
    return nodeProblem('delayLosesMessage', 'warning', ['afterwards'], sentence, { step });
  });
}
