import type { LineMessage } from '@chatloom/engine';
import { ALT_TEXT_MAX_UTF16, CONFIRM_TEXT_MAX_GRAPHEMES } from '@chatloom/messages';
import type { BuildContext } from '../shared/buildContext';
import { lineAction } from '../shared/lineAction';
import { messageRunner } from '../shared/messageRunner';
import { renderFitted } from '../shared/renderFitted';
import type { ConfirmData } from './definition';

/** A confirm template. */
export function buildConfirm(content: Pick<ConfirmData, 'text' | 'choices' | 'altText'>, context: BuildContext): LineMessage {
  const text = renderFitted(context, content.text, CONFIRM_TEXT_MAX_GRAPHEMES, 'graphemes');
  return {
    type: 'template',
    altText: renderFitted(context, content.altText, ALT_TEXT_MAX_UTF16, 'utf16').trim() || text,
    template: { type: 'confirm', text, actions: content.choices.map((choice) => lineAction(choice, 'template', context)) },
  };
}

export const runConfirm = messageRunner<ConfirmData>(buildConfirm);
