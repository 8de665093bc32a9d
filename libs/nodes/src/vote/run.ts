import type { Json, JsonObject, LineMessage, NodeOutcome, NodeRunner, Resume, RunContext } from '@chatloom/engine';
import type { MessageFields } from '../fields/messageFields';
import { leave } from '../shared/leave';
import { sendReply } from '../shared/messageRunner';
import { sendable } from '../shared/sendable';
import { approximateMs } from '../fields/duration';
import type { VoteData } from './definition';

/**
 * A poll is made when its step is first reached, or found again, by those who keep polls; they draw the card, because only they
 * know how the vote stands.
 */
export const runVote: NodeRunner<VoteData> = {
  performs: ['showPoll', 'gameTapped'],
  enter(data, context) {
    const { closesIn, together, ifTooLate: _sending, ...content } = data;
    const payload: JsonObject = {
      content: content as unknown as JsonObject,
      flowId: context.flow.flowId,
      together,
      sessionId: context.session.id,
      ...(closesIn && { closesInMs: Math.round(approximateMs(closesIn)) }),
      ...wayBackOf(context),
    };
    return { then: { go: 'ask', name: 'showPoll', payload } };
  },
  resume: resumeWithCard,
};

/** Where a tap on the card leads on: this step of this flow; the exit is added once it is known. And who reads the card, for its words. */
export function wayBackOf(context: RunContext): JsonObject {
  return { nodeId: context.nodeId, back: context.tapData('next'), language: context.env.contact.language ?? null, chat: context.env.chat?.kind ?? 'user' };
}

/** The card has come: send it and go on. Without one (the poll is gone) there is nothing to show. */
export function resumeWithCard(data: Pick<MessageFields, 'ifTooLate'>, context: RunContext, by: Resume): NodeOutcome {
  if (by.by !== 'effect') return { then: { go: 'pass' } };
  const message = messageIn(by.answer);
  if (!message) context.trace('pollGone');
  return leave('next', message ? sendReply(sendable([message], context), { ifTooLate: data.ifTooLate }) : []);
}

function messageIn(answer: Json): LineMessage | undefined {
  const message = answer !== null && typeof answer === 'object' && !Array.isArray(answer) ? answer['message'] : undefined;
  return message !== null && typeof message === 'object' && !Array.isArray(message) && typeof message['type'] === 'string' ? (message as LineMessage) : undefined;
}
