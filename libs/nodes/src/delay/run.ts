import type { LineMessage, NodeOutcome, NodeRunner, RunContext } from '@chatloom/engine';
import type { LocalizedText } from '@chatloom/flow';
import { ALT_TEXT_MAX_UTF16, BUTTONS_TEXT_MAX_GRAPHEMES, fitText, TEMPLATE_LABEL_MAX_GRAPHEMES } from '@chatloom/messages';
import { leave } from '../shared/leave';
import { sendReply } from '../shared/messageRunner';
import { renderFitted } from '../shared/renderFitted';
import { sendable } from '../shared/sendable';
import type { DelayData } from './definition';
import { dueAt } from './dueAt';

/** Port id inside the tap data of the "continue" button. It is also the exit, so an old button still leads on. */
const CONTINUE = 'next';

export const runDelay: NodeRunner<DelayData> = {
  enter(data, context) {
    const due = dueAt(data, context.env.now, context.env.bot, context.env.contact.fields);
    if (due === undefined) {
      context.trace('delayUnknown', { mode: data.until.mode });
      return leave('next');
    }
    if (due <= context.env.now) {
      context.trace('delayAlreadyOver', { dueAt: due });
      return leave('next');
    }
    if (data.afterwards === 'push') return { then: { go: 'wait', for: 'time', dueAt: due, purpose: 'delay', state: { dueAt: due } } };
    return waitForTap(data, context, due, data.tap?.text);
  },

  resume(data, context, by) {
    const due = typeof context.wait.state.dueAt === 'number' ? context.wait.state.dueAt : context.env.now;
    if (by.by === 'timer' && by.purpose === 'delay') {
      if (data.afterwards === 'push') return leave('next');
      // The time has come, but a message now would cost: from here on the button leads on.
      context.trace('delayOverWaitingForTap', { dueAt: due });
      return { then: { go: 'wait', for: 'time', takesTaps: true, state: { dueAt: due } } };
    }
    if (by.by !== 'tap') return { then: { go: 'pass' } };
    if (by.at >= due || context.env.now >= due) return leave('next');
    context.trace('delayTappedTooEarly', { dueAt: due });
    return waitForTap(data, context, due, data.tap?.notYetText);
  },
};

/** Show words with the "continue" button and wait; a timer marks the moment from which the button leads on. */
function waitForTap(data: DelayData, context: RunContext, due: number, words: LocalizedText | undefined): NodeOutcome {
  const text = renderFitted(context, words, BUTTONS_TEXT_MAX_GRAPHEMES, 'graphemes');
  const label = renderFitted(context, data.tap?.label, TEMPLATE_LABEL_MAX_GRAPHEMES, 'graphemes');
  const bubble: LineMessage = {
    type: 'template',
    altText: fitText(text, ALT_TEXT_MAX_UTF16, 'utf16'),
    // A template button stays in the chat; a quick reply would vanish with the next message (FACTS §7).
    template: { type: 'buttons', text, actions: [{ type: 'postback', label, data: context.tapData(CONTINUE), displayText: label }] },
  };
  return {
    effects: sendReply(sendable([bubble], context), data),
    then: { go: 'wait', for: 'time', dueAt: due, purpose: 'delay', takesTaps: true, state: { dueAt: due } },
  };
}
