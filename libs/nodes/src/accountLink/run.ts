import type { Json, NodeRunner } from '@chatloom/engine';
import { BUTTONS_TEXT_MAX_GRAPHEMES, LABEL_MAX_GRAPHEMES } from '@chatloom/messages';
import { altTextOf } from '../shared/altTextOf';
import { dressMessage } from '../shared/dressMessage';
import { leave } from '../shared/leave';
import { sendReply } from '../shared/messageRunner';
import { renderFitted } from '../shared/renderFitted';
import { sendable } from '../shared/sendable';
import { afterDuration } from '../time/afterDuration';
import type { AccountLinkData } from './definition';

/** Asks for an address of our own that leads to the sign-in page, shows it as a button, and waits for what LINE tells. */
export const runAccountLink: NodeRunner<AccountLinkData> = {
  performs: ['offerAccountLink'],

  enter(data, context) {
    const { chat } = context.env;
    // LINE joins accounts in 1:1 chats only (FACTS §5).
    if (chat && chat.kind !== 'user') {
      context.trace('linkOnlyAlone');
      return leave('failed');
    }
    const endsAt = afterDuration(context.env.now, data.waitFor, context.env.bot.timeZone);
    return { then: { go: 'ask', name: 'offerAccountLink', payload: { signInUrl: context.render(data.signInUrl).trim(), endsAt } } };
  },

  resume(data, context, by) {
    switch (by.by) {
      case 'effect': {
        const uri = addressIn(by.answer);
        if (uri === undefined) return leave('failed');
        const text = renderFitted(context, data.text, BUTTONS_TEXT_MAX_GRAPHEMES, 'graphemes');
        const label = renderFitted(context, data.buttonLabel, LABEL_MAX_GRAPHEMES.template, 'graphemes');
        const message = {
          type: 'template',
          altText: altTextOf(data.altText, text, context),
          template: { type: 'buttons', text, actions: [{ type: 'uri', label, uri }] },
        };
        const dueAt = afterDuration(context.env.now, data.waitFor, context.env.bot.timeZone);
        const effects = sendReply(sendable([dressMessage(message, { sender: data.sender }, context)], context), data);
        return { effects, then: { go: 'wait', for: 'answer', dueAt, purpose: 'noAnswer' } };
      }
      case 'accountLinked':
        return leave(by.isLinked ? 'linked' : 'failed');
      case 'timer':
        return by.purpose === 'noAnswer' ? leave('expired') : { then: { go: 'pass' } };
      default:
        // What else they say meanwhile is for others.
        return { then: { go: 'pass' } };
    }
  },
};

function addressIn(answer: Json): string | undefined {
  const url = typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? answer['url'] : undefined;
  return typeof url === 'string' ? url : undefined;
}
