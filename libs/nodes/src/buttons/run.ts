import type { LineMessage } from '@chatloom/engine';
import {
  BUTTONS_TEXT_MAX_GRAPHEMES,
  BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES,
  BUTTONS_TITLE_MAX_GRAPHEMES,
} from '@chatloom/messages';
import { altTextOf } from '../shared/altTextOf';
import type { BuildContext } from '../shared/buildContext';
import { lineActions } from '../shared/lineAction';
import { messageRunner } from '../shared/messageRunner';
import { renderFitted } from '../shared/renderFitted';
import type { ButtonsData } from './definition';

/** A buttons template. */
export function buildButtons(
  content: Pick<ButtonsData, 'imageUrl' | 'imageShape' | 'imageFit' | 'title' | 'text' | 'choices' | 'altText'>,
  context: BuildContext,
): LineMessage {
  const thumbnailImageUrl = context.render(content.imageUrl).trim();
  const title = renderFitted(context, content.title, BUTTONS_TITLE_MAX_GRAPHEMES, 'graphemes');
  const roomy = thumbnailImageUrl === '' && title === '';
  const text = renderFitted(context, content.text, roomy ? BUTTONS_TEXT_MAX_GRAPHEMES : BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES, 'graphemes');
  return {
    type: 'template',
    altText: altTextOf(content.altText, [title, text].filter(Boolean).join('\n'), context),
    template: {
      type: 'buttons',
      ...(thumbnailImageUrl === '' ? {} : { thumbnailImageUrl, imageAspectRatio: content.imageShape, imageSize: content.imageFit }),
      ...(title === '' ? {} : { title }),
      text,
      actions: lineActions(content.choices, 'template', context),
    },
  };
}

export const runButtons = messageRunner<ButtonsData>(buildButtons);
