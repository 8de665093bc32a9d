import type { Json, JsonObject, LineMessage, NodeRunner } from '@chatloom/engine';
import { sendReply } from '../shared/messageRunner';
import { sendable } from '../shared/sendable';
import { wayBackOf } from '../vote/run';
import { DRAW_EXITS, type DrawData } from './definition';

/** Those who keep draws decide it and draw the card; the exit is what became of it. */
export const runDraw: NodeRunner<DrawData> = {
  performs: ['playDraw', 'gameTapped'],
  enter(data, context) {
    const { back, language, chat } = wayBackOf(context);
    return { then: { go: 'ask', name: 'playDraw', payload: { drawId: data.drawId, do: data.do, back: back!, language: language!, chat: chat! } } };
  },
  resume(data, context, by) {
    if (by.by !== 'effect') return { then: { go: 'pass' } };
    const { outcome, message, prize, tag } = readAnswer(by.answer);
    if (!message) context.trace('drawGone');
    const exits = DRAW_EXITS[data.do];
    return {
      effects: [...(message ? sendReply(sendable([message], context), { ifTooLate: data.ifTooLate }) : []), ...(tag === undefined ? [] : [{ type: 'addTag' as const, tag }])],
      then: { go: 'exit', port: exits.includes(outcome) ? outcome : data.do === 'show' ? 'next' : 'refused' },
      ...(prize && { answer: { name: 'prize', value: prize } }),
    };
  },
};

function readAnswer(answer: Json): { outcome: string; message: LineMessage | undefined; prize: JsonObject | undefined; tag: string | undefined } {
  const said = objectOr(answer) ?? {};
  const message = objectOr(said['message']);
  return {
    outcome: typeof said['outcome'] === 'string' ? said['outcome'] : 'refused',
    message: typeof message?.['type'] === 'string' ? (message as LineMessage) : undefined,
    prize: objectOr(said['prize']),
    tag: typeof said['tag'] === 'string' ? said['tag'] : undefined,
  };
}

function objectOr(value: Json | undefined): JsonObject | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined;
}
