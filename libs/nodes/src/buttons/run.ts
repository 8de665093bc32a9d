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
import { behindPicture, cardAction } from '../shared/templateCard';
import type { ButtonsData } from './definition';

/** A buttons template. */
export function buildButtons(
  content: Pick<ButtonsData, 'imageUrl' | 'imageShape' | 'imageFit' | 'imageColour' | 'cardTap' | 'title' | 'text' | 'choices' | 'altText'>,
  context: BuildContext,
): LineMessage {
  const thumbnailImageUrl = context.render(content.imageUrl).trim();
  const title = renderFitted(context, content.title, BUTTONS_TITLE_MAX_GRAPHEMES, 'graphemes');
  const roomy = thumbnailImageUrl === '' && title === '';
  const text = renderFitted(context, content.text, roomy ? BUTTONS_TEXT_MAX_GRAPHEMES : BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES, 'graphemes');
  const actions = lineActions(content.choices, 'template', context);
  return {
    type: 'template',
    altText: altTextOf(content.altText, [title, text].filter(Boolean).join('\n'), context),
    template: {
      type: 'buttons',
      ...(thumbnailImageUrl === '' ? {} : { thumbnailImageUrl, imageAspectRatio: content.imageShape, imageSize: content.imageFit, ...behindPicture(content) }),
      ...(title === '' ? {} : { title }),
      text,
      ...cardAction(content, actions),
      actions,
    },
  };
}

export const runButtons = messageRunner<ButtonsData>(buildButtons);
