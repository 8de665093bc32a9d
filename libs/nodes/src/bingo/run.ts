import type { Json, JsonObject, LineMessage, NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import { sendReply } from '../shared/messageRunner';
import { sendable } from '../shared/sendable';
import { wayBackOf } from '../vote/run';
import type { BingoData } from './definition';

/** Those who keep games do it and draw the card; the exit is what became of it. */
export const runBingo: NodeRunner<BingoData> = {
  performs: ['playBingo', 'gameTapped'],
  enter(data, context) {
    const wish: JsonObject =
      data.do === 'join' ? { do: 'join', code: context.render(data.code) } : data.do === 'mark' ? { do: 'mark', label: context.render(data.item) } : { do: data.do === 'show' ? 'look' : 'claim' };
    const { back, language, chat } = wayBackOf(context);
    return { then: { go: 'ask', name: 'playBingo', payload: { gameId: data.gameId, wish, back: back!, language: language!, chat: chat!, ...(data.as === 'picture' && { as: 'picture' }) } } };
  },
  resume(data, context, by) {
    if (by.by !== 'effect') return { then: { go: 'pass' } };
    const { outcome, message } = readAnswer(by.answer);
    if (!message) context.trace('bingoGone');
    const effects = message ? sendReply(sendable([message], context), { ifTooLate: data.ifTooLate }) : [];
    return leave(data.do === 'show' && outcome !== 'won' ? 'next' : outcome, effects);
  },
};

function readAnswer(answer: Json): { outcome: string; message: LineMessage | undefined } {
  const said = answer !== null && typeof answer === 'object' && !Array.isArray(answer) ? answer : {};
  const message = said['message'];
  const isMessage = message !== null && typeof message === 'object' && !Array.isArray(message) && typeof message['type'] === 'string';
  return { outcome: typeof said['outcome'] === 'string' ? said['outcome'] : 'refused', message: isMessage ? (message as LineMessage) : undefined };
}
