import type { EffectBody, Json, JsonObject, LineMessage, NodeOutcome, NodeRunner, Resume, RunContext } from '@chatloom/engine';
import { QUICK_REPLY_LABEL_MAX_GRAPHEMES, TEXT_MAX_UTF16 } from '@chatloom/messages';
import type { AskFields } from '../fields/askFields';
import { afterDuration } from '../time/afterDuration';
import type { AskRefusal } from '../traceCodes';
import { dressMessage } from './dressMessage';
import type { LineAction } from './lineAction';
import { leave } from './leave';
import { sendReply } from './messageRunner';
import { quoteToken } from './quoteToken';
import { renderFitted } from './renderFitted';
import { sendable } from './sendable';

/** What a question made of something the person did. */
export type Reading =
  /** A fitting answer. `port` is `answered` unless the question has an exit per choice. */
  | { is: 'answer'; value: Json; port?: string; effects?: EffectBody[] }
  /** An answer that does not fit; `why` goes into the trace (`askRefused`). */
  | { is: 'wrong'; why: AskRefusal };

/** A quick reply of a question: a label, perhaps an icon, and what it does. */
export interface AskButton {
  action: LineAction;
  imageUrl?: string;
}

export interface AskParts<Data extends AskFields> {
  /** Reads a message or a tap on one of the question's own ports. */
  read(data: Data, context: RunContext, by: Extract<Resume, { by: 'message' | 'tap' }>): Reading;
  /** Buttons under the question (not the skip button, which every question may have). */
  buttons?(data: Data, context: RunContext): AskButton[];
  /** The bubble, when it is not plain text. `text` is the question or the re-ask text, rendered. */
  bubble?(data: Data, context: RunContext, text: string): LineMessage;
}

/**
 * The runner that all questions share: ask, wait, read, ask again at most `tries` times, and leave by `answered` (or
 * the choice's port), `skipped`, `failed` or `noAnswer`.
 */
export function askRunner<Data extends AskFields>(parts: AskParts<Data>): NodeRunner<Data> {
  const ask = (data: Data, context: RunContext, tries: number, again: boolean): NodeOutcome => {
    const wording = again && context.render(data.reaskText).trim() !== '' ? data.reaskText : data.question;
    const text = renderFitted(context, wording, TEXT_MAX_UTF16, 'utf16');
    const bare = parts.bubble?.(data, context, text) ?? { type: 'text', text, ...quoteToken(data.quote, context) };
    const items = quickReplyItems(data, context, parts.buttons?.(data, context) ?? []);
    const message = dressMessage(items.length > 0 ? { ...bare, quickReply: { items } } : bare, { sender: data.sender }, context);
    return wait(data, context, tries, sendReply(sendable([message], context), data));
  };

  return {
    enter: (data, context) => ask(data, context, 0, false),

    resume(data, context, by) {
      if (by.by === 'timer') {
        if (by.purpose !== 'noAnswer') return { then: { go: 'pass' } };
        context.trace('askNoAnswer');
        return leave('noAnswer');
      }
      if (by.by !== 'message' && by.by !== 'tap') return { then: { go: 'pass' } };
      if (by.by === 'tap' && by.port === 'skipped') return leave('skipped');

      const reading = parts.read(data, context, by);
      if (reading.is === 'answer') {
        const name = data.saveTo?.in === 'answer' ? data.saveTo.name : undefined;
        const effects: EffectBody[] = [...(reading.effects ?? [])];
        if (data.saveTo?.in === 'field') effects.push({ type: 'setField', field: data.saveTo.name, value: reading.value });
        return { ...leave(reading.port ?? 'answered', effects), answer: { ...(name === undefined ? {} : { name }), value: reading.value } };
      }
      const tries = triesSoFar(context.wait.state) + 1;
      context.trace('askRefused', { why: reading.why, try: tries, of: data.tries });
      return tries >= data.tries ? leave('failed') : ask(data, context, tries, true);
    },
  };
}

function wait(data: AskFields, context: RunContext, tries: number, effects: EffectBody[]): NodeOutcome {
  const dueAt = data.noAnswer && afterDuration(context.env.now, data.noAnswer.after, context.env.bot.timeZone);
  return {
    effects,
    then: { go: 'wait', for: 'answer', state: { tries }, ...(dueAt === undefined ? {} : { dueAt, purpose: 'noAnswer' as const }) },
  };
}

function triesSoFar(state: JsonObject): number {
  return typeof state.tries === 'number' ? state.tries : 0;
}

function quickReplyItems(data: AskFields, context: RunContext, buttons: AskButton[]) {
  const items = buttons.map(({ action, imageUrl }) => ({ type: 'action', ...(imageUrl ? { imageUrl } : {}), action }));
  if (data.skip) {
    const label = renderFitted(context, data.skip.label, QUICK_REPLY_LABEL_MAX_GRAPHEMES, 'graphemes');
    items.push({ type: 'action', action: { type: 'postback', label, data: context.tapData('skipped'), displayText: label } });
  }
  return items;
}
