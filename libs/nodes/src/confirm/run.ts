import type { LineMessage } from '@chatloom/engine';
import { CONFIRM_TEXT_MAX_GRAPHEMES } from '@chatloom/messages';
import { altTextOf } from '../shared/altTextOf';
import type { BuildContext } from '../shared/buildContext';
import { lineActions } from '../shared/lineAction';
import { messageRunner } from '../shared/messageRunner';
import { renderFitted } from '../shared/renderFitted';
import type { ConfirmData } from './definition';

/** A confirm template. */
export function buildConfirm(content: Pick<ConfirmData, 'text' | 'choices' | 'altText'>, context: BuildContext): LineMessage {
  const text = renderFitted(context, content.text, CONFIRM_TEXT_MAX_GRAPHEMES, 'graphemes');
  return {
    type: 'template',
    altText: altTextOf(content.altText, text, context),
    template: { type: 'confirm', text, actions: lineActions(content.choices, 'template', context) },
  };
}

export const runConfirm = messageRunner<ConfirmData>(buildConfirm);
