import type { NodeRunner } from '@chatloom/engine';
import { readGiftAnswer, wordsOf } from '../shared/gift';
import { leave } from '../shared/leave';
import { sendReply } from '../shared/messageRunner';
import { sendable } from '../shared/sendable';
import { wayBackOf } from '../vote/run';
import { STAMP_CARD_EXITS, type StampCardData } from './definition';

/** Those who keep stamp cards do it and draw the card; the exit is what became of it. */
export const runStampCard: NodeRunner<StampCardData> = {
  performs: ['useStampCard', 'gameTapped'],
  enter(data, context) {
    const { language, chat } = wayBackOf(context);
    return { then: { go: 'ask', name: 'useStampCard', payload: { do: data.do, cardId: data.cardId, nodeId: context.nodeId, language: language!, chat: chat! } } };
  },
  resume(data, context, by) {
    if (by.by !== 'effect') return { then: { go: 'pass' } };
    const answer = readGiftAnswer(by.answer, STAMP_CARD_EXITS[data.do].at(-1)!);
    const messages = sendable(wordsOf(answer, context), context);
    return leave(answer.outcome, messages.length > 0 ? sendReply(messages, { ifTooLate: data.ifTooLate }) : []);
  },
};
